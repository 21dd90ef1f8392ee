using System.Globalization;
using System.Security;
using System.Text;

namespace BtBattery.Bench;

/// <summary>Writes a picture as SVG. Lengths in px, y downwards; colours are classes, so that a picture is readable in light and in dark.</summary>
internal sealed class Svg
{
    /// <summary>px that a letter of a label is wide, on the average.</summary>
    public const double LetterWidth = 6.1;

    private const string Style = """
        text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #1f2328 }
        .title { font-size: 16px; font-weight: 600 } .head { font-weight: 600 } .small { font-size: 11px } .faint { fill: #59636e }
        .page { fill: #ffffff } .frame { fill: none; stroke: #8c959f } .grid { stroke: #d8dee4 } .inside { fill: #1f2328 }
        .line { fill: none; stroke-width: 1.5; stroke-linejoin: round } .thin { stroke-width: 1 } .dashed { stroke-dasharray: 5 3 } .band { stroke: none; opacity: .25 }
        .bank { stroke: #1f2328 } .bank-fill { fill: #1f2328 }
        .threshold { stroke: #cf222e; stroke-dasharray: 2 3 } .bad { stroke: #cf222e; stroke-width: 1.5 } .bad-fill { fill: #cf222e } .span { fill: #cf222e; opacity: .10 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .faint { fill: #9198a1 } .page { fill: #0d1117 } .frame { stroke: #656c76 } .grid { stroke: #262c36 }
          .bank { stroke: #e6edf3 } .bank-fill { fill: #e6edf3 } .threshold, .bad { stroke: #ff7b72 } .bad-fill { fill: #ff7b72 } .span { fill: #ff7b72 }
          .inside { fill: #1f2328 }
        }
        """;

    private readonly StringBuilder _body = new();

    /// <summary>A text.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">What it says.</param>
    /// <param name="look">Classes; "" for none.</param>
    /// <param name="anchor">"start", "middle" or "end" stands at x.</param>
    public void Text(double x, double y, string text, string look = "", string anchor = "start") =>
        Append($"<text x=\"{x:F1}\" y=\"{y:F1}\" class=\"{look}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n");

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string look) =>
        Append($"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" class=\"{look}\"/>\n");

    /// <summary>A rectangle; its title is shown by viewers that have a pointer.</summary>
    public void Box(double x, double y, double width, double height, string look, string? colour = null, string? title = null) => Append(
        $"<rect x=\"{x:F1}\" y=\"{y:F1}\" width=\"{width:F1}\" height=\"{height:F1}\" class=\"{look}\"{Fill(colour)}>{(title is null ? "" : $"<title>{SecurityElement.Escape(title)}</title>")}</rect>\n");

    /// <summary>Lines through points; a point without a number ends one, and the next begins another.</summary>
    public void Path(IEnumerable<(double X, double Y)> points, string look, string? colour)
    {
        var way = new StringBuilder();
        bool isDrawing = false;
        foreach ((double x, double y) in points)
        {
            if (double.IsNaN(y))
            {
                isDrawing = false;
                continue;
            }

            way.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{x:F1} {y:F1}");
            isDrawing = true;
        }

        if (way.Length > 0)
        {
            Append($"<path d=\"{way}\" class=\"{look}\"{(colour is null ? "" : $" stroke=\"{colour}\"")}/>\n");
        }
    }

    /// <summary>An area with a border of points.</summary>
    public void Area(IEnumerable<(double X, double Y)> border, string look, string? colour)
    {
        string points = string.Join(' ', border.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")));
        Append($"<polygon points=\"{points}\" class=\"{look}\"{Fill(colour)}/>\n");
    }

    /// <summary>The file.</summary>
    public string ToText(double width, double height) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:F0} {height:F0}\" width=\"{width:F0}\" height=\"{height:F0}\">\n<style>{Style}</style>\n<rect width=\"100%\" height=\"100%\" class=\"page\"/>\n{_body}</svg>\n");

    private static string Fill(string? colour) => colour is null ? "" : $" fill=\"{colour}\"";

    private void Append(FormattableString text) => _body.Append(text.ToString(CultureInfo.InvariantCulture));
}
