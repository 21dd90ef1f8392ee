namespace BtBattery.Simulator.Physics.Network;

/// <summary>Parts that share a voltage.</summary>
internal sealed class ParallelNode(NetworkNode[] parts) : NetworkNode(parts.Sum(part => part.Curve.Room))
{
    public override void Prepare()
    {
        foreach (NetworkNode part in parts) part.Prepare();
        Curve.BecomeParallel(parts);
    }

    public override void Settle(double volts, double amps, bool isAlone)
    {
        foreach (NetworkNode part in parts) part.Settle(volts, part.Curve.AmpsAt(volts), isAlone);
    }
}
