namespace BtBattery.Driver.Installing;

/// <summary>What starts programs on a machine, which is what installing differs by.</summary>
internal enum MachineKind
{
    /// <summary>Venus OS: daemontools, everything of ours below /data.</summary>
    Gx,

    /// <summary>Debian, Raspberry Pi OS and the like.</summary>
    Systemd,
}
