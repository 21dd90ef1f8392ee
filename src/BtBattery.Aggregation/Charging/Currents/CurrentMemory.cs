using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>What is kept from one turn to the next: plain numbers, for checkpoints and the file of state.</summary>
public sealed record CurrentMemory
{
    /// <summary>
    /// Chargers and inverters have stopped by themselves when a driver is away for this long, so that nothing runs on its word any more. We chose it; theirs is a
    /// minute or less.
    /// </summary>
    public static readonly TimeSpan ResumeWithin = TimeSpan.FromMinutes(2);

    /// <summary>Which bank all this was learned of: its wiring as text; null before the first turn.</summary>
    public string? Wiring { get; init; }

    /// <summary>CCL.</summary>
    public RampMemory Charge { get; init; } = RampMemory.None;

    /// <summary>DCL.</summary>
    public RampMemory Discharge { get; init; } = RampMemory.None;

    /// <summary>The joints in parallel, from the whole bank downwards.</summary>
    public IReadOnlyList<JointMemory> Joints { get; init; } = [];

    /// <summary>Before the first turn of a bank.</summary>
    public static CurrentMemory Of(BankNode wiring)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        return new() { Wiring = wiring.ToString() };
    }

    /// <summary>
    /// What still holds when the program starts: nothing of a bank that is wired differently; a limit, which then rises by hold and ramp, only if the program was
    /// away for less than <see cref="ResumeWithin"/>; what was learned of the joints in any case.
    /// </summary>
    /// <param name="wiring">How the bank is wired now.</param>
    /// <param name="now">The moment on the clock of <see cref="RampMemory.At"/>.</param>
    public CurrentMemory AfterRestart(BankNode wiring, MonotonicTime now)
    {
        CurrentMemory fresh = Of(wiring);
        return Wiring != fresh.Wiring ? fresh : this with { Charge = Resumed(Charge), Discharge = Resumed(Discharge) };

        RampMemory Resumed(RampMemory ramp) =>
            ramp.At is { } at && at <= now && now - at <= ResumeWithin ? ramp with { AboveSince = null } : RampMemory.None;
    }

    internal JointMemory Joint(int number) => number < Joints.Count ? Joints[number] : JointMemory.None;
}
