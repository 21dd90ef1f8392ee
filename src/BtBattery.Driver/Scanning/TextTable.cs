namespace BtBattery.Driver.Scanning;

/// <summary>Rows in columns, for people.</summary>
public static class TextTable
{
    /// <summary>Lines of equal columns, two blanks apart, without blanks at the end.</summary>
    /// <param name="rows">The rows, all of the same length; the first one is the heading.</param>
    /// <param name="indent">Blanks before every line.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows, int indent = 2)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        return
        [
            .. rows.Select(row => (new string(' ', indent) + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd()),
        ];
    }
}
