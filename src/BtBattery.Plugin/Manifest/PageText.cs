using System.Text;

namespace BtBattery.Plugin.Manifest;

/// <summary>A page or a script as the device gets it: without remarks and indentation, which are a fifth of its size, on the same lines, so that the device's log names ours.</summary>
internal static class PageText
{
    /// <summary>The same for the interpreter in fewer bytes.</summary>
    /// <param name="source">UTF-8.</param>
    public static byte[] Shorten(byte[] source) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(source).Split('\n').Select(line => IsRemark(line) ? "" : line.Trim())));

    /// <summary>True if a text goes over the end of a line: its blanks would be lost.</summary>
    public static bool HasLongText(byte[] source) =>
        Encoding.UTF8.GetString(source).Split('\n').Any(line => !IsRemark(line) && (line.Count(letter => letter == '`') % 2 != 0 || line.EndsWith('\\')));

    private static bool IsRemark(string line) => line.AsSpan().TrimStart().StartsWith("//");
}
