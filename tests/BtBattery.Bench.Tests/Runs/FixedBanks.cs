namespace BtBattery.Bench.Tests.Runs;

/// <summary>Twenty banks, cut to the hours that matter in them. bench-physics.sh tries hundreds for whole days.</summary>
internal static class FixedBanks
{
    private static readonly (string Story, int Seed, double StartHour, double Hours)[] s_cuts =
    [
        ("day", 1, 10, 2),
        ("day", 2, 12, 1.5),
        ("day", 3, 18, 1.5),
        ("day", 4, 7, 1.5),
        ("day", 5, 20, 1.5),
        ("frozen", 1, 11, 1.5),
        ("frozen", 2, 9, 1),
        ("silent-full", 1, 10, 1.5),
        ("silent-full", 2, 10, 1.5),
        ("uneven", 1, 10, 1.5),
        ("uneven", 2, 18, 1),
        ("shunt-off", 1, 11, 1.5),
        ("weak-cell", 1, 12, 2),
        ("stuck-fet", 1, 10, 1.5),
        ("lost-in-string", 1, 10, 1.5),
        ("reconnect", 1, 1, 1),
        ("flapping", 1, 10, 1),
        ("clock-step", 1, 10, 1),
        ("restarts", 1, 10, 1),
        ("wrong-wiring", 1, 10, 1),
    ];

    public static IReadOnlyList<BankCase> All { get; } = [.. s_cuts.Select(cut => Cut(cut.Story, cut.Seed, cut.StartHour, cut.Hours))];

    private static BankCase Cut(string story, int seed, double startHour, double hours)
    {
        BankCase bank = StoryTable.Find(story)!.Of(seed);
        var length = TimeSpan.FromHours(hours);
        return bank with { Length = length, System = bank.System with { StartHour = startHour }, Faults = [.. bank.Faults.Select(fault => Within(fault, length))] };
    }

    /// <summary>Each fault within the time that is left to it: from a quarter of it on, until three quarters.</summary>
    private static Fault Within(Fault fault, TimeSpan length)
    {
        TimeSpan from = Minutes(length / 4), until = Minutes(length * 0.75);
        return fault switch
        {
            Silent silent => silent with { From = from, Until = silent.Until is null ? null : until },
            OutOfReach lost => lost with { From = from, Until = lost.Until is null ? null : until },
            Flapping flapping => flapping with { From = from, Until = until },
            ClockStep step => step with { From = step.By > TimeSpan.Zero ? from : until },
            _ => fault,
        };
    }

    private static TimeSpan Minutes(TimeSpan time) => TimeSpan.FromMinutes(Math.Floor(time.TotalMinutes));
}
