using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Options;

/// <summary>A bank to serve: its batteries and how it is controlled; immutable. One battery is a bank of one.</summary>
public sealed record BankPlan
{
    private static readonly MemberLimitSettings s_nothing = new()
    {
        MaxChargeAmps = 0,
        MaxDischargeAmps = 0,
        AreCurrentsSet = true,
        OwnersAh = null,
        IsLinear = false,
        ChargeByCell = null,
        DischargeByCell = null,
        ChargeByTemperature = null,
        DischargeByTemperature = null,
        ByMosTemperature = null,
        ChargeBySoc = null,
        DischargeBySoc = null,
        NoSensorFraction = 0,
        Chemistry = "",
        LowestCellVolts = 0,
        HighestCellVolts = double.MaxValue,
    };

    private readonly int? _instance;

    /// <summary>The batteries; battery 1 first.</summary>
    public required IReadOnlyList<DriverOptions> Members { get; init; }

    /// <summary>How it is wired and controlled.</summary>
    public required BankControlSettings Control { get; init; }

    /// <summary>False to monitor only: no limits for chargers and inverters are published.</summary>
    /// <value>true</value>
    public bool PublishLimits { get; init; } = true;

    /// <summary>Files and screen together, as they are shown; null for a bank without a screen.</summary>
    public ScreenState? Screen { get; init; }

    /// <summary>TIME_TO_SOC_VALUE_TYPE: how times until a state of charge are shown.</summary>
    /// <value>Both</value>
    public TimeForms TimeForms { get; init; } = TimeForms.Both;

    /// <summary>COMPATIBILITY_PATHS: whether paths are shown that only dbus-btbattery has.</summary>
    /// <value>false</value>
    public bool HasCompatibilityPaths { get; init; }

    /// <summary>MEMBER_SERVICES: whether each battery of a bank has a service of its own, too.</summary>
    /// <value>false; a battery alone has no other service.</value>
    public bool HasMemberServices
    {
        get => field && Members.Count > 1;
        init;
    }

    /// <summary>
    /// What this bank is called wherever a name has to last, such as <c>btbattery_a4c138000001</c> or <c>btbattery_bank_1f0e93c2</c>: of one battery its address,
    /// of several a hash over their addresses, in whatever order they stand.
    /// </summary>
    public string Id => Members.Count == 1 ? Members[0].Id : $"btbattery_bank_{HashOf(Members.Select(member => member.Address))}";

    /// <summary>Name of its service on the bus.</summary>
    public string ServiceName => "com.victronenergy.battery." + Id;

    /// <summary>The number under which VRM, MQTT and Modbus know it.</summary>
    /// <value>That of the first battery.</value>
    public int DeviceInstance
    {
        get => _instance ?? Members[0].DeviceInstance;
        init => _instance = value;
    }

    /// <summary>The same bank under another number.</summary>
    /// <param name="instance">The number of its service.</param>
    /// <param name="members">Those of the services of its batteries, battery 1 first; null for one that has none.</param>
    public BankPlan WithInstance(int instance, IReadOnlyList<int?> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return this with
        {
            DeviceInstance = instance,
            Members = [.. Members.Select((member, index) => members[index] is int own ? member with { DeviceInstance = own } : member)],
        };
    }

    /// <summary>One battery alone that is only watched: nothing is allowed, and no limits are published.</summary>
    public static BankPlan Watching(DriverOptions battery)
    {
        ArgumentNullException.ThrowIfNull(battery);
        return new()
        {
            Members = [battery],
            PublishLimits = false,
            Control = new()
            {
                Wiring = new BankMember(1, battery.Address.ToString()),
                Times = [LossTimes.Of(LossPolicy.Balanced, battery.Timing.LateAfter, battery.DataTimeout)],
                Bands = [CellBand.Lfp],
                CellCounts = [null],
                Members = [s_nothing],
                Soc = [SocSettings.Reported],
                Voltage = new() { Batteries = [new() { MaxVolts = 0, FloatVolts = 0, MinVolts = 0, BlockedVolts = 0 }] },
                Currents = new() { MaxChargeAmps = 0, MaxDischargeAmps = 0 },
            },
        };
    }

    /// <summary>Eight digits that do not depend on the order of the batteries.</summary>
    private static string HashOf(IEnumerable<BatteryAddress> addresses) =>
        Fnv1a.ShortNameOf(string.Join(',', addresses.Select(address => address.Compact).Order(StringComparer.Ordinal)));
}
