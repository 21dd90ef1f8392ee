namespace BtBattery.Driver.Scanning;

/// <summary>Rows in columns, for people.</summary>
public static class TextTable
{
    /// <summary>Lines of equal columns, two blanks apart, without blanks at the end.</summary>
    /// <param name="rows">The rows, all of the same length; the first one is the heading.</param>
    /// <param name="indent">Blanks before every line.</param>
    /// <param name="numbers">Which columns stand to the right, counted from 0.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows, int indent = 2, params IReadOnlyList<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        return
        [
            .. rows.Select(row => (new string(' ', indent) + string.Join("  ", row.Select(Pad))).TrimEnd()),
        ];

        string Pad(string cell, int column) => numbers.Contains(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }
}
