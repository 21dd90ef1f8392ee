using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Tools;

/// <summary>Readings to look at.</summary>
internal static class Samples
{
    public static readonly MonotonicTime Now = new(TimeSpan.FromSeconds(100));

    /// <summary>A small pack with everything there is to say about it.</summary>
    public static BatteryReading Full { get; } = new()
    {
        Address = Address("A4:C1:38:00:00:01"),
        Name = "House",
        BmsType = "jbd",
        Origin = ReadingOrigin.Bluetooth,
        Rssi = -61,
        Link = LinkState.Live,
        Age = TimeSpan.FromSeconds(0.4),
        Values = new BatterySnapshot
        {
            Voltage = new(13.26, Now),
            Current = new(-8.4, Now),
            SocPercent = new(76, Now),
            SohPercent = new(99.5, Now),
            RemainingAh = new(212.8, Now),
            FullAh = new(279.5, Now),
            DesignAh = new(280, Now),
            Cycles = new(41, Now),
            UnsignedPower = new(111, Now),
            Activity = new(BatteryActivity.Discharging, Now),
            ChargeFetOn = new(true, Now),
            DischargeFetOn = new(false, Now),
            CellCount = new(4, Now),
            CellVoltages = List<double?>(3.318, 3.320, 3.305, 3.317),
            Balancing = List(false, true, false, false),
            TemperatureSensorCount = new(2, Now),
            Temperatures = List<double?>(22.4, null),
            MosTemperature = new(30.5, Now),
            BoardTemperature = new(null, Now),
            CellOvervoltageProtection = new(3.65, Now),
            CellUndervoltageProtection = new(2.5, Now),
            Protections = List(
                new ActiveProtection(Protection.CellUndervoltage, ProtectionLevel.Alarm, "cell_undervoltage"),
                new ActiveProtection(Protection.Unknown, ProtectionLevel.Warning, "byte2_bit7")),
            ErrorCounts = new(new Dictionary<string, int> { ["short_circuit"] = 0, ["cell_overvoltage"] = 2 }, Now),
            Hardware = new("JBD-SP04S034", Now),
            SoftwareVersion = new("8.0", Now),
            ProductionDate = new(new DateOnly(2023, 4, 17), Now),
        },
        Exchange = new Exchange(Convert.FromHexString("DDA50300FFFD77"), Convert.FromHexString("DD030003010203FFF777"), Now),
    };

    /// <summary>A battery of which nothing is known but that it was not found.</summary>
    public static BatteryReading Unknown { get; } = new()
    {
        Address = Address("A4:C1:38:00:00:02"),
        Origin = ReadingOrigin.Driver,
        Problem = "The battery was not seen: a phone app may hold it, it may be asleep, or out of range.",
    };

    public static BatteryAddress Address(string text) =>
        BatteryAddress.TryParse(text, out BatteryAddress address) ? address : throw new ArgumentException(text);

    public static Measured<IReadOnlyList<T>> List<T>(params T[] values) => new(values, Now);
}
