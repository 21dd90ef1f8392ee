using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The two-step switch on the bus: the first write arms, the same write again within <see cref="ConfirmWithin"/> goes to
/// the battery. A value passed in and out of the loop; it holds no clock.
/// </summary>
public sealed record FetSwitchControl
{
    /// <summary>State of the charge FET; written to switch it.</summary>
    public const string ChargePath = "/Control/ChargeFet";

    /// <summary>State of the discharge FET; written to switch it.</summary>
    public const string DischargePath = "/Control/DischargeFet";

    /// <summary>What is to be confirmed, or what became of the last wish, in words.</summary>
    public const string StatePath = "/Control/SwitchState";

    /// <summary>How long an armed switch waits for its confirmation.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);

    private FetSwitchControl()
    {
    }

    /// <summary>Nothing armed.</summary>
    public static FetSwitchControl Idle { get; } = new();

    /// <summary>When the armed switch is forgotten; null while nothing is armed.</summary>
    public MonotonicTime? ArmedUntil { get; private init; }

    private FetSwitch Fet { get; init; }

    private bool On { get; init; }

    /// <summary>Takes a write.</summary>
    /// <returns>The state after it, and the wish to carry out if this write confirmed one; null for a write that is refused.</returns>
    public (FetSwitchControl Next, SwitchWish? Confirmed)? Write(string path, int value, MonotonicTime now)
    {
        if (value is not (0 or 1))
        {
            return null;
        }

        FetSwitch fet = path == ChargePath ? FetSwitch.Charge : FetSwitch.Discharge;
        bool on = value == 1;
        return ArmedUntil >= now && Fet == fet && On == on
            ? (Idle, new SwitchWish(fet, on, now + SwitchWish.Patience))
            : (new FetSwitchControl { ArmedUntil = now + ConfirmWithin, Fet = fet, On = on }, null);
    }

    /// <summary>The state at a later moment: what was armed for too long is forgotten.</summary>
    public FetSwitchControl At(MonotonicTime now) => ArmedUntil < now ? Idle : this;

    /// <summary>In words, with the last report where nothing is armed.</summary>
    public string Describe(SwitchReport? lastReport) =>
        ArmedUntil is null ? lastReport?.Text ?? "" : $"confirm: write the same again within 10 s to switch {SwitchWish.Describe(Fet, On)}";
}
