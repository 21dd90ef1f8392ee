namespace BtBattery.Driver.CommandLine;

/// <summary>What the program tells scripts and supervisors.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>The command line or a file given on it is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There was no usable data.</summary>
    public const int NoData = 3;

    /// <summary>The machine lacks something: no bus, no BlueZ, no adapter.</summary>
    public const int Environment = 4;

    /// <summary>The running driver made no progress any more and ended itself; see <see cref="Run.LoopWatchdog"/>.</summary>
    public const int Stalled = 5;
}
