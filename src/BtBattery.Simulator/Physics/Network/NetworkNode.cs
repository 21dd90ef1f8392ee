namespace BtBattery.Simulator.Physics.Network;

/// <summary>A pack, or packs that are joined: what flows through it over its voltage.</summary>
internal abstract class NetworkNode(int room)
{
    /// <summary>What flows through it in the step that is worked out.</summary>
    public VoltAmpCurve Curve { get; } = new(room);

    /// <summary>Works the curve out anew.</summary>
    public abstract void Prepare();

    /// <summary>Is told its voltage and its current, and tells its parts theirs.</summary>
    /// <param name="volts">V between its ends.</param>
    /// <param name="amps">A through it, positive = charging.</param>
    /// <param name="isAlone">True for what would be if the bank were connected to nothing.</param>
    public abstract void Settle(double volts, double amps, bool isAlone);
}
