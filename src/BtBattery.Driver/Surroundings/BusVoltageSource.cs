using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Doctor.Collectors;

namespace BtBattery.Driver.Surroundings;

/// <summary>Reads <c>/Dc/0/Voltage</c> of Victron's services over one bus connection of its own, which it keeps, and makes anew only after it was lost.</summary>
/// <param name="busAddress">Where the bus is.</param>
/// <param name="timeProvider">The clock of the deadlines.</param>
public sealed class BusVoltageSource(string busAddress, TimeProvider timeProvider) : IVoltageSource, IAsyncDisposable
{
    private const string Root = "com.victronenergy";

    /// <summary>More devices than a boat has; the others are not asked.</summary>
    private const int MostDevices = 16;

    private static readonly string[] s_converters = ["vebus", "multi", "inverter", "solarcharger", "charger", "alternator"];

    private static readonly string[] s_meters = ["battery", "dcsource", "dcload", "dcsystem", "fuelcell"];

    private DBusConnection? _connection;

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public async Task<DeviceVoltages?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            DBusConnection connection = await ConnectAsync(cancellationToken);
            string[] names = [.. (await connection.ListNamesAsync(cancellationToken)).Order(StringComparer.Ordinal)];
            var values = new BusValues(connection);
            List<DeviceVoltage> devices = [];
            foreach (string service in names.Where(name => IsConverter(name) || IsMeter(name)).OrderByDescending(IsConverter).Take(MostDevices))
            {
                double? volts = await values.NumberAsync(service, "/Dc/0/Voltage", cancellationToken);
                string? name = volts is null ? null : await values.TextAsync(service, "/ProductName", cancellationToken);
                devices.Add(new(name is { Length: > 0 } ? name : service, volts, IsConverter(service)));
            }

            return new(devices, names.Contains($"{Root}.settings"));
        }
        catch (DBusException)
        {
            // The publisher tells of a lost bus; here it only means that nothing is known.
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    private static bool IsConverter(string service) => IsOneOf(s_converters, service);

    /// <summary>What this program publishes itself would always agree.</summary>
    private static bool IsMeter(string service) => IsOneOf(s_meters, service) && !service.StartsWith(ControlNames.ServicePrefix, StringComparison.Ordinal);

    private static bool IsOneOf(string[] kinds, string service) =>
        Array.Exists(kinds, kind => service.StartsWith($"{Root}.{kind}.", StringComparison.Ordinal));

    private async Task<DBusConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { Disconnected.IsCompleted: true })
        {
            await DisposeAsync();
        }

        if (_connection is null)
        {
            DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, new DBusConnectionOptions { TimeProvider = timeProvider }, cancellationToken);
            try
            {
                var rule = new MatchRule
                {
                    Sender = "org.freedesktop.DBus", Interface = "org.freedesktop.DBus", Member = "NameOwnerChanged", Arg0Namespace = Root,
                };
                await connection.SubscribeAsync(rule, OnNameChanged, cancellationToken);
                _connection = connection;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        return _connection;
    }

    private void OnNameChanged(Message signal)
    {
        if (signal.Signature == "sss" && signal.GetReader().ReadString() is { } name && (IsConverter(name) || IsMeter(name)))
        {
            Changed?.Invoke();
        }
    }
}
