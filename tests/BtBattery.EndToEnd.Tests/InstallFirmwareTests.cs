using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>rpi_bt_firmware/installfirmware.sh on machines of which only the files are there.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InstallFirmwareTests
{
    private const string Four = "raspberrypi,4-model-b", Plain = RaspberryPi.Folder + "BCM4345C0.hcd", OfBoard = RaspberryPi.Folder + "BCM4345C0.raspberrypi,4-model-b.hcd";

    private static string Old => RaspberryPi.StandIn("BCM4345C0", "1.2-9");

    private static string New => RaspberryPi.StandIn("BCM4345C0", "1.2-13");

    /// <summary>Commands for the chip: a piece of memory, with a name in it, and the order to run it.</summary>
    private static byte[] Whole => [0x4C, 0xFC, 25, .. "BCM43455 37.4MHz Some-99\0"u8, 0x4E, 0xFC, 4, 0xFF, 0xFF, 0xFF, 0xFF];

    [Theory]
    [InlineData("raspberrypi,3-model-b", null, "BCM43430A1")]
    [InlineData("raspberrypi,model-zero-w", null, "BCM43430A1")]
    [InlineData("raspberrypi,3-model-b-plus", null, "BCM4345C0")]
    [InlineData("raspberrypi,4-model-b", null, "BCM4345C0")]
    [InlineData("raspberrypi,5-model-b", null, "BCM4345C0")]
    [InlineData("raspberrypi,400", null, "BCM4345C5")]
    [InlineData("raspberrypi,4-compute-module", "hci0: BCM4345C5 (003.006.006) build 0000", "BCM4345C5")]
    [InlineData("raspberrypi,4-model-b", "hci1: BCM20702A1 (001.002.014) build 1338", "BCM4345C0")]
    public async Task The_chip_is_known_by_what_the_kernel_read_or_by_the_board(string board, string? line, string chip)
    {
        using var machine = new RaspberryPi(board);
        if (line is not null)
        {
            machine.Says(line);
        }

        string output = await machine.DoneAsync([], says: $"Chip:    {chip}\n");
        Assert.Contains($"File:    none ({machine.At(RaspberryPi.Folder)}{chip}.hcd)", output, StringComparison.Ordinal);
        Assert.Contains($"installfirmware.sh {chip}.hcd", output, StringComparison.Ordinal);
        Assert.Empty(machine.Calls);
    }

    [Theory]
    [InlineData(null, "The Bluetooth firmware of a GX device comes with Venus OS")]
    [InlineData("raspberrypi,4-compute-module", "start the machine anew and try again")]
    [InlineData("raspberrypi,2-model-b", "has no Bluetooth chip that is known here")]
    [InlineData("raspberrypi,model-zero-2-w", "another maker (Synaptics)", "hci0: BCM43430A1 (001.002.009) build 0000")]
    public async Task Where_no_chip_is_known_nothing_is_done(string? board, string says, string? line = null)
    {
        using var machine = new RaspberryPi(board);
        machine.Says(line ?? "HCI device and connection manager initialized");
        await machine.RefusedAsync(1, says);
        await machine.RefusedAsync(1, says, machine.Bring(New));
    }

    [Fact]
    public async Task It_says_what_is_in_place_what_is_loaded_and_whether_there_is_a_newer_one()
    {
        using var machine = new RaspberryPi(Four);
        machine.Write(Plain, Old);
        machine.Says("hci0: BCM4345C0 (003.001.025) build 0000", "hci0: BCM43455 37.4MHz Raspberry Pi 3+-0187", "hci0: BCM4345C0 (003.001.025) build 0342");
        string output = await machine.DoneAsync([], says: "Loaded:  BCM43455 37.4MHz Raspberry Pi 3+-0187\n");
        Assert.Contains("BCM43455 37.4MHz Raspberry Pi 3+-0187 (bluez-firmware 1.2-9)", output, StringComparison.Ordinal);
        Assert.Contains("An update is there: BCM43455 37.4MHz Raspberry Pi 3+-0190 (bluez-firmware 1.2-13).", output, StringComparison.Ordinal);
        Assert.Contains("apt download bluez-firmware", output, StringComparison.Ordinal);

        machine.Write("usr/bin/apt-get", "");
        File.SetUnixFileMode(machine.At("usr/bin/apt-get"), UnixFileMode.UserExecute | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await machine.DoneAsync([], says: "sudo apt install bluez-firmware");

        machine.Write(Plain, New);
        output = await machine.DoneAsync([], says: "No update is needed: this is the newest that is known here.\n");
        Assert.Contains("Another one is loaded: start the machine anew.", output, StringComparison.Ordinal);
        machine.Write(Plain, "BCM43455 37.4MHz Raspberry Pi 3+-0200\n");
        await machine.DoneAsync([], says: "Whether that is older or newer is not known here.");
    }

    [Fact]
    public async Task A_known_version_takes_the_place_of_the_one_before_and_gives_it_back_byte_for_byte()
    {
        using var machine = new RaspberryPi(Four);
        machine.Write(Plain, Old);
        File.SetUnixFileMode(machine.At(Plain), (UnixFileMode)0b110_100_000);
        machine.Write("opt/victronenergy/version", "v3.70\n");
        machine.MakeReadOnly();
        IReadOnlyDictionary<string, string> before = machine.Files;

        string output = await machine.DoneAsync([machine.Bring(New)], says: "It is loaded at the next start of the machine; --restore takes it back.");
        Assert.Contains("install the file anew", output, StringComparison.Ordinal);
        Assert.Equal(New, machine.Read(Plain));
        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(machine.At(Plain)));
        Assert.True(machine.IsReadOnly);

        IReadOnlyDictionary<string, string> installed = machine.Files;
        await machine.DoneAsync([machine.Bring(New)], says: "is that file already");
        Assert.Empty(machine.Calls);
        Assert.Equal(installed, machine.Files);

        await machine.DoneAsync(["--restore"], says: "is as it was: BCM43455 37.4MHz Raspberry Pi 3+-0187");
        Assert.Equal(before, machine.Files);
        Assert.True(machine.IsReadOnly);
        await machine.DoneAsync(["--restore"], says: "is not from this script: nothing was changed.");
        Assert.Empty(machine.Calls);
    }

    [Fact]
    public async Task Where_there_was_none_there_is_none_again()
    {
        using var machine = new RaspberryPi("raspberrypi,400");
        await machine.DoneAsync([machine.Bring(RaspberryPi.StandIn("BCM4345C5", "1.2-13"))], says: "BCM4345C5.hcd");
        await machine.DoneAsync(["--restore"], says: "is gone, as it was before.");
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.At(RaspberryPi.Folder)));
    }

    [Theory]
    [InlineData("BCM4345C0.hcd", Plain)]
    [InlineData("../other/BCM4345C0.hcd", "lib/firmware/other/BCM4345C0.hcd")]
    [InlineData("/lib/firmware/other/BCM4345C0.hcd", "lib/firmware/other/BCM4345C0.hcd")]
    public async Task The_link_of_the_board_stays_and_what_it_leads_to_is_replaced(string link, string file)
    {
        using var machine = new RaspberryPi(Four);
        machine.Write(file, Old);
        File.CreateSymbolicLink(machine.At(OfBoard), link);
        await machine.DoneAsync([machine.Bring(New)], says: Path.GetFileName(file));
        Assert.Equal(New, machine.Read(file));
        Assert.Equal(link, new FileInfo(machine.At(OfBoard)).LinkTarget);
    }

    [Fact]
    public async Task What_is_for_another_chip_unknown_or_no_firmware_is_refused()
    {
        using var machine = new RaspberryPi(Four);
        machine.Write(Plain, Old);
        await machine.RefusedAsync(3, "is the firmware of BCM43430A1, and A Raspberry Pi has BCM4345C0", machine.Bring(RaspberryPi.StandIn("BCM43430A1", "1.2-9")));
        await machine.RefusedAsync(3, "is the firmware of BCM43430A1", machine.Bring(RaspberryPi.StandIn("BCM43430A1", "1.2-9")), "--force");
        await machine.RefusedAsync(3, "There is no file", machine.At("nothing"));
        await machine.RefusedAsync(3, "--force installs it", machine.Bring(Whole));
        await machine.RefusedAsync(3, "is no Bluetooth firmware of that kind", machine.Bring("<html>Not found</html>"), "--force");
        await machine.RefusedAsync(3, "is no Bluetooth firmware of that kind", machine.Bring(Whole[..^1]), "--force");
        await machine.RefusedAsync(3, "is no Bluetooth firmware of that kind", machine.Bring(Whole[..28]), "--force");
        await machine.RefusedAsync(3, "is no Bluetooth firmware of that kind", machine.Bring(""), "--force");
        await machine.DoneAsync([machine.Bring(Whole), "--force"], says: "BCM43455 37.4MHz Some-99, which is not in the table of this script");
        Assert.Equal(Whole, await File.ReadAllBytesAsync(machine.At(Plain)));
    }

    [Fact]
    public async Task Without_the_options_of_od_it_reads_with_hexdump()
    {
        using var machine = new RaspberryPi(Four);
        machine.LacksOptionsOfOd();
        await machine.RefusedAsync(3, "is no Bluetooth firmware of that kind", machine.Bring(Whole[..^1]), "--force");
        await machine.DoneAsync([machine.Bring(Whole), "--force"], says: "BCM43455 37.4MHz Some-99, which is not in the table of this script");
    }

    [Theory]
    [InlineData("--force")]
    [InlineData("--remove")]
    [InlineData("a b")]
    [InlineData("a --restore")]
    public async Task Wrong_usage_changes_nothing(string arguments)
    {
        using var machine = new RaspberryPi(Four);
        await machine.RefusedAsync(2, "See 'installfirmware.sh --help'.", arguments.Split(' '));
    }

    [Fact]
    public async Task What_a_package_has_put_since_is_not_taken_away()
    {
        using var machine = new RaspberryPi(Four);
        machine.Write(Plain, "the first\n");
        await machine.DoneAsync([machine.Bring(Old)], says: "0187");
        machine.Write(Plain, New);
        await machine.DoneAsync(["--restore"], says: "is not, or no longer, what this script has put there, and stays: BCM43455 37.4MHz Raspberry Pi 3+-0190");
        Assert.Equal(New, machine.Read(Plain));
        Assert.Single(Directory.EnumerateFileSystemEntries(machine.At(RaspberryPi.Folder)));

        // And an installation over it goes back to it.
        await machine.DoneAsync([machine.Bring(Old)], says: "0187");
        machine.Write(Plain, "the second\n");
        await machine.DoneAsync([machine.Bring(New)], says: "0190");
        await machine.DoneAsync(["--restore"], says: "is as it was");
        Assert.Equal("the second\n", machine.Read(Plain));
    }

    [Fact]
    public async Task A_root_that_stays_read_only_is_told_and_nothing_is_half_done()
    {
        using var machine = new RaspberryPi(Four);
        machine.Write(Plain, Old);
        machine.MakeReadOnly(forGood: true);
        await machine.RefusedAsync(1, "cannot be written to: nothing was changed", machine.Bring(New));
    }

    /// <summary>Power fails before and in each command that changes something.</summary>
    [Theory]
    [InlineData(true, "before")]
    [InlineData(true, "half")]
    [InlineData(false, "before")]
    [InlineData(false, "half")]
    public async Task Wherever_power_fails_the_file_is_whole_and_can_be_taken_back(bool hadFile, string how)
    {
        using var whole = Start();
        IReadOnlyDictionary<string, string> untouched = whole.Files;
        await whole.DoneAsync([whole.Bring(New)], says: "0190");
        (IReadOnlyDictionary<string, string> installed, int[] forth) = (whole.Files, Deaths());
        await whole.DoneAsync(["--restore"], says: "");
        int[] back = Deaths();
        Assert.InRange(forth.Length, 1, 40);
        Assert.InRange(back.Length, how == "half" ? 0 : 5, 30);

        foreach (int step in forth)
        {
            using RaspberryPi machine = Start();
            Assert.NotEqual(0, (await machine.RunAsync([machine.Bring(New)], step, how)).ExitCode);
            AssertWhole(machine, step);
            await machine.DoneAsync([machine.Bring(New)], says: "0190");
            Assert.Equal(installed[Plain], machine.Files[Plain]);
            await machine.DoneAsync(["--restore"], says: "");
            Assert.Equal(untouched, machine.Files);
        }

        foreach (int step in back)
        {
            using RaspberryPi machine = Start();
            await machine.DoneAsync([machine.Bring(New)], says: "0190");
            Assert.NotEqual(0, (await machine.RunAsync(["--restore"], step, how)).ExitCode);
            AssertWhole(machine, step);
            await machine.DoneAsync(["--restore"], says: "");
            Assert.Equal(untouched, machine.Files);
        }

        // Only what writes can be half done.
        int[] Deaths() => [.. whole.Calls.Index().Where(call => how == "before" || call.Item.StartsWith("cp ", StringComparison.Ordinal)).Select(call => call.Index + 1)];

        RaspberryPi Start()
        {
            var machine = new RaspberryPi(Four);
            if (hadFile)
            {
                machine.Write(Plain, Old + "before\n");
            }

            machine.MakeReadOnly();
            return machine;
        }

        void AssertWhole(RaspberryPi machine, int step)
        {
            string? there = File.Exists(machine.At(Plain)) ? machine.Read(Plain) : null;
            Assert.True(there == New || there == (hadFile ? Old + "before\n" : null), $"{how} step {step}: {there}");
            Assert.True(Directory.GetFiles(machine.At(RaspberryPi.Folder), "*.hcd").Length <= 1, $"{how} step {step}");
        }
    }

    [Fact]
    public void Its_table_is_that_of_the_documentation()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rpi-bluetooth-firmware.md"));
        Assert.Equal(5, RaspberryPi.Known.Count);
        foreach ((string chip, string sum, string package, string name) in RaspberryPi.Known)
        {
            Assert.Matches(new Regex("^[0-9a-f]{64}$"), sum);
            Assert.Contains($"| {chip} | `{name}` | {package} | `{sum}` |", page, StringComparison.Ordinal);
        }
    }
}
