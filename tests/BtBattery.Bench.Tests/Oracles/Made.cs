using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench.Tests;

/// <summary>Moments made by hand.</summary>
internal static class Made
{
    private const string Currents = "MAX_BATTERY_CHARGE_CURRENT = 50\nMAX_BATTERY_DISCHARGE_CURRENT = 80\n";

    /// <summary>LFP with 50 A and 80 A, everything else as by default.</summary>
    public static OwnersLimits Owner(int batteries = 1, string topology = "1|2", string keys = "") => OwnersLimits.Of(
        $"[DEFAULT]\n{Currents}{keys}\n", [.. Enumerable.Range(1, batteries).Select(number => $"A4:C1:38:00:00:0{number}")], topology);

    /// <summary>A pack at rest in the middle.</summary>
    public static PackSight Pack(int number = 1) =>
        new() { Number = number, LowestVolts = 3.28, HighestVolts = 3.30, CellOvp = 3.65, CellUvp = 2.50, CapacityAh = 100 };

    /// <summary>A pack through which so much flows, as its shunt shows.</summary>
    public static PackSight Carrying(double amps, int number = 1) => Pack(number) with { Amps = amps, ShownAmps = amps };

    /// <summary>A moment with everything allowed that the owner allows.</summary>
    public static Sight Sight(double second, params PackSight[] packs)
    {
        var limits = new PublishedLimits(true, 13.8, 50 * packs.Length, 80 * packs.Length);
        return new()
        {
            Now = TimeSpan.FromSeconds(second),
            Packs = packs,
            Volts = 13.2,
            Amps = packs.Sum(pack => pack.Amps),
            Published = limits,
            Acted = limits,
        };
    }

    /// <summary>The same moment with other limits, and obeyed ones.</summary>
    public static Sight Limited(this Sight sight, double? cvl, double? ccl, double? dcl)
    {
        var limits = new PublishedLimits(true, cvl, ccl, dcl);
        return sight with { Published = limits, Acted = limits };
    }

    /// <summary>What an oracle says of the same thing for so many seconds.</summary>
    public static IReadOnlyList<Violation> Seen(IOracle oracle, int seconds, Func<int, Sight> sight)
    {
        for (int second = 0; second < seconds; second++)
        {
            oracle.Look(sight(second));
        }

        return oracle.End();
    }
}
