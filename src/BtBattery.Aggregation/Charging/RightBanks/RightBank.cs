using System.Globalization;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging.RightBanks;

/// <summary>
/// Compares the merged voltage with what other devices measure before the first limit is given: batteries that are configured in series and wired in parallel
/// would else get twice the voltage they bear.
/// </summary>
/// <remarks>
/// Of several devices one that agrees is enough, for there may be more than one battery in a system. Once the voltages agreed, a later difference is told
/// and stops nothing: it then is a measurement that went wrong, and the wiring has not changed.
/// </remarks>
public static class RightBank
{
    /// <summary>Voltages further apart than this share of the device's do not agree. A cable loses some per cent, and another wiring makes 33 % or more.</summary>
    public const double Tolerance = 0.2;

    /// <summary>So long is waited for devices that are there and say nothing, or may still come up; limits are then given, so that nobody waits for ever.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What devices said is not compared when it is older: some looks have failed then.</summary>
    public static readonly TimeSpan LookAge = TimeSpan.FromMinutes(12);

    /// <summary>Where limits were given unchecked, a difference has to stay for so long before it takes them away.</summary>
    public static readonly TimeSpan RefusedAfter = TimeSpan.FromSeconds(10);

    /// <summary>Where the voltages once agreed, a difference has to stay for so long before it is told.</summary>
    public static readonly TimeSpan ToldAfter = TimeSpan.FromMinutes(10);

    /// <summary>A device at less, V, is off or not connected: the smallest battery that a board of the supported types watches has more.</summary>
    private const double LeastVolts = 5;

    /// <summary>So near to a whole multiple counts as one. Less than <see cref="Tolerance"/>, since it names a mistake.</summary>
    private const double MultipleTolerance = 0.15;

    /// <summary>Decides.</summary>
    /// <param name="bank">The bank in this turn.</param>
    /// <param name="system">What devices said last; null before the first look.</param>
    /// <param name="memory">Of the turn before; <see cref="RightBankMemory.Start"/> at the start of the program.</param>
    /// <param name="now">The moment of this turn.</param>
    public static RightBankDecision Decide(BankView bank, SystemVoltages? system, RightBankMemory memory, MonotonicTime now)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(memory);

        // With an open FET the battery has another voltage than the busbar, rightly. Devices that are off count as not there.
        Measured<double>? ours = bank is { Voltage.Value: > 0, ConductsCharge: true, ConductsDischarge: true } ? bank.Voltage : null;
        DeviceVoltage? device = ours is { } known && system is not null && system.At.AgeAt(now) <= LookAge ? Nearest(system.Devices, known.Value) : null;
        RightBankMemory next = device is null ? WithoutDevice(bank, system, memory, now) : Compared(bank, ours!.Value.Value, device, system!.At, memory);
        return new(ProblemOf(next, system), next);
    }

    /// <summary>The one that agrees best; of those that only measure only if no converter gives a voltage. Null if none does.</summary>
    private static DeviceVoltage? Nearest(IReadOnlyList<DeviceVoltage> devices, double ours)
    {
        DeviceVoltage? nearest = null;
        for (int i = 0; i < devices.Count; i++)
        {
            if (devices[i] is { Volts: >= LeastVolts } device
                && (nearest is null || (device.IsConverter == nearest.IsConverter ? Difference(device, ours) < Difference(nearest, ours) : device.IsConverter)))
            {
                nearest = device;
            }
        }

        return nearest;
    }

    private static double Difference(DeviceVoltage device, double ours) => Math.Abs(ours / device.Volts!.Value - 1);

    private static RightBankMemory WithoutDevice(BankView bank, SystemVoltages? system, RightBankMemory memory, MonotonicTime now)
    {
        if (memory.State != RightBankState.Waiting)
        {
            // What was found out holds while nobody says otherwise; a difference that nobody shows any more is not known.
            return memory.State == RightBankState.Wrong || memory.DiffersSince is null ? memory : memory with { DiffersSince = null, Text = null };
        }

        MonotonicTime? knownSince = memory.KnownSince ?? (bank.Voltage is null ? null : now);
        bool isNobodyThere = system is { Devices.Count: 0, AreExpected: false };
        return knownSince is { } since && (isNobodyThere || since.AgeAt(now) >= Patience)
            ? memory with { State = RightBankState.Unchecked, KnownSince = knownSince }
            : knownSince == memory.KnownSince ? memory : memory with { KnownSince = knownSince };
    }

    private static RightBankMemory Compared(BankView bank, double ours, DeviceVoltage device, MonotonicTime at, RightBankMemory memory)
    {
        if (Difference(device, ours) <= Tolerance)
        {
            return memory is { State: RightBankState.Agreed, DiffersSince: null } ? memory : memory with { State = RightBankState.Agreed, DiffersSince = null, Text = null };
        }

        MonotonicTime since = memory.DiffersSince ?? at;
        RightBankState state = memory.State switch
        {
            RightBankState.Unchecked when at - since < RefusedAfter => RightBankState.Unchecked,
            RightBankState.Agreed => RightBankState.Agreed,
            _ => RightBankState.Wrong,
        };
        return state == memory.State && memory.DiffersSince is not null
            ? memory
            : memory with { State = state, DiffersSince = since, Text = memory.Text ?? Words(bank, ours, device) };
    }

    private static BankProblem? ProblemOf(RightBankMemory memory, SystemVoltages? system) => memory switch
    {
        { State: RightBankState.Wrong, Text: { } text } => new(BankProblemCodes.WrongBank, IsRefused: true, text),
        { State: RightBankState.Agreed, Text: { } text, DiffersSince: { } since } when system is not null && system.At - since >= ToldAfter =>
            new(BankProblemCodes.VoltageDiffers, IsRefused: false, text),
        _ => null,
    };

    /// <summary>What differs, and the mistake that would explain it.</summary>
    private static string Words(BankView bank, double ours, DeviceVoltage device)
    {
        double theirs = device.Volts!.Value;
        int members = bank.Wiring.Members.Count;
        int inSeries = DepthOf(bank.Wiring);
        string advice = Multiple(theirs, ours / inSeries) switch
        {
            null => "one of the two measures wrongly, or the device belongs to another battery: then set PUBLISH_LIMITS = False.",
            int measured when members > 1 && measured == 1 => "these look wired in parallel: use -p.",
            int measured when members > 1 && measured == members => "these look wired in series: use -s.",
            int measured when measured < members => $"there look to be {measured} in series, not {inSeries}: correct TOPOLOGY.",
            _ when members == 1 => "another battery in series with it is missing in the configuration.",
            int measured => $"there look to be {measured} in series: batteries are missing in the configuration.",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{device.Device} measures {theirs:F1} V and the batteries make {ours:F1} V as configured: {advice}");
    }

    /// <summary>How many batteries in series would make that voltage; null if no number does.</summary>
    private static int? Multiple(double volts, double ofBattery)
    {
        double times = volts / ofBattery;
        double whole = Math.Round(times);
        return whole is >= 1 and <= 2 * BankNode.MostMembers && Math.Abs(times / whole - 1) <= MultipleTolerance ? (int)whole : null;
    }

    /// <summary>How many batteries the current passes one after the other.</summary>
    private static int DepthOf(BankNode node)
    {
        if (node is not BankJoint joint)
        {
            return 1;
        }

        int depth = 0;
        for (int i = 0; i < joint.Parts.Count; i++)
        {
            depth = joint.IsSeries ? depth + DepthOf(joint.Parts[i]) : Math.Max(depth, DepthOf(joint.Parts[i]));
        }

        return depth;
    }
}
