namespace BtBattery.Simulator.Physics;

/// <summary>The temperature of the FETs of a BMS: they warm up by what they lose, and cool down to the air around the pack.</summary>
internal sealed class PowerStageHeat(PackDescription pack)
{
    /// <summary>Of the resistance between cells and terminals, this much is that of the FETs.</summary>
    private const double ShareOfLeads = 0.3;

    private const double KelvinPerWatt = 1.0;
    private const double Seconds = 120;

    /// <summary>°C.</summary>
    public double Celsius { get; private set; } = pack.Celsius;

    /// <summary>One step with <paramref name="amps"/> through the FETs, and <paramref name="diodeVolts"/> over the diode of one of them.</summary>
    public void Advance(double seconds, double amps, double diodeVolts, double ambientCelsius)
    {
        double watts = amps * amps * pack.LeadOhms * ShareOfLeads + Math.Abs(amps) * diodeVolts;
        Celsius += (ambientCelsius + watts * KelvinPerWatt - Celsius) * (1 - Math.Exp(-seconds / Seconds));
    }
}
