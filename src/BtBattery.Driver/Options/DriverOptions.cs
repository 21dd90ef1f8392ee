using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Options;

/// <summary>Everything the run command was told of one battery; immutable.</summary>
public sealed record DriverOptions
{
    /// <summary>From one round to the next where nobody said otherwise.</summary>
    public static readonly TimeSpan DefaultPollInterval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_dataTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How old data may be where nobody said otherwise.</summary>
    public static LinkTiming DefaultTiming { get; } = LinkTiming.Of(DefaultPollInterval, s_dataTimeout);

    /// <summary>The battery to serve.</summary>
    public required BatteryAddress Address { get; init; }

    /// <summary>What it is called wherever a name has to last, such as <c>btbattery_a4c138000001</c>.</summary>
    public string Id => $"btbattery_{Address.Compact}";

    /// <summary>What the owner set for it.</summary>
    public BatterySettings Battery { get; init; } = new();

    /// <summary>D-Bus address list; the system bus, or what <c>DBUS_SYSTEM_BUS_ADDRESS</c> says.</summary>
    public required string BusAddress { get; init; }

    /// <summary>The number under which VRM, MQTT and Modbus know this battery.</summary>
    /// <value>1</value>
    public int DeviceInstance { get; init; } = 1;

    /// <summary>From the start of one poll round to the start of the next.</summary>
    /// <value>2 s: what the JBD app itself does; see docs/bms/jbd.md.</value>
    public TimeSpan PollInterval { get; init; } = DefaultPollInterval;

    /// <summary>From the start of one reading to the start of the next, where the link is given up in between; null where it is kept.</summary>
    /// <value>null</value>
    public TimeSpan? IntermittentInterval { get; init; }

    /// <summary>Voltage of one of its cells half full, V; null if its chemistry is not known.</summary>
    public double? NominalCellVolts { get; init; }

    /// <summary>A measured value older than this is not on the bus as valid.</summary>
    /// <value>30 s</value>
    public TimeSpan DataTimeout { get; init; } = s_dataTimeout;

    /// <summary>What becomes of limits when it falls silent; null where none are published.</summary>
    public LossPolicy? LimitPolicy { get; init; }

    /// <summary>How old data may be.</summary>
    public LinkTiming Timing =>
        IntermittentInterval is { } interval ? LinkTiming.OfIntermittent(interval, DataTimeout) : LinkTiming.Of(PollInterval, DataTimeout);

    /// <summary>Without data for this long the link alarm warns.</summary>
    /// <value><see cref="DataTimeout"/>, or the longest time between two readings where that is more, as it may be without limits</value>
    public TimeSpan LinkWarningAfter => IntermittentInterval is { } interval && Intermittent.LongestGap(interval) > DataTimeout ? Intermittent.LongestGap(interval) : DataTimeout;

    /// <summary>Without data for this long the link alarm goes from warning to alarm.</summary>
    /// <value>three times <see cref="LinkWarningAfter"/></value>
    public TimeSpan LinkAlarmAfter => 3 * LinkWarningAfter;
}
