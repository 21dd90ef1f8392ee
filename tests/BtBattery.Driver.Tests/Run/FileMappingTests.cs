using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tests.Run;

public sealed class FileMappingTests
{
    private const string Program = "/data/apps/btbattery/current/bt battery";

    /// <summary>Lines of proc_pid_smaps(5) of one mapping, as Linux 6.1 writes them, without those that say nothing here.</summary>
    private static string[] Mapping(string range, string permissions, string path, int anonymous) =>
    [
        $"{range} {permissions} 00fd0000 fe:00 1313                      {path}",
        "Size:                128 kB",
        "Rss:                 100 kB",
        "Private_Dirty:         0 kB",
        $"Anonymous:       {anonymous,7} kB",
        "Swap:                  0 kB",
        "VmFlags: rd ex mr mw me sd",
    ];

    [Fact]
    public void What_differs_in_nothing_from_the_file_and_cannot_be_written_is_found()
    {
        string[] smaps =
        [
            .. Mapping("1000-3000", "r-xp", Program, anonymous: 0),
            .. Mapping("7f0000004000-7f0000005000", "r--s", Program, anonymous: 0),
        ];

        Assert.Equal([new(0x1000, 0x2000), new FileMapping(unchecked((nuint)0x7f0000004000), 0x1000)], FileMapping.Parse(smaps, Program));
    }

    [Fact]
    public void What_was_written_into_or_may_be_and_what_is_of_others_is_left_alone()
    {
        string[] smaps =
        [
            .. Mapping("1000-2000", "r--p", Program, anonymous: 4),
            .. Mapping("2000-3000", "rw-p", Program, anonymous: 0),
            .. Mapping("3000-4000", "r-xp", "/usr/lib/libc.so.6", anonymous: 0),
            .. Mapping("4000-5000", "r-xp", Program + " (deleted)", anonymous: 0),
            .. Mapping("5000-6000", "r-xp", "", anonymous: 0),
        ];

        Assert.Empty(FileMapping.Parse(smaps, Program));
    }

    [Fact]
    public void What_was_written_and_is_in_swap_is_left_alone()
    {
        string[] smaps = Mapping("1000-2000", "r--p", Program, anonymous: 0);
        smaps[5] = "Swap:                  8 kB";

        Assert.Empty(FileMapping.Parse(smaps, Program));
    }
}
