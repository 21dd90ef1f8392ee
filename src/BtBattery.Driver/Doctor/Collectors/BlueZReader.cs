using BtBattery.DBus;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Doctor.Collectors;

/// <summary>Asks BlueZ once for its adapters and the devices it knows; changes nothing.</summary>
/// <param name="connection">The bus.</param>
public sealed class BlueZReader(DBusConnection connection)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    private Dictionary<string, Dictionary<string, Variant>> _devices = [];

    /// <summary>The service and its adapters, without what only files tell.</summary>
    /// <exception cref="DBusException">The bus is lost or does not answer.</exception>
    public async Task<BlueZFacts> ReadAsync(CancellationToken cancellationToken)
    {
        if (await connection.GetNameOwnerAsync(BlueZNames.Service, cancellationToken) is null)
        {
            return new BlueZFacts { IsRunning = false };
        }

        try
        {
            Message reply = await connection.CallAsync(
                BlueZNames.Service, "/", BlueZNames.ObjectManager, "GetManagedObjects", s_timeout, cancellationToken);
            return new BlueZFacts { IsRunning = true, IsAnswering = true, Adapters = Take(reply) };
        }
        catch (DBusErrorException exception) when (exception.ErrorName == DBusErrorNames.AccessDenied)
        {
            return new BlueZFacts { IsRunning = true, IsForbidden = true };
        }
        catch (Exception exception) when (exception is DBusTimeoutException or DBusErrorException)
        {
            return new BlueZFacts { IsRunning = true, IsAnswering = false };
        }
    }

    /// <summary>The battery with what BlueZ knows of it; only after <see cref="ReadAsync"/>.</summary>
    public BatteryFacts Complete(BatteryFacts battery, BatteryAddress address)
    {
        // One object per adapter that ever saw it; connected is what is connected anywhere.
        Dictionary<string, Variant>[] objects =
        [
            .. _devices.Values.Where(device => string.Equals(Text(device, "Address"), address.ToString(), StringComparison.OrdinalIgnoreCase)),
        ];
        return objects.Length == 0
            ? battery
            : battery with
            {
                IsConnected = objects.Any(device => IsTrue(device, "Connected") == true),
                IsPaired = objects.Any(device => IsTrue(device, "Paired") == true),
            };
    }

    private List<AdapterFacts> Take(Message reply)
    {
        _devices = [];
        var adapters = new SortedDictionary<string, AdapterFacts>(StringComparer.Ordinal);
        MessageReader reader = reply.GetReader();
        ArrayEnd objects = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(objects))
        {
            reader.AlignStruct();
            string path = reader.ReadObjectPath();
            ArrayEnd interfaces = reader.ReadArrayStart(DBusType.DictEntry);
            while (reader.HasNext(interfaces))
            {
                reader.AlignStruct();
                string name = reader.ReadString();
                Dictionary<string, Variant> properties = reader.ReadVariantDictionary();
                if (name == BlueZNames.Adapter)
                {
                    adapters[path] = Describe(path, properties);
                }
                else if (name == BlueZNames.Device)
                {
                    _devices[path] = properties;
                }
            }
        }

        return [.. adapters.Values];
    }

    private static AdapterFacts Describe(string path, Dictionary<string, Variant> adapter) => new()
    {
        Name = path[(path.LastIndexOf('/') + 1)..],
        Address = Text(adapter, "Address"),
        IsPowered = IsTrue(adapter, "Powered"),
        PowerState = Text(adapter, "PowerState"),
        IsDiscovering = IsTrue(adapter, "Discovering"),
        Modalias = Text(adapter, "Modalias"),
        Manufacturer = adapter.TryGetValue("Manufacturer", out Variant maker)
            && maker.TryGetInteger(out long company)
            && company is >= 0 and <= ushort.MaxValue
            ? (int)company
            : null,
    };

    private static string? Text(Dictionary<string, Variant> properties, string name) =>
        properties.TryGetValue(name, out Variant value) && value.TryGetString(out string? text) ? text : null;

    private static bool? IsTrue(Dictionary<string, Variant> properties, string name) =>
        properties.TryGetValue(name, out Variant value) && value.TryGetBoolean(out bool isTrue) ? isTrue : null;
}
