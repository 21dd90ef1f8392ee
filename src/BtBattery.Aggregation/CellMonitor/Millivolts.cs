namespace BtBattery.Aggregation.CellMonitor;

/// <summary>Whole millivolts, the step in which boards measure cells: what is kept of differences.</summary>
internal static class Millivolts
{
    /// <param name="volts">V.</param>
    public static int Of(double volts) => (int)Math.Round(1000 * volts, MidpointRounding.AwayFromZero);

    /// <summary>A sum, shared out.</summary>
    public static int Mean(int sum, int count) => (int)Math.Round((double)sum / count, MidpointRounding.AwayFromZero);
}
