namespace BtBattery.Simulator.Physics.Network;

/// <summary>Finds the voltage at which a bank takes what chargers and loads offer.</summary>
internal sealed class BusVoltage(VoltAmpCurve bank)
{
    /// <summary>A that may be missing in the balance.</summary>
    private const double Enough = 1e-7;

    /// <summary>V within which a jump of the flow is told from its other side.</summary>
    private const double Finest = 1e-10;

    private const double Highest = 1000;
    private double _volts = bank.OwnAtRest;

    /// <summary>The voltage for <paramref name="flow"/>; where nothing flows at any voltage it stays what it was, and a load alone pulls it to 0.</summary>
    public double Find(IPowerFlow flow)
    {
        double here = Excess(flow, _volts, out double offered);
        if (Math.Abs(here) <= Enough) return _volts;
        // Where the bank would be with the current of here: the answer itself if the current does not depend on the voltage.
        double there = Reach(offered, here);
        double over = Excess(flow, there, out _);
        double width = Math.Max(0.1, Math.Abs(there - _volts));
        while (Math.Abs(over) > Enough && over * here > 0 && there is > 0 and < Highest)
        {
            (_volts, here) = (there, over);
            there = Math.Clamp(there + (here > 0 ? width : -width), 0, Highest);
            over = Excess(flow, there, out _);
            width *= 2;
        }
        return _volts = Math.Abs(over) <= Enough || over * here > 0 ? there : Between(flow, _volts, here, there, over);
    }

    /// <summary>The voltage between two of which one has too much current and the other too little: Illinois, halving where that is slow.</summary>
    private double Between(IPowerFlow flow, double a, double excessA, double b, double excessB)
    {
        double last = Math.Abs(b - a);
        for (int round = 1; Math.Abs(b - a) > Finest; round++)
        {
            bool halve = round % 3 == 0 && Math.Abs(b - a) > last / 2;
            if (round % 3 == 0) last = Math.Abs(b - a);
            double volts = halve ? (a + b) / 2 : b - excessB * (b - a) / (excessB - excessA);
            if (volts == a || volts == b) volts = (a + b) / 2;
            if (volts == a || volts == b) break;
            double excess = Excess(flow, volts, out _);
            if (Math.Abs(excess) <= Enough) return volts;
            if (excess * excessB < 0) (a, excessA) = (b, excessB);
            else excessA /= 2;
            (b, excessB) = (volts, excess);
        }
        return b;
    }

    /// <summary>A offered beyond what the bank takes.</summary>
    private double Excess(IPowerFlow flow, double volts, out double offered)
    {
        offered = flow.AmpsAt(volts);
        if (!double.IsFinite(offered)) throw new InvalidOperationException("what is connected to the bank offers a current that is no number");
        return offered - bank.AmpsAt(volts);
    }

    private double Reach(double offered, double excess)
    {
        bool canFlow = offered > 0 ? bank.SlopeAbove > 0 : offered < 0 && bank.SlopeBelow > 0;
        return Math.Clamp(canFlow ? bank.VoltsAt(offered) : offered == 0 ? bank.OwnAtRest : _volts + (excess > 0 ? 0.1 : -0.1), 0, Highest);
    }
}
