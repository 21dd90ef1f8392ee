using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Publish;

/// <summary>
/// Everything one turn of the loop publishes from: told, not asked for, so a turn can be replayed. Along the way it notes
/// the oldest value used, so that the loop knows when it must come back.
/// </summary>
public sealed record Turn
{
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

    /// <summary>Without data for this long the link alarm goes from warning to alarm.</summary>
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

    /// <summary>Version of the driver.</summary>
    public required string Version { get; init; }

    /// <summary>True while the pack voltage is known and fresh.</summary>
    public bool IsConnected => Battery.Voltage is { } voltage && voltage.IsFresh(Now, DataTimeout);

    /// <summary>How long there has been no data: since the last pack voltage, or since the start.</summary>
    public TimeSpan Silence => (Battery.Voltage?.At ?? Started).AgeAt(Now);

    /// <summary>
    /// The oldest value that was asked for in this turn and found fresh; null if there was none. It is the next one to
    /// get too old, so the next turn is due when it does.
    /// </summary>
    public MonotonicTime? OldestFresh { get; private set; }

    /// <summary>Until when everything published from this turn is younger than it claims; null if nothing in it ages.</summary>
    public MonotonicTime? ValidUntil => OldestFresh is { } oldest ? oldest + DataTimeout : null;

    /// <summary>The same state seen at another moment.</summary>
    public Turn At(MonotonicTime now) => this with { Now = now, OldestFresh = null };

    /// <summary>
    /// The value, unless it is unknown or too old. Once the pack voltage is too old everything measured is: a battery is
    /// lost in one turn and one signal, not frame by frame.
    /// </summary>
    public T? IfFresh<T>(Measured<T>? measured)
        where T : struct =>
        measured is { } value && Use(value.At) ? value.Value : null;

    /// <inheritdoc cref="IfFresh{T}"/>
    public string? IfFreshText(Measured<string>? measured) => measured is { } value && Use(value.At) ? value.Value : null;

    private bool Use(MonotonicTime at)
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
}
