using System.Security.Cryptography;
using System.Text;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Driver.Options;

/// <summary>A bank to serve: its batteries and how it is controlled; immutable. One battery is a bank of one.</summary>
public sealed record BankPlan
{
    /// <summary>The batteries; battery 1 first.</summary>
    public required IReadOnlyList<DriverOptions> Members { get; init; }

    /// <summary>How it is wired and controlled.</summary>
    public required BankControlSettings Control { get; init; }

    /// <summary>False to monitor only: no limits for chargers and inverters are published.</summary>
    /// <value>true</value>
    public bool PublishLimits { get; init; } = true;

    /// <summary>
    /// What this bank is called wherever a name has to last, such as <c>btbattery_a4c138000001</c> or <c>btbattery_bank_1f0e93c2</c>: of one battery its address,
    /// of several a hash over their addresses, in whatever order they stand.
    /// </summary>
    public string Id => Members.Count == 1 ? $"btbattery_{Members[0].Address.Compact}" : $"btbattery_bank_{HashOf(Members.Select(member => member.Address))}";

    /// <summary>Name of its service on the bus.</summary>
    public string ServiceName => "com.victronenergy.battery." + Id;

    /// <summary>The number under which VRM, MQTT and Modbus know it.</summary>
    public int DeviceInstance => Members[0].DeviceInstance;

    /// <summary>One battery alone, controlled by what holds if nothing else is said.</summary>
    public static BankPlan Of(DriverOptions battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        return new()
        {
            Members = [battery],
            Control = new()
            {
                Wiring = new BankMember(1, battery.Address.ToString()),
                Times = [LossTimes.Of(LossPolicy.Balanced, battery.Timing.LateAfter, battery.DataTimeout)],
                Bands = [CellBand.Lfp],
            },
        };
    }

    /// <summary>Eight digits that another bank has once in four thousand million.</summary>
    private static string HashOf(IEnumerable<BatteryAddress> addresses)
    {
        string text = string.Join(',', addresses.Select(address => address.Compact).Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 4));
    }
}
