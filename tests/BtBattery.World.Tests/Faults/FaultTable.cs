namespace BtBattery.World.Tests;

/// <summary>Every fault that the driver has to survive. The matrix runs each by itself, the soak all of them in any order and together.</summary>
internal static class FaultTable
{
    public static IReadOnlyList<Fault> All { get; } = [.. LinkFaults.All, .. CallFaults.All, .. AnswerFaults.All, .. MachineFaults.All];

    /// <summary>The fault of that name.</summary>
    public static Fault Find(string name) => All.Single(fault => fault.Name == name);
}
