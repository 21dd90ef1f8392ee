using System.Globalization;
using BtBattery.Aggregation;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Tools;

/// <summary>The cells of a report: one per line, or in two columns where they are many; a bar from the lowest to the highest.</summary>
internal sealed class CellBars(BatterySnapshot values, ReportStyle style)
{
    private const int MostInOneColumn = 12;
    private const int WideBar = 40;
    private const int NarrowBar = 14;
    private const int ColumnWidth = 37;

    /// <summary>Where all cells are within less, bars between lowest and highest would show noise as if it meant something.</summary>
    private const double LeastRange = 0.010;

    private readonly NumberedValue? _lowest = CellFigures.LowestVoltage(values)?.Value;
    private readonly NumberedValue? _highest = CellFigures.HighestVoltage(values)?.Value;

    /// <summary>The lines, without indentation.</summary>
    public IEnumerable<string> Lines()
    {
        int count = values.CellVoltages?.Value.Count ?? 0;
        if (count <= MostInOneColumn)
        {
            return Enumerable.Range(1, count).Select(number => Cell(number, WideBar, "balancing"));
        }

        int rows = (count + 1) / 2;
        return Enumerable.Range(1, rows).Select(number =>
        {
            string left = Cell(number, NarrowBar, "bal");
            return number + rows > count ? left : left.PadRight(ColumnWidth) + Cell(number + rows, NarrowBar, "bal");
        });
    }

    private string Cell(int number, int barWidth, string balancing)
    {
        double? voltage = CellFigures.Voltage(values, number)?.Value;
        string text = voltage is double known ? known.ToString("F3", CultureInfo.InvariantCulture) + " V" : "unknown";
        List<string> marks = [];
        if (number == _highest?.Number && _highest?.Value > _lowest?.Value)
        {
            marks.Add("max");
        }

        if (number == _lowest?.Number && _highest?.Value > _lowest?.Value)
        {
            marks.Add("min");
        }

        if (CellFigures.IsBalancing(values, number) is { Value: true })
        {
            marks.Add(balancing);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{number,3}  {text,7}  {Bar(voltage, barWidth).PadRight(barWidth)} {string.Join(' ', marks)}").TrimEnd();
    }

    private string Bar(double? voltage, int width)
    {
        double[] known = [.. values.CellVoltages!.Value.Value.OfType<double>()];
        return voltage is double value
            ? style.Bar((value - known.Min()) / Math.Max(LeastRange, known.Max() - known.Min()), width)
            : "";
    }
}
