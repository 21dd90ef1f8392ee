namespace BtBattery.Simulator.Radio;

/// <summary>What is wrong with a battery or its link at present. A fresh one means: nothing.</summary>
public sealed class Faults
{
    /// <summary>Stays connected, takes every write, answers nothing.</summary>
    public bool IsSilent { get; set; }
}
