namespace BtBattery.Simulator.Physics.Network;

/// <summary>A pack, or packs that are joined: what flows through it over its voltage.</summary>
internal abstract class NetworkNode(int room)
{
    /// <summary>What flows through it in the step that is worked out.</summary>
    public VoltAmpCurve Curve { get; } = new(room);

    /// <summary>Works the curve out anew.</summary>
    public abstract void Prepare();

    /// <summary>Is told its voltage and its current, and tells its parts theirs.</summary>
    public abstract void Settle(double volts, double amps);
}
