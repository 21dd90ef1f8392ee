namespace BtBattery.Simulator.Bms;

/// <summary>The pack behind a simulated board: the one place where its present state is kept, or where it is measured.</summary>
public sealed class SimulatedPack(BatteryState state)
{
    private BatteryState _state = state;

    /// <summary>Who measures; null = the values are those that were set last.</summary>
    public IMeasuredPack? Source { get; internal set; }

    /// <summary>What it measures now. Of what is measured nothing can be set but the two FETs.</summary>
    public BatteryState State
    {
        get => Source?.State ?? _state;
        set
        {
            if (Source is { } source) source.Switch(value.ChargeFet, value.DischargeFet);
            else _state = value;
        }
    }
}
