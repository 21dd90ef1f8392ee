using System.Globalization;

namespace BtBattery.Driver.Run;

/// <summary>A part of the program file in memory that differs in nothing from the file.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct FileMapping(nuint Start, nuint Length)
{
    /// <summary>Those of this process; empty where the kernel does not tell.</summary>
    public static IReadOnlyList<FileMapping> OfThisProgram()
    {
        try
        {
            return Environment.ProcessPath is { } program ? Parse(File.ReadLines("/proc/self/smaps"), program) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Those of a file that are not writable and of which no page was ever written to: what was written to, as when addresses were put in, is nowhere else.
    /// </summary>
    /// <param name="lines">proc_pid_smaps(5).</param>
    /// <param name="program">Path of the file.</param>
    public static IReadOnlyList<FileMapping> Parse(IEnumerable<string> lines, string program)
    {
        var found = new List<FileMapping>();
        FileMapping? mapping = null;
        foreach (string line in lines)
        {
            // Only the line that begins a mapping has a range of addresses in it.
            if (line.Contains('-', StringComparison.Ordinal))
            {
                mapping = HeaderOf(line, program);
            }
            else if (line.StartsWith("Anonymous:", StringComparison.Ordinal) && !line.EndsWith(" 0 kB", StringComparison.Ordinal))
            {
                mapping = null;
            }
            else if (mapping is { } clean && line.StartsWith("Swap:", StringComparison.Ordinal))
            {
                mapping = null;
                if (line.EndsWith(" 0 kB", StringComparison.Ordinal))
                {
                    found.Add(clean);
                }
            }
        }

        return found;
    }

    private static FileMapping? HeaderOf(string line, string program)
    {
        string[] parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 6 || parts[5] != program || parts[1].Contains('w', StringComparison.Ordinal))
        {
            return null;
        }

        string[] ends = parts[0].Split('-');
        nuint start = nuint.Parse(ends[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new(start, nuint.Parse(ends[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) - start);
    }
}
