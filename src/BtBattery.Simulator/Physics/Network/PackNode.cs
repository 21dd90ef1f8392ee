namespace BtBattery.Simulator.Physics.Network;

/// <summary>One pack in the network.</summary>
internal sealed class PackNode(PackModel pack) : NetworkNode(room: 2)
{
    public override void Prepare() => pack.Describe(Curve);

    public override void Settle(double volts, double amps, bool isAlone)
    {
        if (isAlone) pack.SettleAlone(amps);
        else pack.Settle(volts, amps);
    }
}
