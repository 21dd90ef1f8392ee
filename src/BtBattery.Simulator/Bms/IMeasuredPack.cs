namespace BtBattery.Simulator.Bms;

/// <summary>A pack whose values are measured, not set.</summary>
public interface IMeasuredPack
{
    /// <summary>What is measured now.</summary>
    public BatteryState State { get; }

    /// <summary>The board was told to switch its FETs.</summary>
    public void Switch(bool charge, bool discharge);
}
