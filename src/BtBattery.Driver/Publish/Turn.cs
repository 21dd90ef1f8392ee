using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Publish;

/// <summary>
/// Everything one turn of the loop publishes from: told, not asked for, so a turn can be replayed. Along the way it notes
/// the oldest value used, so that the loop knows when it must come back.
/// </summary>
public sealed record Turn : IFreshness
{
    /// <summary>A connected battery does not advertise: what was heard before is of use for a look at why it connected badly, no longer.</summary>
    private static readonly TimeSpan s_rssiHolds = TimeSpan.FromMinutes(10);

    /// <summary>The moment of this turn.</summary>
    public required MonotonicTime Now { get; init; }

    /// <summary>When the driver started.</summary>
    public required MonotonicTime Started { get; init; }

    /// <summary>What is known of the battery.</summary>
    public required BatterySnapshot Battery { get; init; }

    /// <summary>Where the battery's link stands and what is odd about it.</summary>
    public required BatteryStatus Status { get; init; }

    /// <summary>A measured value older than this is invalid.</summary>
    public required TimeSpan DataTimeout { get; init; }

    /// <summary>Data older than this is late, though valid.</summary>
    public TimeSpan LateAfter { get; init; } = DriverOptions.DefaultTiming.LateAfter;

    /// <summary>True if the driver ends and gives the link back.</summary>
    public bool IsEnding { get; init; }

    /// <summary>Without data for this long the link alarm warns.</summary>
    public required TimeSpan LinkWarningAfter { get; init; }

    /// <summary>Without data for this long, while nobody wanted it so, the link alarm goes from warning to alarm.</summary>
    public required TimeSpan LinkAlarmAfter { get; init; }

    /// <summary>Address of the battery, <c>A4:C1:38:00:00:01</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Instance under which VRM, MQTT and Modbus know the battery.</summary>
    public required int DeviceInstance { get; init; }

    /// <summary>What is to be shown beside what the battery says.</summary>
    public Remarks Remarks { get; init; } = Remarks.None;

    /// <summary>What people call the battery; empty for no name.</summary>
    public required string CustomName { get; init; }

    /// <summary>What is to be confirmed, or what became of the last switching of a FET, in words; empty for nothing.</summary>
    public required string SwitchState { get; init; }

    /// <summary>The release of the link to a phone.</summary>
    public PhoneRelease Release { get; init; } = PhoneRelease.None;

    /// <summary>What a release does, or how long it lasts yet, in words.</summary>
    public string ReleaseInfo { get; init; } = "";

    /// <summary>Version of the driver.</summary>
    public required string Version { get; init; }

    /// <summary>True while the pack voltage is known and fresh.</summary>
    public bool IsConnected => Battery.Voltage is { } voltage && voltage.IsFresh(Now, DataTimeout);

    /// <summary>How long there has been no data: since the last pack voltage, or since the start.</summary>
    public TimeSpan Silence => (Battery.Voltage?.At ?? Started).AgeAt(Now);

    /// <summary>Where the link stands.</summary>
    public LinkState Link => IsEnding ? LinkState.Released : LinkStates.At(Status, Battery, new LinkTiming(LateAfter, DataTimeout), Now);

    /// <summary>The same in few words, for a screen.</summary>
    public string LinkText => LinkWithoutRadio + RadioNote;

    /// <summary>The same without what disturbs the radio.</summary>
    public string LinkWithoutRadio => IsAtPhone ? ReleaseWords.ReleasedFor(ReleaseMinutes) : LinkWords.Describe(Link, Status, Battery, Silence);

    /// <summary>What to switch off because it disturbs the radio, as an addition to other words; empty for nothing.</summary>
    public string RadioNote => Remarks[RemarkTopic.RadioSetting] is { Length: > 0 } setting ? $"; disturbed, switch off {setting}" : "";

    /// <summary>Level of the alarm about a link without data, where no limits are published: see /Alarms/BmsCable in docs/dbus-paths.md.</summary>
    public int LinkAlarm => Status.NeedsOwner || UnaskedSilence > LinkAlarmAfter ? 2 : Silence > LinkWarningAfter ? 1 : 0;

    /// <summary>Whole seconds since the last pack voltage; null before the first.</summary>
    public int? AgeSeconds => Battery.Voltage is { } voltage ? (int)voltage.At.AgeAt(Now).TotalSeconds : null;

    /// <summary>How strongly the battery was heard last, dBm; null if it was not lately.</summary>
    public int? Rssi => Status.Link.Rssi is { } rssi && rssi.IsFresh(Now, s_rssiHolds) ? rssi.Value : null;

    /// <summary>When, after this turn, the strength it was heard with is too old to be shown; null if it is not shown.</summary>
    public MonotonicTime? RssiUntil => Rssi is null ? null : Status.Link.Rssi!.Value.At + s_rssiHolds;

    /// <summary>When, after this turn, the state of the link or its words change although nothing happens; null for never.</summary>
    public MonotonicTime? NextLinkChange
    {
        get
        {
            if (Battery.Voltage?.At is not { } heard || IsEnding)
            {
                return null;
            }

            return Link switch
            {
                LinkState.Live => heard + (LateAfter < DataTimeout ? LateAfter : DataTimeout),
                LinkState.Late => heard + DataTimeout,
                LinkState.Lost when Silence <= DataTimeout => heard + DataTimeout,
                LinkState.Lost => LinkWords.NextStep(Silence) is { } step ? heard + step : null,
                _ => null,
            };
        }
    }

    /// <summary>
    /// How long there has been no data although nobody asked for that: a phone that has the link is no reason for an alarm, and after it
    /// the driver needs its time to come back.
    /// </summary>
    public TimeSpan UnaskedSilence
    {
        get
        {
            TimeSpan sinceRelease = Release.Until is not null ? TimeSpan.Zero : Release.EndedAt?.AgeAt(Now) ?? Silence;
            return sinceRelease < Silence ? sinceRelease : Silence;
        }
    }

    /// <summary>Whole minutes for which the link stays released to a phone; 0 if it is not.</summary>
    public int ReleaseMinutes => Release.MinutesLeft(Now);

    /// <summary>Why there is no data, in words; empty while there is.</summary>
    public string Problem => IsAtPhone ? ReleaseWords.ReleasedFor(ReleaseMinutes) : Status.Problem ?? "";

    /// <summary>
    /// The oldest value that was asked for in this turn and found fresh; null if there was none. It is the next one to
    /// get too old, so the next turn is due when it does.
    /// </summary>
    public MonotonicTime? OldestFresh { get; private set; }

    /// <summary>Until when everything published from this turn holds: no value is older than it claims; null if nothing in it ages.</summary>
    public MonotonicTime? ValidUntil
    {
        get
        {
            MonotonicTime? nextSecond = Battery.Voltage is { } voltage ? voltage.At + TimeSpan.FromSeconds((double)AgeSeconds! + 1) : null;
            return MonotonicTime.Earlier(
                MonotonicTime.Earlier(OldestFresh is { } oldest ? oldest + DataTimeout : null, RssiUntil), MonotonicTime.Earlier(NextLinkChange, nextSecond));
        }
    }

    /// <summary>The same state seen at another moment.</summary>
    public Turn At(MonotonicTime now) => this with { Now = now, OldestFresh = null };

    /// <summary>
    /// True unless it is too old. Once the pack voltage is too old everything measured is: a battery is lost in one turn and one signal, not frame by frame.
    /// </summary>
    public bool IsFresh(MonotonicTime at)
    {
        if (!IsConnected || at.AgeAt(Now) > DataTimeout)
        {
            return false;
        }

        if (OldestFresh is not { } oldest || at < oldest)
        {
            OldestFresh = at;
        }

        return true;
    }

    private bool IsAtPhone => !IsEnding && Status.ProblemCode == ProblemCode.Released && ReleaseMinutes > 0;
}
