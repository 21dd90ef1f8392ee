using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>
/// The one pipeline for a battery and for a bank: what is known of the batteries → what is known of the bank → what is allowed. It has no clock and is told
/// everything; the same memory, batteries and moment give the same outcome.
/// </summary>
/// <remarks>
/// An exception on the way is a bug; its outcome is the safe floor: nothing may flow, with cause <see cref="LimitCause.Error"/>, and what was remembered before it
/// stays.
/// </remarks>
/// <param name="settings">How the bank is controlled.</param>
/// <param name="memory">What an earlier control of this bank remembered.</param>
public sealed class BankControl(BankControlSettings settings, BankMemory memory)
{
    /// <summary>What the last decision remembers.</summary>
    public BankMemory Memory { get; private set; } = memory;

    /// <summary>Decides for this turn.</summary>
    /// <param name="members">What is known of each battery; battery 1 first.</param>
    /// <param name="hints">What else has to be known of each; battery 1 first.</param>
    /// <param name="system">What other devices said of the voltage; null before they were asked.</param>
    /// <param name="now">The moment, not before that of the last decision.</param>
    /// <param name="wall">What the wall clock says, for days and for people; null while it cannot be believed.</param>
    public BankOutcome Decide(ReadOnlySpan<MemberView> members, ReadOnlySpan<MemberHint> hints, SystemVoltages? system, MonotonicTime now, WallTime? wall = null)
    {
        BankMemory before = Memory;
        try
        {
            var turn = new BankControlTurn(settings, before, members, hints, now, wall);
            BankOutcome outcome = turn.Decide(system);
            Memory = turn.Next;
            return outcome;
        }
        catch (Exception exception)
        {
            BankOutcome floor = SafeFloor.Of(settings, before, members, hints, now, exception);
            Memory = floor.ChargeVoltage.Value is double volts ? SafeFloor.After(before, volts, now) : before;
            return floor;
        }
    }
}
