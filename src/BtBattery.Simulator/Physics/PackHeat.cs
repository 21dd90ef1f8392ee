namespace BtBattery.Simulator.Physics;

/// <summary>The heat of a pack: each cell has its own, all are in one case, and the case gives it to the air around.</summary>
internal sealed class PackHeat
{
    /// <summary>J/K per Ah: a 280 Ah LFP cell weighs 5.4 kg, an 18650 of 3 Ah 48 g; both take about 1000 J/(kg K).</summary>
    private const double LfpJoulesPerKelvinAndAh = 19;
    private const double NmcJoulesPerKelvinAndAh = 16;

    /// <summary>s in which a cell goes 63 % of its way to the temperature of its neighbours.</summary>
    private const double SecondsToNeighbours = 900;

    private readonly CellModel[] _cells;
    private readonly double _joulesPerKelvin;
    private readonly double _kelvinPerWatt;

    public PackHeat(PackDescription pack, CellModel[] cells)
    {
        _cells = cells;
        double perAh = pack.Chemistry == Chemistry.Lfp ? LfpJoulesPerKelvinAndAh : NmcJoulesPerKelvinAndAh;
        _joulesPerKelvin = (pack.HeatCapacity ?? pack.Cells.Sum(cell => cell.CapacityAh) * perAh) / cells.Length;
        _kelvinPerWatt = pack.ThermalResistance * cells.Length;
        Mean = pack.Celsius;
    }

    /// <summary>°C on the average.</summary>
    public double Mean { get; private set; }

    /// <summary>One step with the heat that the cells made in it.</summary>
    public void Advance(double seconds, double ambientCelsius)
    {
        double outward = 1 - Math.Exp(-seconds / (_joulesPerKelvin * _kelvinPerWatt));
        double sideways = 1 - Math.Exp(-seconds / SecondsToNeighbours);
        double sum = 0;
        foreach (CellModel cell in _cells)
        {
            double celsius = cell.Celsius + cell.HeatWatts * seconds / _joulesPerKelvin;
            celsius += (Mean - celsius) * sideways;
            celsius += (ambientCelsius - celsius) * outward;
            cell.Celsius = celsius;
            sum += celsius;
        }
        Mean = sum / _cells.Length;
    }
}
