using System.Text;

namespace BtBattery.Driver.Configuration.Reading;

/// <summary>
/// Splits a file into sections and settings, line by line, and says of every line that is neither, nor empty, nor a
/// remark, what is wrong with it. A remark begins with <c>;</c> or <c>#</c> and has a line of its own. What keys mean is
/// not its business. It never repeats a line in a finding, since a secret may stand there.
/// </summary>
public static class IniScanner
{
    /// <summary>No configuration is larger.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Of one file; more help nobody, and a picture taken for a configuration has thousands.</summary>
    private const int MostFindings = 50;

    /// <summary>Of a section; a longer text between brackets is no name, and not to be repeated.</summary>
    private const int LongestName = 64;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The sections, in order; the first is what stands before any heading, even if that is nothing.</summary>
    /// <param name="path">Name of the file, for findings.</param>
    /// <param name="bytes">Its contents.</param>
    /// <param name="findings">What is wrong is added here.</param>
    public static IReadOnlyList<IniSection> Scan(string path, ReadOnlySpan<byte> bytes, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (bytes.Length > MostBytes)
        {
            findings.Add(Error(path, null, FindingCodes.HugeFile, "The file is larger than 1 MiB, which is no configuration. Name the right file."));
            return [];
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            findings.Add(Error(path, null, FindingCodes.BadEncoding, "The file is UTF-16 text. Save it as UTF-8."));
            return [];
        }

        if (bytes.Contains((byte)0))
        {
            findings.Add(Error(path, null, FindingCodes.BadEncoding, "The file is not a text. Name the right file."));
            return [];
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        return ScanLines(path, bytes, findings);
    }

    private static List<IniSection> ScanLines(string path, ReadOnlySpan<byte> bytes, ICollection<Finding> findings)
    {
        var entries = new List<IniEntry>();
        var sections = new List<IniSection> { new(null, 0, entries) };
        int wrong = 0;
        int number = 0;
        while (bytes.Length > 0)
        {
            number++;
            string line = TakeLine(ref bytes, out bool isText).Trim();
            Finding? finding = null;
            if (!isText)
            {
                finding = Error(
                    path, number, FindingCodes.BadEncoding, "The line has letters that are not UTF-8. Save the file as UTF-8, or write them anew.");
            }
            else if (line.Length == 0 || line[0] is ';' or '#')
            {
                continue;
            }
            else if (line[0] == '[')
            {
                finding = CheckHeading(path, number, line, out string? name);
                entries = [];
                sections.Add(new IniSection(name, number, entries, IsFaulty: name is null));
            }
            else if (line.IndexOf('=') is var sign and > 0)
            {
                entries.Add(new IniEntry(line[..sign].Trim(), line[(sign + 1)..].Trim(), number));
            }
            else
            {
                finding = Error(
                    path,
                    number,
                    FindingCodes.BadLine,
                    "This is no section, no setting and no remark: write KEY = value, or begin the line with ; if it is a remark.");
            }

            if (finding is not null && ++wrong <= MostFindings)
            {
                findings.Add(finding);
            }
        }

        if (wrong > MostFindings)
        {
            findings.Add(Error(path, null, FindingCodes.BadLine, FormattableString.Invariant($"{wrong - MostFindings} more lines are wrong in the same ways.")));
        }

        return sections;
    }

    /// <param name="path">For the finding.</param>
    /// <param name="number">Likewise.</param>
    /// <param name="line">The heading.</param>
    /// <param name="name">What stands between the brackets; null if that cannot be a name.</param>
    private static Finding? CheckHeading(string path, int number, string line, out string? name)
    {
        int end = line.IndexOf(']');
        name = end < 0 ? null : line[1..end].Trim();
        if (name is null or "" || name.Length > LongestName || name.Contains('=', StringComparison.Ordinal))
        {
            name = null;
            return Error(
                path,
                number,
                FindingCodes.BadLine,
                "The name of a section stands between [ and ]: write [DEFAULT], [BANK] or the address of a battery, such as [A4:C1:38:00:00:01].");
        }

        return line[(end + 1)..].Trim().Length == 0
            ? null
            : Error(path, number, FindingCodes.InlineComment, $"Behind [{name}] there is more on the line. Put a remark on a line of its own, beginning with ;.");
    }

    /// <summary>Up to the next end of a line, which may be that of any system.</summary>
    private static string TakeLine(ref ReadOnlySpan<byte> bytes, out bool isText)
    {
        int length = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> line = length < 0 ? bytes : bytes[..length];
        bytes = length < 0 ? []
            : bytes[length] == '\r' && length + 1 < bytes.Length && bytes[length + 1] == '\n' ? bytes[(length + 2)..]
            : bytes[(length + 1)..];
        if (line.TrimStart(" \t"u8) is [(byte)';' or (byte)'#', ..])
        {
            // Nothing in a remark does any harm, in whatever encoding.
            isText = true;
            return "";
        }

        try
        {
            isText = true;
            return s_strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            isText = false;
            return "";
        }
    }

    private static Finding Error(string path, int? line, string code, string message) =>
        new(Severity.Error, code, message) { File = path, Line = line };
}
