namespace BtBattery.Simulator.Radio;

/// <summary>What is wrong with a battery, its link, or what BlueZ makes of it. A fresh one means: nothing.</summary>
public sealed class Faults
{
    /// <summary>Stays connected, takes every write, answers nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Advertises, but never takes a connection request.</summary>
    public bool RefusesConnections { get; set; }

    /// <summary>So many connections come up and are lost at once, as when the battery did not hear the request (0x3e).</summary>
    public Repetition FailingConnections { get; } = new();

    /// <summary>BlueZ takes Connect and never answers; nothing else happens.</summary>
    public bool ConnectHangs { get; set; }

    /// <summary>BlueZ refuses Connect.</summary>
    public InjectedErrors ConnectErrors { get; } = new();

    /// <summary>What bluetoothd remembers of it is wrong: Connect fails at once, until the device is removed.</summary>
    public bool IsStale { get; set; }

    /// <summary>BlueZ takes Disconnect and never answers; the link stays.</summary>
    public bool DisconnectHangs { get; set; }

    /// <summary>The link is up, and the battery answers no attribute request at all.</summary>
    public bool AttributesHang { get; set; }

    /// <summary>Connected, but the services are never resolved.</summary>
    public bool NeverResolves { get; set; }

    /// <summary>The services are resolved, and the battery's own is not among them.</summary>
    public bool HidesServices { get; set; }

    /// <summary>BlueZ refuses StartNotify.</summary>
    public InjectedErrors NotifyErrors { get; } = new();

    /// <summary>BlueZ takes StartNotify and never answers; nothing is switched on.</summary>
    public bool NotifyHangs { get; set; }

    /// <summary>Notifications are switched on and never arrive.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>BlueZ refuses WriteValue.</summary>
    public InjectedErrors WriteErrors { get; } = new();

    /// <summary>BlueZ takes WriteValue and never answers.</summary>
    public bool WritesHang { get; set; }

    /// <summary>Answers come later by this time.</summary>
    public TimeSpan ReplyDelay { get; set; }

    /// <summary>Time between the pieces of one answer, beyond the usual milliseconds.</summary>
    public TimeSpan PieceDelay { get; set; }

    /// <summary>Every so manieth answer has one bit flipped; 0 = none.</summary>
    public int CorruptEvery { get; set; }

    /// <summary>Every so manieth answer ends half-way; 0 = none.</summary>
    public int TruncateEvery { get; set; }

    /// <summary>Every so manieth answer comes twice; 0 = none.</summary>
    public int DuplicateEvery { get; set; }

    /// <summary>Before every so manieth answer comes one that somebody else asked for; 0 = none.</summary>
    public int ForeignEvery { get; set; }

    /// <summary>Every so manieth answer does not come; 0 = none.</summary>
    public int LoseEvery { get; set; }

    /// <summary>Bytes before every answer.</summary>
    public byte[] Noise { get; set; } = [];
}
