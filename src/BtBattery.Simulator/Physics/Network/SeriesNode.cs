namespace BtBattery.Simulator.Physics.Network;

/// <summary>Parts that share a current.</summary>
internal sealed class SeriesNode(NetworkNode[] parts) : NetworkNode(parts.Sum(part => part.Curve.Room) + 2)
{
    public override void Prepare()
    {
        foreach (NetworkNode part in parts) part.Prepare();
        Curve.BecomeSeries(parts);
    }

    public override void Settle(double volts, double amps, bool isAlone)
    {
        if (amps != 0)
        {
            foreach (NetworkNode part in parts) part.Settle(part.Curve.VoltsAt(amps), amps, isAlone);
            return;
        }
        SettleAtRest(volts, isAlone);
    }

    /// <summary>Without a current the parts whose FETs are open take what the others leave of the voltage.</summary>
    private void SettleAtRest(double volts, bool isAlone)
    {
        double own = 0, room = 0;
        int up = 0, down = 0;
        foreach (NetworkNode part in parts)
        {
            own += part.Curve.OwnAtRest;
            if (double.IsNegativeInfinity(part.Curve.LowestAtRest)) down++;
            if (double.IsPositiveInfinity(part.Curve.HighestAtRest)) up++;
            else room += part.Curve.HighestAtRest - part.Curve.OwnAtRest;
        }
        double rest = volts - own;
        foreach (NetworkNode part in parts)
        {
            VoltAmpCurve curve = part.Curve;
            bool isOpenUp = double.IsPositiveInfinity(curve.HighestAtRest);
            double taken = rest switch
            {
                > 0 when up > 0 => isOpenUp ? rest / up : 0,
                > 0 when room > 0 => rest * (curve.HighestAtRest - curve.OwnAtRest) / room,
                < 0 when double.IsNegativeInfinity(curve.LowestAtRest) => rest / down,
                _ => 0,
            };
            part.Settle(curve.OwnAtRest + taken, 0, isAlone);
        }
    }
}
