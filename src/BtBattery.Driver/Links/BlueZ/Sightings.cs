using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// The adapter used and the last advertisement heard, per battery that was asked for. Outlives sessions: that bluetoothd was restarted makes what was
/// heard before neither newer nor older.
/// </summary>
internal sealed class Sightings(MonotonicClock clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BatteryAddress, RadioFacts> _facts = [];

    /// <summary>Raised, on the receiving side of the connection, with a battery whose advertisement was heard.</summary>
    public event Action<BatteryAddress>? Heard;

    public RadioFacts Of(BatteryAddress address)
    {
        lock (_lock)
        {
            return _facts.GetValueOrDefault(address) ?? RadioFacts.None;
        }
    }

    /// <summary>An attempt over this adapter begins; the battery is one to listen for from now on.</summary>
    public void Use(BatteryAddress address, AdapterIdentity adapter)
    {
        lock (_lock)
        {
            _facts[address] = Of(address) with { Adapter = adapter };
        }
    }

    /// <summary>
    /// Sees every device that appears and every change of those that are followed. A strength that is told in either way was heard just now; the one BlueZ
    /// has when it is asked for all its objects may be from the beginning of somebody's discovery, and does not come here.
    /// </summary>
    public void Observe(BlueZObjects objects, PropertyChange change)
    {
        if (!change.Changed.TryGetValue("RSSI", out Variant rssi)
            || !rssi.TryGetInteger(out long strength)
            || strength is < short.MinValue or > short.MaxValue
            || !BatteryAddress.TryParse(objects.Text(change.Path, BlueZNames.Device, "Address"), out BatteryAddress address))
        {
            return;
        }

        var sighting = new Sighting(Adapters.Identify(objects, BlueZNames.ParentOf(change.Path)), (int)strength, clock.Now);
        lock (_lock)
        {
            if (!_facts.TryGetValue(address, out RadioFacts? facts))
            {
                return;
            }

            _facts[address] = facts with { Sighting = sighting };
        }

        Heard?.Invoke(address);
    }
}
