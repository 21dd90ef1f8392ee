namespace BtBattery.World.Tests;

/// <summary>One life of a program that uses the bus, from its start to its end.</summary>
internal sealed class BusProgram
{
    /// <summary>True once it was killed: what is left of it in this process makes no connection any more.</summary>
    public bool IsDead { get; set; }
}
