using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Flights;

/// <summary>What was configured, as far as published values depend on it. Password and PIN are not among it, only that there is a password.</summary>
internal sealed record FlightSettings
{
    public required string Version { get; init; }

    public required string? Name { get; init; }

    public bool IsInBank { get; init; }

    public required int DeviceInstance { get; init; }

    public required TimeSpan DataTimeout { get; init; }

    public required TimeSpan PollInterval { get; init; }

    public TimeSpan? IntermittentInterval { get; init; }

    public LossPolicy? LimitPolicy { get; init; }

    public required bool AllowSwitching { get; init; }

    public required bool InvertCurrent { get; init; }

    public required bool HasPassword { get; init; }

    public static FlightSettings Of(DriverOptions options, string version) => new()
    {
        Version = version,
        Name = options.Battery.Name,
        DeviceInstance = options.DeviceInstance,
        DataTimeout = options.DataTimeout,
        PollInterval = options.PollInterval,
        IntermittentInterval = options.IntermittentInterval,
        LimitPolicy = options.LimitPolicy,
        AllowSwitching = options.Battery.AllowSwitching,
        InvertCurrent = options.Battery.InvertCurrent,
        HasPassword = options.Battery.Password is not null,
    };

    /// <summary>The same for a replay. What is answered to a handshake was recorded, so that any password will do.</summary>
    public DriverOptions ToOptions(BatteryAddress address) => new()
    {
        Address = address,
        BusAddress = "",
        DeviceInstance = DeviceInstance,
        DataTimeout = DataTimeout,
        PollInterval = PollInterval,
        IntermittentInterval = IntermittentInterval,
        LimitPolicy = LimitPolicy,
        Battery = new BatterySettings
        {
            Name = Name,
            AllowSwitching = AllowSwitching,
            InvertCurrent = InvertCurrent,
            Password = HasPassword ? "000000" : null,
        },
    };
}
