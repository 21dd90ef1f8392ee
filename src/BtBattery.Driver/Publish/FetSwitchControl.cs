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

    /// <summary>Begins the text of <see cref="StatePath"/> while a switch is armed.</summary>
    public const string Confirm = "confirm: ";

    /// <summary>How long an armed switch waits for its confirmation.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);

    private FetSwitchControl()
    {
    }

    /// <summary>Nothing armed.</summary>
    public static FetSwitchControl Idle { get; } = new();

    /// <summary>When the armed switch is forgotten; null while nothing is armed.</summary>
    public MonotonicTime? ArmedUntil { get; internal init; }

    /// <summary>The FET that is armed or was confirmed.</summary>
    internal FetSwitch Fet { get; init; }

    /// <summary>Its wanted state.</summary>
    internal bool On { get; init; }

    /// <summary>True from the confirmation until there is a newer report than <see cref="ReportBefore"/>.</summary>
    internal bool IsConfirmed { get; init; }

    /// <summary>The report there was when it was confirmed, the same object: an equal one may be about another wish.</summary>
    internal SwitchReport? ReportBefore { get; init; }

    /// <summary>Takes a write.</summary>
    /// <param name="path">The path written.</param>
    /// <param name="value">0 for off, 1 for on.</param>
    /// <param name="now">Now.</param>
    /// <param name="lastReport">The report there is; it says nothing of a wish confirmed by this write.</param>
    /// <returns>The state after it, and the wish to carry out if this write confirmed one; null for a write that is refused.</returns>
    public (FetSwitchControl Next, SwitchWish? Confirmed)? Write(string path, int value, MonotonicTime now, SwitchReport? lastReport)
    {
        if (value is not (0 or 1) || (IsConfirmed && ReferenceEquals(lastReport, ReportBefore)))
        {
            // Not a state, or the last wish is still under way.
            return null;
        }

        FetSwitch fet = path == ChargePath ? FetSwitch.Charge : FetSwitch.Discharge;
        bool on = value == 1;
        return ArmedUntil >= now && Fet == fet && On == on
            ? (new FetSwitchControl { Fet = fet, On = on, IsConfirmed = true, ReportBefore = lastReport }, new SwitchWish(fet, on, now + SwitchWish.Patience))
            : (new FetSwitchControl { ArmedUntil = now + ConfirmWithin, Fet = fet, On = on }, null);
    }

    /// <summary>The state at a later moment: what was armed for too long is forgotten.</summary>
    public FetSwitchControl At(MonotonicTime now) => ArmedUntil < now ? Idle : this;

    /// <summary>In words: what is to be confirmed, what is under way, or the last report.</summary>
    public string Describe(SwitchReport? lastReport) =>
        ArmedUntil is not null ? $"{Confirm}write the same again within 10 s to switch {SwitchWish.Describe(Fet, On)}"
        : IsConfirmed && ReferenceEquals(lastReport, ReportBefore) ? $"{SwitchWish.Describe(Fet, On)}: {Switchboard.UnderWay}"
        : lastReport?.Text ?? "";
}
