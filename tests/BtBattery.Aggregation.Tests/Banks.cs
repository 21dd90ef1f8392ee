using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests;

/// <summary>Batteries and banks, made by hand and generated.</summary>
internal static class Banks
{
    public static readonly MonotonicTime Now = new(TimeSpan.FromMinutes(10));

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly string[] s_names = ["Port", "Starboard", "Bow", "Stern"];

    /// <summary>Every wiring of one to four batteries, in any order of the numbers.</summary>
    public static Gen<BankNode> Wirings { get; } =
        from count in Gen.Choose(1, BankNode.MostMembers)
        from order in Gen.Shuffle(Enumerable.Range(1, count))
        from wiring in Joined([.. order.Select(number => (BankNode)Member(number))])
        select wiring;

    /// <summary>A battery with some readings old, some unknown, some absurd.</summary>
    public static Gen<BatterySnapshot> Snapshots { get; } =
        from voltage in Reading(10, 60)
        from current in Reading(-200, 200)
        from soc in Reading(0, 100)
        from remaining in Reading(-1, 300)
        from full in Reading(0, 300)
        from cells in Values(0, 4, 3, 32)
        from temperatures in Values(-40, 60, 0, 8)
        from charge in Flag
        from discharge in Flag
        from cycles in Gen.Choose(0, 3000)
        select new BatterySnapshot
        {
            Voltage = voltage,
            Current = current,
            SocPercent = soc,
            RemainingAh = remaining,
            FullAh = full,
            CellVoltages = cells,
            CellCount = cells is { } known ? new(known.Value.Count, known.At) : null,
            Balancing = cells is { } some ? new([.. some.Value.Select(cell => cell > 3.4)], some.At) : null,
            Temperatures = temperatures,
            ChargeFetOn = charge,
            DischargeFetOn = discharge,
            Cycles = new(cycles, Now),
        };

    private static Gen<Measured<bool>?> Flag { get; } =
        from value in Gen.Elements(true, true, true, false)
        from isKnown in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from at in Moment
        select isKnown ? new Measured<bool>(value, at) : (Measured<bool>?)null;

    private static Gen<MonotonicTime> Moment =>
        from age in Gen.Frequency((12, Gen.Choose(0, 5000)), (1, Gen.Choose(0, 60000)))
        select new MonotonicTime(Now.SinceOrigin - TimeSpan.FromMilliseconds(age));

    public static BankMember Member(int number) => new(number, $"A4:C1:38:00:00:{number:X2}");

    /// <summary>A wiring of the batteries 1 to 4, such as <c>(1+2)|(3+4)</c>.</summary>
    public static BankNode Wiring(string text)
    {
        MemberName[] names = [.. Enumerable.Range(1, text.Count(char.IsAsciiDigit)).Select(number => new MemberName(Member(number).Address, $"{number}"))];
        Assert.True(TopologyExpression.TryParse(text, out TopologyExpression? expression, out string? advice), advice);
        Assert.True(expression.TryResolve(names, out BankNode? wiring, out advice), advice);
        return wiring;
    }

    /// <summary>A healthy battery with four cells, 100 Ah, half full, at rest.</summary>
    public static BatterySnapshot Healthy(double amps = 0, double remaining = 50, double installed = 100, double cellVolts = 3.3, int cells = 4, MonotonicTime? at = null)
    {
        MonotonicTime moment = at ?? Now;
        return new()
        {
            Voltage = new(cells * cellVolts, moment),
            Current = new(amps, moment),
            SocPercent = new(100 * remaining / installed, moment),
            RemainingAh = new(remaining, moment),
            FullAh = new(installed, moment),
            CellCount = new(cells, moment),
            CellVoltages = new(Enumerable.Repeat<double?>(cellVolts, cells).ToArray(), moment),
            Balancing = new(new bool[cells], moment),
            Temperatures = new([20.0, 22.0], moment),
            Cycles = new(7, moment),
            ChargeFetOn = new(true, moment),
            DischargeFetOn = new(true, moment),
            Protections = new([], moment),
        };
    }

    public static MemberView[] Members(params BatterySnapshot[] batteries) =>
    [
        .. batteries.Select((battery, index) => new MemberView
        {
            Number = index + 1,
            Address = Member(index + 1).Address,
            Name = s_names[index],
            Snapshot = battery,
            Now = Now,
            Deadline = Deadline,
            NominalCellVolts = 3.2,
            Status = new() { IsLive = true, Reports = [Protection.CellOvervoltage, Protection.CellUndervoltage] },
        }),
    ];

    public static BankView Merge(string wiring, params BatterySnapshot[] batteries) => BankMerge.Merge(Wiring(wiring), Members(batteries));

    /// <summary>Said so long ago that none of it holds.</summary>
    public static BatterySnapshot Lost(BatterySnapshot battery) => Aged(battery, TimeSpan.FromMinutes(1));

    public static BatterySnapshot Aged(BatterySnapshot battery, TimeSpan by) => battery with
    {
        Voltage = Aged(battery.Voltage, by),
        Current = Aged(battery.Current, by),
        SocPercent = Aged(battery.SocPercent, by),
        RemainingAh = Aged(battery.RemainingAh, by),
        FullAh = Aged(battery.FullAh, by),
        CellCount = Aged(battery.CellCount, by),
        CellVoltages = Aged(battery.CellVoltages, by),
        Balancing = Aged(battery.Balancing, by),
        Temperatures = Aged(battery.Temperatures, by),
        Cycles = Aged(battery.Cycles, by),
        ChargeFetOn = Aged(battery.ChargeFetOn, by),
        DischargeFetOn = Aged(battery.DischargeFetOn, by),
        Protections = Aged(battery.Protections, by),
    };

    private static Measured<T>? Aged<T>(Measured<T>? reading, TimeSpan by) =>
        reading is { } known ? new(known.Value, new(known.At.SinceOrigin - by)) : null;

    private static Gen<Measured<double>?> Reading(int least, int most) =>
        from value in Gen.Frequency(
            (30, Gen.Choose(1000 * least, 1000 * most).Select(thousandths => thousandths / 1000.0)),
            (1, Gen.Elements(double.NaN, double.PositiveInfinity, -1e300, 0, 1e300)))
        from isKnown in Gen.Frequency((19, Gen.Constant(true)), (1, Gen.Constant(false)))
        from at in Moment
        select isKnown ? new Measured<double>(value, at) : (Measured<double>?)null;

    private static Gen<Measured<IReadOnlyList<double?>>?> Values(int least, int most, int fewest, int highest) =>
        from count in Gen.Choose(fewest, highest)
        from values in Gen.ArrayOf(
            Gen.Frequency(
                (99, Gen.Choose(1000 * least, 1000 * most).Select(thousandths => (double?)(thousandths / 1000.0))),
                (1, Gen.Elements<double?>(null, double.NaN))),
            count)
        from isKnown in Gen.Frequency((19, Gen.Constant(true)), (1, Gen.Constant(false)))
        from at in Moment
        select isKnown ? new Measured<IReadOnlyList<double?>>(values, at) : (Measured<IReadOnlyList<double?>>?)null;

    /// <summary>Joins two neighbours, of either kind, until one node is left.</summary>
    private static Gen<BankNode> Joined(BankNode[] parts) => parts.Length == 1
        ? Gen.Constant(parts[0])
        : from isSeries in Gen.Elements(true, false)
          from first in Gen.Choose(0, parts.Length - 2)
          from joined in Joined([.. parts[..first], new BankJoint(isSeries, parts[first..(first + 2)]), .. parts[(first + 2)..]])
          select joined;
}
