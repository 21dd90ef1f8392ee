namespace BtBattery.Simulator.Physics.Power;

/// <summary>
/// The power stage of a charger: current up to a limit, and less from where the bus comes near its set point. New set points and limits
/// are followed with a lag of the first order, and so does a current that grows; a bus that comes to the set point is answered at
/// once, since that loop is a thousand times as fast as a step here.
/// </summary>
/// <remarks>The second and the resistance are assumed, no maker states them. A resistance there must be, or two that hold one bus
/// would fight; it is a fifth of what leads have, because the system gives every charger the voltage that the battery measures.</remarks>
internal sealed class ChargerOutput
{
    /// <summary>V that the bus stays below the set point for each A.</summary>
    public const double Ohms = 0.0002;

    private const double LagSeconds = 1;

    private double _volts;
    private double _limit;
    private double _ceiling;

    /// <summary>A after the last <see cref="Settle"/>.</summary>
    public double Amps { get; private set; }

    /// <summary>V that it holds at present.</summary>
    public double Volts => _volts;

    /// <summary>Follows what it is told for a step.</summary>
    /// <param name="stepSeconds">Length of the step.</param>
    /// <param name="volts">Wanted set point.</param>
    /// <param name="amps">Wanted limit; 0 = off.</param>
    /// <param name="busVolts">Where it begins when it was off.</param>
    public void Step(double stepSeconds, double volts, double amps, double busVolts)
    {
        double follows = 1 - Math.Exp(-stepSeconds / LagSeconds);
        if (_limit <= 0) _volts = Math.Min(busVolts, volts);
        _volts += (volts - _volts) * follows;
        _limit += (amps - _limit) * follows;
        if (amps <= 0 && _limit < 0.01) _limit = 0;
        _ceiling = Math.Min(_limit, Amps + (_limit - Amps) * follows);
    }

    /// <summary>A at a voltage of the bus; never negative, never rising with the voltage.</summary>
    /// <param name="volts">V of the bus.</param>
    /// <param name="watts">W that there are.</param>
    public double AmpsAt(double volts, double watts)
    {
        double amps = Math.Min(_ceiling, (_volts - volts) / Ohms);
        if (volts > 1) amps = Math.Min(amps, watts / volts);
        return Math.Max(0, amps);
    }

    /// <summary>The bus has come to a voltage: keeps the current that flows there.</summary>
    public void Settle(double volts, double watts) => Amps = AmpsAt(volts, watts);
}
