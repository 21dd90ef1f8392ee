namespace BtBattery.World.Tests;

/// <summary>Tests that measure what belongs to the whole process: no other one runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone in the process";
}
