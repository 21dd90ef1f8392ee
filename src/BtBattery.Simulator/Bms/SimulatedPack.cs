namespace BtBattery.Simulator.Bms;

/// <summary>The pack behind a simulated board: the one place where its present state is kept.</summary>
public sealed class SimulatedPack(BatteryState state)
{
    /// <summary>What it measures now.</summary>
    public BatteryState State { get; set; } = state;
}
