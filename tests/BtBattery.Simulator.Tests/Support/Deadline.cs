namespace BtBattery.Simulator.Tests.Support;

/// <summary>How long a test waits for something that must happen: generous, because it only matters when it fails.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(20);
}
