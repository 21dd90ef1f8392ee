using System.Text;

namespace BtBattery.Driver.Tools;

/// <summary>Shows report after report on a terminal, each in the place of the one before.</summary>
/// <param name="output">The terminal.</param>
/// <param name="width">Its columns, 0 if it does not say; asked each time, since they may change.</param>
/// <param name="height">Its lines; likewise.</param>
public sealed class LiveView(TextWriter output, Func<int> width, Func<int> height) : IDisposable
{
    private const string ClearAll = "\u001b[2J";
    private const string HomeAndHideCursor = "\u001b[H\u001b[?25l";
    private const string ClearLine = "\u001b[K";
    private const string ClearBelow = "\u001b[J";
    private const string ShowCursor = "\u001b[?25h";

    private bool _hasShown;

    /// <summary>Shows a report; what does not fit on the screen is left out.</summary>
    public void Show(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder(_hasShown ? "" : ClearAll).Append(HomeAndHideCursor);
        int columns = width() is > 1 and int wide ? wide - 1 : int.MaxValue;
        int shown = height() is > 1 and int high ? high - 1 : lines.Count;
        foreach (string line in lines.Take(shown))
        {
            // A line that wraps would be two, and push the last ones out of sight.
            text.Append(line.Length > columns ? line[..columns] : line).Append(ClearLine).Append('\n');
        }

        _hasShown = true;
        output.Write(text.Append(ClearBelow));
        output.Flush();
    }

    /// <summary>Gives the terminal back with its cursor.</summary>
    public void Dispose()
    {
        if (_hasShown)
        {
            output.Write(ShowCursor);
            output.Flush();
        }
    }
}
