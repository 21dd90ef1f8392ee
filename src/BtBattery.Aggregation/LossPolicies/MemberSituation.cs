using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.LossPolicies;

/// <summary>All that the decision about a member depends on.</summary>
public sealed record MemberSituation
{
    /// <summary>What it is called in texts.</summary>
    public required string Label { get; init; }

    /// <summary>
    /// Time since its last valid frame; null if there is none. After a restart within the same boot this may be a frame of the former process, then
    /// <see cref="HasAnswered"/> is false.
    /// </summary>
    public required TimeSpan? SilentFor { get; init; }

    /// <summary>True once it has answered since this process started.</summary>
    public required bool HasAnswered { get; init; }

    /// <summary>How long this process has been running.</summary>
    public required TimeSpan SinceStart { get; init; }

    /// <summary>Why it is silent, if it is.</summary>
    public SilenceReason Reason { get; init; }

    /// <summary>True if its cells were all mid-range when it last spoke; unknown is false.</summary>
    public bool WasMidRange { get; init; }

    /// <summary>True if all its sensors said more than 5 °C when it last spoke, and there was at least one; unknown is false.</summary>
    public bool WasWarm { get; init; }

    /// <summary>Its charge FET.</summary>
    public FetState ChargeFet { get; init; }

    /// <summary>Its discharge FET.</summary>
    public FetState DischargeFet { get; init; }

    /// <summary>Its own charge limit in the last turn in which it was live, A; null if there was none.</summary>
    public double? LastChargeAmps { get; init; }

    /// <summary>Its own discharge limit in the last turn in which it was live, A; null if there was none.</summary>
    public double? LastDischargeAmps { get; init; }

    /// <summary>Whatever the snapshot of a member says about it; start, reason and last limits are for the caller to add.</summary>
    /// <param name="member">The member in this turn.</param>
    /// <param name="band">What is mid-range for its chemistry.</param>
    /// <param name="sinceStart">How long this process has been running.</param>
    public static MemberSituation Of(MemberView member, CellBand band, TimeSpan sinceStart)
    {
        ArgumentNullException.ThrowIfNull(member);
        return new()
        {
            Label = member.Label,
            SilentFor = LastHeard(member.Snapshot)?.AgeAt(member.Now),
            HasAnswered = member.Snapshot.Voltage is not null,
            SinceStart = sinceStart,
            WasMidRange = band.Holds(member.Snapshot),
            WasWarm = CellFigures.LowestTemperature(member.Snapshot) is { Value.Value: > WarmCelsius },
            ChargeFet = Fet(member, member.Snapshot.ChargeFetOn),
            DischargeFet = Fet(member, member.Snapshot.DischargeFetOn),
        };
    }

    /// <summary>
    /// The moment from which on a battery counts as silent: that of its pack voltage or of its cells, whichever is older, for many boards tell them one after the other and a
    /// link can end in between. Null before the first pack voltage.
    /// </summary>
    public static MonotonicTime? LastHeard(BatterySnapshot battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        return battery.Voltage is not { } voltage ? null : battery.CellVoltages is { } cells && cells.At < voltage.At ? cells.At : voltage.At;
    }

    /// <summary>Below this, °C, a sleeping battery is not woken by charging it: it may have become colder meanwhile, and frost is near.</summary>
    public const double WarmCelsius = 5;

    /// <summary>
    /// An open FET stays open until a frame says otherwise. A closed one stays closed while the battery is silent; if it went on speaking and said nothing more of
    /// its FET, that is unknown.
    /// </summary>
    private static FetState Fet(MemberView member, Measured<bool>? isOn) =>
        !member.Tells(isOn) ? FetState.Unknown
        : isOn is { Value: false } ? FetState.Open
        : FetState.Closed;
}
