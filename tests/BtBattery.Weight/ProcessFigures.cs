using System.Globalization;

namespace BtBattery.Weight;

/// <summary>A process as its kernel sees it at one moment.</summary>
internal sealed record ProcessFigures
{
    /// <summary>Pages of it that are in memory, those of files included, in bytes.</summary>
    public required long Resident { get; init; }

    /// <summary>The most that <see cref="Resident"/> ever was.</summary>
    public required long Peak { get; init; }

    /// <summary>Of these, what is its alone and cannot be read from a file again: heaps, stacks, what was written into pages of files. In bytes.</summary>
    public required long Private { get; init; }

    /// <summary>Pages of files that no other process has in memory; the kernel may drop them at any time. In bytes.</summary>
    public required long FilePages { get; init; }

    /// <summary><see cref="Resident"/> with every page divided by the processes that have it, in bytes.</summary>
    public required long Proportional { get; init; }

    /// <summary>Time on a processor of all threads since the start, to a hundredth of a second.</summary>
    public required TimeSpan Processor { get; init; }

    /// <summary>How often each thread that lives has waited for something.</summary>
    public required IReadOnlyDictionary<string, long> Waits { get; init; }

    /// <summary>Reads those of a process.</summary>
    /// <remarks>proc_pid_smaps(5), proc_pid_status(5), proc_pid_stat(5).</remarks>
    public static ProcessFigures Read(int processId)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        string[] memory = File.ReadAllLines($"{folder}/smaps_rollup");
        string stat = File.ReadAllText($"{folder}/stat");

        // The name of the program is in brackets and may have blanks; the state after it is field 3.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long ticks = long.Parse(fields[14 - 3], CultureInfo.InvariantCulture) + long.Parse(fields[15 - 3], CultureInfo.InvariantCulture);
        return new()
        {
            Resident = Kilobytes(memory, "Rss:"),
            Peak = Kilobytes(File.ReadAllLines($"{folder}/status"), "VmHWM:"),
            Private = Kilobytes(memory, "Private_Dirty:"),
            FilePages = Kilobytes(memory, "Private_Clean:"),
            Proportional = Kilobytes(memory, "Pss:"),
            Processor = TimeSpan.FromMilliseconds(ticks * 10),
            Waits = Directory.GetDirectories($"{folder}/task").ToDictionary(thread => thread, WaitsOf),
        };
    }

    /// <summary>How often its threads have waited since an earlier look.</summary>
    public long WaitsSince(ProcessFigures earlier) => Waits.Sum(thread => thread.Value - earlier.Waits.GetValueOrDefault(thread.Key));

    private static long WaitsOf(string thread)
    {
        try
        {
            return Number(File.ReadAllLines(Path.Combine(thread, "status")), "voluntary_ctxt_switches:");
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    private static long Kilobytes(string[] lines, string name) => 1024 * Number(lines, name);

    private static long Number(string[] lines, string name)
    {
        string line = Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) ?? throw new IOException($"This kernel does not tell {name.TrimEnd(':')}.");
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
