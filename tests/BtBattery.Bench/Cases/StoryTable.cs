using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>The stories: a bank in which nothing is wrong, and twelve in which something is.</summary>
internal static class StoryTable
{
    private static readonly string[] s_strings = ["1+2", "(1+2)|(3+4)", "1+2+3+4"];

    public static IReadOnlyList<Story> All { get; } =
    [
        new("day", "A bank as it is, with a day of sun and loads.", RandomBank.Any),
        new("frozen", "One of several batteries in parallel is below 0 °C.", Frozen),
        new("silent-full", "One battery falls silent at 99 %, and the sun shines.", SilentFull),
        new("uneven", "The resistances of batteries in parallel differ by 3:1.", Uneven),
        new("shunt-off", "The shunt of one battery is 10 % off.", ShuntOff),
        new("weak-cell", "One cell has less capacity and more resistance than the others.", WeakCell),
        new("stuck-fet", "The charge FET of one battery is stuck open, and its BMS does not know.", StuckFet),
        new("lost-in-string", "One battery of a string goes out of reach.", LostInString),
        new("reconnect", "A battery that was switched off comes back 0.8 V away from the others.", Reconnect),
        new("flapping", "The links are lost every second.", Flap),
        new("clock-step", "The wall clock is set, far forward and back.", StepClock),
        new("restarts", "The driver is killed and started again every ten minutes.", Restarts),
        new("wrong-wiring", "The batteries are in parallel and were declared to be in series.", WronglyWired),
    ];

    /// <summary>A story by its name; null if there is none.</summary>
    public static Story? Find(string name) => All.FirstOrDefault(story => story.Name == name);

    /// <summary>The banks of a run: every other one is a day as it is, those between are the other stories in turn.</summary>
    /// <param name="seed">Start of all chance.</param>
    /// <param name="banks">How many.</param>
    public static IEnumerable<BankCase> Plan(int seed, int banks)
    {
        for (int i = 0; i < banks; i++)
        {
            Story story = i % 2 == 0 ? All[0] : All[1 + i / 2 % (All.Count - 1)];
            yield return story.Of(unchecked(seed * 100_000 + i));
        }
    }

    private static Draft Frozen(Random chance)
    {
        Draft draft = RandomBank.Parallel(chance);
        int cold = draft.AnyPack();
        for (int number = 1; number <= draft.Packs.Count; number++)
        {
            // The others are warm and well insulated; this one stands by the door.
            double celsius = number == cold ? draft.Between(-9, -3) : draft.Between(14, 18);
            double insulation = number == cold ? 0.25 : 3;
            draft.Change(number, pack => pack with { Celsius = Math.Round(celsius, 1), ThermalResistance = insulation });
        }

        // A BMS that refuses takes its battery out of the bank; one that does not leaves that to the driver.
        draft.IsBroken = true;

        draft.System = draft.System with { Ambient = new AmbientDescription { MeanCelsius = Math.Round(draft.Between(-6, 0), 1), SwingCelsius = 3 } };
        return Sunny(draft, hours: 10);
    }

    private static Draft SilentFull(Random chance)
    {
        Draft draft = RandomBank.Any(chance);
        int silent = draft.AnyPack();
        for (int number = 1; number <= draft.Packs.Count; number++)
        {
            double charge = number == silent ? 0.99 : draft.Between(0.93, 0.985);
            draft.ChangeCells(number, (cell, _) => cell with { Charge = Math.Round(charge + draft.Between(-0.003, 0.003), 4) });
            draft.ChangeBms(number, bms => bms with { SocError = 0 });
        }

        draft.System = draft.System with { Solar = draft.System.Solar with { Clouds = 0 } };
        TimeSpan from = draft.Minute(0.1, 1);
        draft.Faults.Add(new Silent(silent, from, draft.Chance.Next(2) == 0 ? null : from + draft.Minute(0.05, 4)));
        return Sunny(draft, hours: 8);
    }

    private static Draft Uneven(Random chance)
    {
        Draft draft = RandomBank.Parallel(chance);
        int high = draft.AnyPack();
        PackDescription even = draft.Packs[0];
        for (int number = 1; number <= draft.Packs.Count; number++)
        {
            double factor = number == high ? Usefulness.MostUneven : 1;
            draft.Change(number, pack => pack with { LeadOhms = even.LeadOhms * factor });
            draft.ChangeCells(number, (cell, _) => cell with { Ohms = even.Cells[0].Ohms * factor, CapacityAh = even.Cells[0].CapacityAh });
            draft.ChangeBms(number, bms => bms with { DesignAh = Math.Round(even.Cells[0].CapacityAh), FullAh = null });
        }

        return Sunny(draft, hours: 12);
    }

    private static Draft ShuntOff(Random chance)
    {
        Draft draft = RandomBank.Any(chance);
        double gain = draft.Chance.Next(2) == 0 ? 0.9 : 1.1;
        draft.ChangeBms(draft.AnyPack(), bms => bms with { ShuntGain = gain });
        draft.IsBroken = true;
        return Sunny(draft, hours: 12);
    }

    private static Draft WeakCell(Random chance)
    {
        Draft draft = RandomBank.Any(chance);
        int pack = draft.AnyPack();
        int weak = 1 + draft.Chance.Next(draft.Packs[pack - 1].Cells.Count);
        (double capacity, double ohms) = (draft.Between(0.7, 0.9), draft.Between(1.5, 3));
        draft.ChangeCells(pack, (cell, number) => number != weak ? cell : cell with
        {
            CapacityAh = Math.Round(cell.CapacityAh * capacity, 1), Ohms = cell.Ohms * ohms, LeakageAmps = 0.02,
        });
        draft.IsBroken = true;
        return Sunny(draft, hours: 12);
    }

    private static Draft StuckFet(Random chance)
    {
        Draft draft = RandomBank.Parallel(chance);
        draft.ChangeBms(draft.AnyPack(), bms => bms with { ChargeFetStuckOpen = true });
        draft.IsBroken = true;
        return Sunny(draft, hours: 12);
    }

    private static Draft LostInString(Random chance)
    {
        Draft draft = RandomBank.Make(chance, s_strings[chance.Next(s_strings.Length)]);
        TimeSpan from = draft.Minute(0.5, 6);
        draft.Faults.Add(new OutOfReach(draft.AnyPack(), from, draft.Chance.Next(2) == 0 ? null : from + draft.Minute(0.1, 4)));
        draft.Length = TimeSpan.FromHours(12);
        return draft;
    }

    private static Draft Reconnect(Random chance)
    {
        Draft draft = RandomBank.Parallel(chance);
        int off = draft.AnyPack();
        OcvCurve curve = OcvCurve.Of(draft.Packs[0].Chemistry);
        double lower = curve.Charge(curve.Volts(0.9) - 0.8 / draft.Packs[0].Cells.Count);
        for (int number = 1; number <= draft.Packs.Count; number++)
        {
            double charge = number == off ? lower : 0.9;
            draft.ChangeCells(number, (cell, _) => cell with { Charge = Math.Round(charge + draft.Between(-0.002, 0.002), 4) });
        }

        // By night, so that they are still as far apart when it comes back.
        draft.System = draft.System with { StartHour = 3 };
        draft.Length = TimeSpan.FromHours(12);
        draft.Faults.Add(new SwitchedOff(off, TimeSpan.Zero, draft.Minute(0.2, 0.5)));
        return draft;
    }

    private static Draft Flap(Random chance)
    {
        Draft draft = RandomBank.Any(chance);
        TimeSpan from = draft.Minute(0.2, 6);
        TimeSpan until = from + draft.Minute(0.2, 1);
        draft.Length = TimeSpan.FromHours(8);
        for (int number = 1; number <= draft.Packs.Count; number++)
        {
            draft.Faults.Add(new Flapping(number, TimeSpan.FromSeconds(1), from, until));
        }

        return draft;
    }

    private static Draft StepClock(Random chance)
    {
        Draft draft = RandomBank.Any(chance);
        draft.Faults.Add(new ClockStep(TimeSpan.FromDays(draft.Chance.Next(1, 4000)), draft.Minute(0.1, 4)));
        draft.Length = TimeSpan.FromHours(12);
        draft.Faults.Add(new ClockStep(-TimeSpan.FromDays(draft.Chance.Next(1, 4000)), draft.Minute(5, 11)));
        return draft;
    }

    private static Draft Restarts(Random chance)
    {
        Draft draft = RandomBank.Any(chance);
        draft.Faults.Add(new RestartEvery(TimeSpan.FromMinutes(10), TimeSpan.Zero));
        draft.Length = TimeSpan.FromHours(12);
        return draft;
    }

    private static Draft WronglyWired(Random chance)
    {
        Draft draft = RandomBank.Make(chance, "1|2");
        draft.Declared = "1+2";
        draft.Faults.Add(new WrongWiring());
        draft.Length = TimeSpan.FromHours(4);
        return draft;
    }

    /// <summary>From the morning on, for as long as it takes to be filled.</summary>
    private static Draft Sunny(Draft draft, double hours)
    {
        draft.System = draft.System with { StartHour = 7 + draft.Chance.Next(4) };
        draft.Length = TimeSpan.FromHours(hours);
        return draft;
    }
}
