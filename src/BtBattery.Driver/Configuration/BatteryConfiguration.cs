using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration;

/// <summary>What holds for one battery; immutable.</summary>
public sealed class BatteryConfiguration
{
    internal BatteryConfiguration(BatteryAddress address, string? ownFile, int deviceInstance, ConfigurationValues values)
    {
        Address = address;
        OwnFile = ownFile;
        DeviceInstance = deviceInstance;
        Values = values;
    }

    /// <summary>Its Bluetooth address.</summary>
    public BatteryAddress Address { get; }

    /// <summary>The file that was named with its address, as an absolute path; null if none was.</summary>
    public string? OwnFile { get; }

    /// <summary>Number under which VRM, MQTT and Modbus know it: <c>DEVICE_INSTANCE</c> for the first one, and on from there.</summary>
    public int DeviceInstance { get; }

    /// <summary>Every key of scope <see cref="KeyScope.Battery"/>.</summary>
    public ConfigurationValues Values { get; }

    /// <summary>What people call it; null for the name that the BMS reports.</summary>
    public string? Name => Get(BatteryKeys.Name);

    /// <summary>What its cells are made of.</summary>
    public Chemistry Chemistry => Get(BatteryKeys.Chemistry);

    /// <summary>From the start of one reading to the start of the next.</summary>
    public TimeSpan PollInterval => TimeSpan.FromSeconds(Get(BatteryKeys.PollInterval));

    /// <summary>From one reading to the next, where the link is given up in between; null where it is kept.</summary>
    public TimeSpan? IntermittentInterval =>
        Get(BatteryKeys.Connection) == ConnectionMode.Intermittent ? TimeSpan.FromSeconds(Get(BatteryKeys.IntermittentInterval)) : null;

    /// <summary>A measured value that is older is not on the bus as valid.</summary>
    public TimeSpan DataTimeout => TimeSpan.FromSeconds(Get(BatteryKeys.DataTimeout));

    /// <summary>The value of a key.</summary>
    public T Get<T>(ConfigurationKey<T> key) => Values.Get(key);

    /// <summary>What the room that talks to the battery needs.</summary>
    public BatterySettings ToBatterySettings() => new()
    {
        Name = Name,
        BmsType = Get(BatteryKeys.BmsType),
        Password = Get(BatteryKeys.Password),
        Pin = Get(BatteryKeys.Pin),
        AllowSwitching = Get(BatteryKeys.AllowSwitching),
        InvertCurrent = Get(BatteryKeys.InvertCurrent),
    };

    internal bool IsSameAs(BatteryConfiguration other) =>
        Address == other.Address && DeviceInstance == other.DeviceInstance && Values.IsSameAs(other.Values);
}
