namespace BtBattery.Simulator.Commands;

/// <summary>What the program's exit status says.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Wrong options or a wrong scenario.</summary>
    public const int Usage = 2;

    /// <summary>The wanted data did not come.</summary>
    public const int NoData = 3;

    /// <summary>No bus, or org.bluez is taken.</summary>
    public const int Environment = 4;
}
