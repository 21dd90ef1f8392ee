namespace BtBattery.Simulator.Physics;

/// <summary>
/// The voltage of a cell at rest over its charge: strictly rising. Between the measured points it is a monotone cubic, outside of
/// them it goes on as steeply as it ends, so that an overcharged or empty cell is seen at once.
/// </summary>
public sealed class OcvCurve
{
    /// <summary>Straight pieces per whole charge: fine enough for the knees, and a cell finds its piece without a search.</summary>
    private const int Pieces = 2000;

    private static readonly OcvCurve LfpCurve = new(OcvTables.Lfp);
    private static readonly OcvCurve NmcCurve = new(OcvTables.Nmc);

    private readonly double[] _volts;
    private readonly double[] _voltsTimesCharge;

    private OcvCurve((double Charge, double Volts)[] table)
    {
        double[] slopes = MonotoneCubic.Slopes(table);
        _volts = [.. Enumerable.Range(0, (int)Math.Round(table[^1].Charge * Pieces) + 1)
            .Select(piece => MonotoneCubic.At(table, slopes, (double)piece / Pieces))];
        _voltsTimesCharge = new double[_volts.Length];
        for (int i = 1; i < _volts.Length; i++)
            _voltsTimesCharge[i] = _voltsTimesCharge[i - 1] + (_volts[i - 1] + _volts[i]) / (2 * Pieces);
    }

    /// <summary>The curve of a chemistry.</summary>
    public static OcvCurve Of(Chemistry chemistry) => chemistry switch
    {
        Chemistry.Lfp => LfpCurve,
        Chemistry.Nmc => NmcCurve,
        _ => throw new ArgumentOutOfRangeException(nameof(chemistry)),
    };

    /// <summary>V at rest with <paramref name="charge"/> (0 empty, 1 full) in the cell.</summary>
    public double Volts(double charge) => Volts(charge, out _);

    /// <summary>V at rest, and by how many V it rises per whole charge there.</summary>
    internal double Volts(double charge, out double slope)
    {
        int piece = Piece(charge);
        slope = (_volts[piece + 1] - _volts[piece]) * Pieces;
        return _volts[piece] + slope * (charge - (double)piece / Pieces);
    }

    /// <summary>The charge at which a cell rests with <paramref name="volts"/>; beyond the table for voltages beyond it.</summary>
    public double Charge(double volts)
    {
        int piece = Array.BinarySearch(_volts, volts);
        piece = Math.Clamp(piece >= 0 ? piece : ~piece - 1, 0, _volts.Length - 2);
        return (piece + (volts - _volts[piece]) / (_volts[piece + 1] - _volts[piece])) / Pieces;
    }

    /// <summary>Wh per Ah of capacity between empty and <paramref name="charge"/>.</summary>
    public double WattHoursPerAh(double charge)
    {
        int piece = Piece(charge);
        double from = (double)piece / Pieces;
        return _voltsTimesCharge[piece] + (_volts[piece] + Volts(charge)) / 2 * (charge - from);
    }

    private int Piece(double charge) => Math.Clamp((int)(charge * Pieces), 0, _volts.Length - 2);
}
