namespace BtBattery.World.Tests;

/// <summary>What a soak does. The same options give the same figures, but for the memory and the real time.</summary>
internal sealed record SoakOptions
{
    /// <summary>Start of all chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Simulated time in which faults begin.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many faults.</summary>
    public int Faults { get; init; } = 1000;

    /// <summary>Batteries that are served, 1 to 4: three JBD and, as the second, a Daly.</summary>
    public int Batteries { get; init; } = 4;
}
