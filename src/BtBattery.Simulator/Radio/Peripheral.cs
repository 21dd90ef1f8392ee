using BtBattery.Simulator.Bms;

namespace BtBattery.Simulator.Radio;

/// <summary>One simulated battery as the air sees it: it advertises until somebody holds its only link.</summary>
public sealed class Peripheral
{
    internal Peripheral(string name, string address, IBms bms, SimulatedPack pack)
    {
        Name = name;
        Address = address;
        Bms = bms;
        Voice = bms;
        Pack = pack;
    }

    /// <summary>Advertised name.</summary>
    public string Name { get; }

    /// <summary>Address, upper case with colons.</summary>
    public string Address { get; }

    /// <summary>"public" or "random".</summary>
    public string AddressType { get; init; } = "public";

    /// <summary>Signal strength in dBm.</summary>
    public short Rssi { get; set; } = -60;

    /// <summary>Largest attribute packet in bytes; a notification carries three less.</summary>
    public ushort Mtu { get; init; } = 23;

    /// <summary>Time between two advertisements.</summary>
    public TimeSpan AdvertisingInterval { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Time from a request to the first piece of its answer.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>True if the daemon has it in its store from an earlier run, so that it never forgets it by itself.</summary>
    public bool IsKnown { get; init; }

    /// <summary>The six digits it wants for pairing; null = it does not know pairing at all.</summary>
    public uint? Passkey { get; init; }

    /// <summary>Its electronics.</summary>
    public IBms Bms { get; }

    /// <summary>What it measures.</summary>
    public SimulatedPack Pack { get; }

    /// <summary>False while it is too far away to be heard or to hear.</summary>
    public bool IsInRange { get; internal set; } = true;

    /// <summary>True while its board sleeps: no link, no advertisement, until a current flows or somebody presses its button.</summary>
    public bool IsAsleep { get; internal set; }

    /// <summary>True while somebody's phone takes it as soon as it is free; it does not advertise then.</summary>
    public bool IsWantedByPhone { get; internal set; }

    /// <summary>True while somebody's phone is connected with it.</summary>
    public bool IsHeldByPhone => IsWantedByPhone && IsInRange && !IsAsleep && Link is null;

    /// <summary>What is wrong with it.</summary>
    public Faults Faults { get; internal set; } = new();

    /// <summary>The board whose answers are heard: its own, unless the data of two batteries were swapped.</summary>
    public IBms Voice { get; internal set; }

    /// <summary>What happened to it so far.</summary>
    public Counters Counters { get; } = new();

    /// <summary>The link somebody holds; null while it advertises.</summary>
    internal Link? Link { get; set; }

    /// <summary>True while a scanning radio would hear it: a battery that is held by a central does not advertise.</summary>
    internal bool IsHeard => IsInRange && !IsAsleep && !IsWantedByPhone && Link is null;
}
