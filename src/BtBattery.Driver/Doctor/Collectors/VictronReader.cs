using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Doctor.Collectors;

/// <summary>
/// Reads the few paths of Victron's services that matter: value by value, since the whole tree of an inverter is some hundred
/// paths long. Subscribes to nothing.
/// </summary>
/// <param name="connection">The bus.</param>
public sealed class VictronReader(DBusConnection connection)
{
    private const string Settings = "com.victronenergy.settings";
    private const string SystemService = "com.victronenergy.system";

    private static readonly string[] s_chargers = ["solarcharger", "charger", "multi", "inverter", "vebus", "alternator"];

    private readonly BusValues _values = new(connection);

    /// <summary>Services that did not answer in time; what they would have said is null.</summary>
    public IReadOnlyCollection<string> Silent => _values.Silent;

    /// <summary>Everything about Victron's services.</summary>
    /// <exception cref="DBusException">The bus is lost or does not answer.</exception>
    public async Task<VictronFacts> ReadAsync(CancellationToken cancellationToken)
    {
        string[] names = [.. (await connection.ListNamesAsync(cancellationToken)).Order(StringComparer.Ordinal)];
        List<BatteryServiceFacts> batteries = [];
        foreach (string service in names.Where(name => name.StartsWith("com.victronenergy.battery.", StringComparison.Ordinal)))
        {
            batteries.Add(await ReadBatteryServiceAsync(service, cancellationToken));
        }

        List<ChargerFacts> chargers = [];
        foreach (string service in names.Where(name => s_chargers.Any(kind => name.StartsWith($"com.victronenergy.{kind}.", StringComparison.Ordinal))))
        {
            chargers.Add(await ReadChargerAsync(service, cancellationToken));
        }

        return new VictronFacts
        {
            Settings = names.Contains(Settings) ? await ReadSettingsAsync(cancellationToken) : null,
            System = names.Contains(SystemService) ? await ReadSystemAsync(cancellationToken) : null,
            BatteryServices = batteries,
            Chargers = chargers,
        };
    }

    /// <summary>What the driver that serves a battery, alone or in a bank, publishes of itself; null if none runs.</summary>
    /// <exception cref="DBusException">The bus is lost or does not answer.</exception>
    public async Task<DriverFacts?> ReadDriverAsync(BatteryAddress address, CancellationToken cancellationToken)
    {
        if (await RunningDriver.FindServiceAsync(connection, address, cancellationToken) is not var (service, root))
        {
            return null;
        }

        var facts = new DriverFacts
        {
            Service = service,
            HasData = await _values.IntegerAsync(service, root + "/Connected", cancellationToken) is int connected ? connected == 1 : null,
            BmsType = await _values.TextAsync(service, root + "/Diagnostics/BmsType", cancellationToken),
            ProblemCode = await _values.TextAsync(service, root + "/Diagnostics/ProblemCode", cancellationToken),
            Problem = await _values.TextAsync(service, root + "/Diagnostics/Problem", cancellationToken),
            AdviceCode = await _values.TextAsync(service, "/Diagnostics/AdviceCode", cancellationToken),
        };
        return facts with { Answers = !_values.Silent.Contains(service) };
    }

    /// <summary>The batteries that a service of ours serves.</summary>
    /// <exception cref="DBusException">The bus is lost.</exception>
    public async Task<IReadOnlyList<BatteryAddress>> ReadServedAsync(string service, CancellationToken cancellationToken) =>
        [.. (await ServedAddresses.ReadAsync(service, path => _values.TextAsync(service, path, cancellationToken))).Select(battery => battery.Address)];

    private async Task<VictronSettings> ReadSettingsAsync(CancellationToken cancellationToken) => new()
    {
        Bluetooth = await _values.IntegerAsync(Settings, "/Settings/Services/Bluetooth", cancellationToken),
        BleSensors = await _values.IntegerAsync(Settings, "/Settings/Services/BleSensors", cancellationToken),
        BatteryService = await _values.TextAsync(Settings, "/Settings/SystemSetup/BatteryService", cancellationToken),
        BmsInstance = await _values.IntegerAsync(Settings, "/Settings/SystemSetup/BmsInstance", cancellationToken),
        Bol = await _values.IntegerAsync(Settings, "/Settings/Services/Bol", cancellationToken),
    };

    private async Task<VictronSystem> ReadSystemAsync(CancellationToken cancellationToken) => new()
    {
        ActiveBatteryService = await _values.TextAsync(SystemService, "/ActiveBatteryService", cancellationToken),
        ActiveBmsService = await _values.TextAsync(SystemService, "/ActiveBmsService", cancellationToken),
        Dvcc = await _values.IntegerAsync(SystemService, "/Control/Dvcc", cancellationToken),
        FirmwareInsufficient = await _values.IntegerAsync(SystemService, "/Dvcc/Alarms/FirmwareInsufficient", cancellationToken),
        MultipleBatteries = await _values.IntegerAsync(SystemService, "/Dvcc/Alarms/MultipleBatteries", cancellationToken),
    };

    private async Task<BatteryServiceFacts> ReadBatteryServiceAsync(string service, CancellationToken cancellationToken) => new()
    {
        Service = service,
        Instance = await _values.IntegerAsync(service, "/DeviceInstance", cancellationToken),
        Name = await ReadNameAsync(service, cancellationToken),
        Connection = await _values.TextAsync(service, "/Mgmt/Connection", cancellationToken),
        Serial = await _values.TextAsync(service, "/Serial", cancellationToken),
        MaxChargeVoltage = await _values.NumberAsync(service, "/Info/MaxChargeVoltage", cancellationToken),
    };

    private async Task<ChargerFacts> ReadChargerAsync(string service, CancellationToken cancellationToken)
    {
        var charger = new ChargerFacts
        {
            Service = service,
            Name = await ReadNameAsync(service, cancellationToken),
            ProductId = await _values.IntegerAsync(service, "/ProductId", cancellationToken),
            FirmwareVersion = await _values.IntegerAsync(service, "/FirmwareVersion", cancellationToken),
            State = await _values.IntegerAsync(service, "/State", cancellationToken),
        };
        return charger.Kind switch
        {
            "vebus" => charger with
            {
                BolFrame = await _values.IntegerAsync(service, "/FirmwareFeatures/BolFrame", cancellationToken),
                MaxChargeVoltage = await _values.NumberAsync(service, "/BatteryOperationalLimits/MaxChargeVoltage", cancellationToken),
                VeBusBmsType = await _values.IntegerAsync(service, "/Bms/BmsType", cancellationToken),
            },
            "inverter" or "multi" => charger with
            {
                IsInverterCharger = await _values.IntegerAsync(service, "/IsInverterCharger", cancellationToken),
                NetworkMode = await _values.IntegerAsync(service, "/Link/NetworkMode", cancellationToken),
            },
            _ => charger with { NetworkMode = await _values.IntegerAsync(service, "/Link/NetworkMode", cancellationToken) },
        };
    }

    private async Task<string?> ReadNameAsync(string service, CancellationToken cancellationToken) =>
        await _values.TextAsync(service, "/CustomName", cancellationToken) is { Length: > 0 } name
            ? name
            : await _values.TextAsync(service, "/ProductName", cancellationToken);
}
