using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.BlueZ;

/// <summary>One Bluetooth adapter, which outlives the daemon: its radio, its number, what is wrong with it, and what is stored for it.</summary>
internal sealed class AdapterHardware(AdapterSettings settings, Controller controller, IEnumerable<Peripheral> known)
{
    /// <summary>Address, name and present number.</summary>
    public AdapterSettings Settings { get; private set; } = settings;

    public Controller Controller { get; } = controller;

    public AdapterFaults Faults { get; set; } = new();

    public bool IsPlugged { get; private set; } = true;

    /// <summary>Devices that are in the store on disk, and so outlive the adapter and the daemon.</summary>
    public HashSet<Peripheral> Stored { get; } = [.. known];

    /// <summary>
    /// Devices that were connected and not forgotten since. bluetoothd writes them down as well, so they are there again after it was
    /// restarted or the adapter plugged in; only then do they stay until they have been connected once more.
    /// </summary>
    public HashSet<Peripheral> Remembered { get; } = [];

    /// <summary>Devices whose keys are known; links to them are encrypted.</summary>
    public HashSet<Peripheral> Bonded { get; } = [];

    /// <summary>Devices somebody declared trusted; kept in the store too.</summary>
    public HashSet<Peripheral> Trusted { get; } = [];

    /// <summary>Its object; null while it is unplugged or no daemon runs.</summary>
    public Adapter? Shown { get; set; }

    public void Unplug()
    {
        IsPlugged = false;
        if (Controller.Lockup is Lockup.UntilPower or Lockup.UntilPlug) Controller.Lockup = Lockup.None;
    }

    /// <summary>Plugs it in with its old number or another.</summary>
    public void Plug(int? index)
    {
        IsPlugged = true;
        Settings = Settings with { Index = index ?? Settings.Index };
    }
}
