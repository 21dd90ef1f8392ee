using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>A USB stick or SD card with venus-data.tar.gz, which Venus OS unpacks into /data when it starts.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StickTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    /// <summary>What Venus OS does with it: the folder rc first, whose first script may stop the rest; then the rest, and the second script.</summary>
    private const string StartOfVenus = """
        exec 7>&1
        says=$0
        for archive in "$BTBATTERY_ROOT"/media/stick/venus-data*.tar.gz; do :; done
        rm -rf "$GX_STATE/hooks"
        mkdir "$GX_STATE/hooks"
        trap 'rm -rf "$GX_STATE/hooks"' EXIT
        tar -xzf "$archive" -C "$GX_STATE/hooks" rc
        sh "$GX_STATE/hooks/rc/pre-hook.sh" || exit 0
        tar -xzf "$archive" -C "$BTBATTERY_ROOT/data" --exclude rc
        if [ "$says" != success ]; then
            for unpacked in "$BTBATTERY_ROOT"/data/btbattery-stick/*.gz; do busybox truncate -s 100 "$unpacked"; done
        fi
        case $says in
            nothing*) sh "$GX_STATE/hooks/rc/post-hook.sh" ;;
            *) sh "$GX_STATE/hooks/rc/post-hook.sh" "$says" ;;
        esac
        """;

    [Fact]
    public async Task With_addresses_it_installs()
    {
        using GxMachine machine = await PlugInAsync("1.0", "\u00ef\u00bb\u00bf# boat\r\nA4:C1:38:00:00:01  A4:C1:38:00:00:02:starboard.ini # aft\r\n\r\n--topology\t\"A+B|(C)\"\r\n");
        IReadOnlyDictionary<string, string> before = machine.Files;
        await StartAsync(machine);
        Assert.Equal(
            "1.0 is asked to install A4:C1:38:00:00:01 A4:C1:38:00:00:02:starboard.ini --topology A+B|(C) --defaults\r\n", machine.Read("media/stick/btbattery-result.txt"));
        File.Delete(machine.At("media/stick/btbattery-result.txt"));
        Assert.Equal(before, machine.Files);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("# nothing yet\r\n \r\n")]
    public async Task Without_addresses_it_puts_the_package_in_place(string? words)
    {
        using GxMachine machine = await PlugInAsync("1.0", words);
        await StartAsync(machine);
        Assert.Contains("so nothing was installed. The package is in /data/btbattery-1.0-linux-x64: run 'sh /data/btbattery-1.0-linux-x64/installservice.sh MAC…'", machine.Read("media/stick/btbattery-result.txt"), StringComparison.Ordinal);
        Assert.False(machine.Exists("data/btbattery-stick"));
        (int exitCode, _, _) = await machine.RunAsync([machine.At("data/btbattery-1.0-linux-x64/installservice.sh"), "--check"]);
        Assert.Equal(0, exitCode);

        // At the next start with the stick, it is put there again.
        IReadOnlyDictionary<string, string> put = machine.Files;
        await StartAsync(machine);
        Assert.Equal(put, machine.Files);
    }

    [Theory]
    [InlineData("A4:C1:38:00:00:01; reboot")]
    [InlineData("$(reboot)")]
    [InlineData("A4:C1:38:00:00:01 --name 'my boat'")]
    [InlineData("A4:C1:38:00:00:01 *")]
    public async Task Other_characters_than_those_of_addresses_and_options_are_refused(string words)
    {
        using GxMachine machine = await PlugInAsync("1.0", words);
        await StartAsync(machine);
        Assert.StartsWith("btbattery.txt has characters that no address and no option has: nothing was done.", machine.Read("media/stick/btbattery-result.txt"), StringComparison.Ordinal);
        Assert.False(machine.Exists("data/btbattery-1.0-linux-x64"));
    }

    [Fact]
    public async Task What_is_installed_is_updated_once()
    {
        using GxMachine machine = await PlugInAsync("2.0", "A4:C1:38:00:00:09");
        await machine.PutSlotsAsync(await archives.StandInAsync("1.0"));
        await StartAsync(machine);
        string result = machine.Read("media/stick/btbattery-result.txt");
        Assert.Contains("BtBattery 1.0 is installed: this updates it with btbattery-2.0-linux-x64.", result, StringComparison.Ordinal);
        Assert.EndsWith($"1.0 is asked to update {machine.At("data/btbattery-stick/btbattery-2.0-linux-x64.tar.gz")}\r\n", result, StringComparison.Ordinal);
        Assert.False(machine.Exists("data/btbattery-stick"));
    }

    /// <summary>The stick may stay where it is.</summary>
    [Theory]
    [InlineData("2.0", null)]
    [InlineData("1.0", "from=slots/1\nto=slots/2\nversion=2.0\nfailed=It ended.\n")]
    public async Task A_version_that_runs_or_was_taken_back_is_not_tried_again(string installed, string? rolledBack)
    {
        using GxMachine machine = await PlugInAsync("2.0", "A4:C1:38:00:00:01");
        await machine.PutSlotsAsync(await archives.StandInAsync(installed));
        if (rolledBack is not null)
        {
            machine.Write($"{GxMachine.Base}/rolled-back", rolledBack);
        }

        IReadOnlyDictionary<string, string> before = machine.Files;
        await StartAsync(machine);
        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task A_machine_that_cannot_run_it_says_so_on_the_stick()
    {
        using var machine = new GxMachine("v3.55", "linux-arm", "2.31");
        await PlugInAsync(machine, await archives.StandInAsync("1.0", rid: "linux-arm"), "A4:C1:38:00:00:01");
        await StartAsync(machine);
        Assert.StartsWith("This machine has Venus OS v3.55, and BtBattery needs v3.60 (32-bit) or later", machine.Read("media/stick/btbattery-result.txt"), StringComparison.Ordinal);
        Assert.EndsWith("It ended with 4.\r\n", machine.Read("media/stick/btbattery-result.txt"), StringComparison.Ordinal);
        Assert.False(machine.Exists("data/btbattery-stick"));
    }

    [Fact]
    public async Task A_package_with_more_in_its_name_is_one()
    {
        using GxMachine machine = await PlugInAsync("1.0", "A4:C1:38:00:00:01");
        File.Move(machine.At("media/stick/venus-data.tar.gz"), machine.At("media/stick/venus-data-btbattery.tar.gz"));
        await StartAsync(machine);
        Assert.Equal("1.0 is asked to install A4:C1:38:00:00:01 --defaults\r\n", machine.Read("media/stick/btbattery-result.txt"));
    }

    /// <summary>Versions of Venus OS tell that the package could not be unpacked, or tell nothing.</summary>
    [Theory]
    [InlineData("extraction-failed", "Venus OS could not unpack the package into /data (extraction-failed): nothing was done. ")]
    [InlineData("nothing", "The package could not be unpacked whole into /data: nothing was done. ")]
    public async Task Half_of_a_package_is_removed_and_told(string venus, string says)
    {
        using GxMachine machine = await PlugInAsync("1.0", "A4:C1:38:00:00:01");
        IReadOnlyDictionary<string, string> before = machine.Files;
        await StartAsync(machine, says: venus);
        Assert.StartsWith(says, machine.Read("media/stick/btbattery-result.txt"), StringComparison.Ordinal);
        File.Delete(machine.At("media/stick/btbattery-result.txt"));
        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task Without_room_nothing_is_unpacked()
    {
        using GxMachine machine = await PlugInAsync("1.0", "A4:C1:38:00:00:01");
        machine.FreeKilobytes = 10;
        await StartAsync(machine);
        Assert.StartsWith("There are 0 MB free on /data, and the package needs 1 MB to be unpacked: nothing was done.", machine.Read("media/stick/btbattery-result.txt"), StringComparison.Ordinal);
        Assert.DoesNotContain(machine.Calls, call => call.StartsWith("tar -xzf venus-data.tar.gz -C data", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wherever_power_fails_the_next_start_does_it()
    {
        using GxMachine ready = await PlugInAsync("1.0", "");
        int died = 0;
        for (int step = 1; ; step++)
        {
            using GxMachine machine = await ready.CopyAsync();
            await StartAsync(machine, step);
            if (machine.Calls.Count < step)
            {
                break;
            }

            died++;
            machine.Reboot();
            await StartAsync(machine);
            Assert.False(machine.Exists("data/btbattery-stick"));
            (int exitCode, _, string errors) = await machine.RunAsync([machine.At("data/btbattery-1.0-linux-x64/installservice.sh"), "--check"]);
            Assert.True(exitCode == 0, errors);
        }

        Assert.InRange(died, 6, 30);
    }

    [Fact]
    public async Task Only_archives_of_ours_are_packed_and_nothing_for_the_top_of_data()
    {
        string stick = await archives.PackForStickAsync(await archives.StandInAsync("1.0"));
        (_, string content, _) = await ChildProcess.RunAsync("tar", ["-tvzf", stick]);
        string[] lines = content.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                "rc/", "rc/KILOBYTES", "rc/VERSION", "rc/install.sh", "rc/post-hook.sh", "rc/pre-hook.sh", "btbattery-stick/", "btbattery-stick/btbattery-1.0-linux-x64.tar.gz",
            ],
            lines.Select(line => line.Split(' ')[^1]));
        Assert.All(lines, line => Assert.Contains(" root/root ", line, StringComparison.Ordinal));
        (int exitCode, _, string errors) = await ChildProcess.RunAsync("busybox", ["sh", Path.Combine(Repository.Root, "package/venus-data/pack.sh"), stick, "/dev/null"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("is not an archive of BtBattery with its own name.", errors, StringComparison.Ordinal);
    }

    private async Task<GxMachine> PlugInAsync(string version, string? words)
    {
        var machine = new GxMachine();
        await PlugInAsync(machine, await archives.StandInAsync(version), words);
        return machine;
    }

    private async Task PlugInAsync(GxMachine machine, string staged, string? words)
    {
        Directory.CreateDirectory(machine.At("media/stick"));
        File.Copy(await archives.PackForStickAsync(staged), machine.At("media/stick/venus-data.tar.gz"));
        if (words is not null)
        {
            await File.WriteAllBytesAsync(machine.At("media/stick/btbattery.txt"), System.Text.Encoding.Latin1.GetBytes(words));
        }
    }

    /// <param name="machine">The one that starts.</param>
    /// <param name="diesAt">The call at which the power fails.</param>
    /// <param name="says">What the second script is told; with anything but success, a part of the package is missing.</param>
    private static async Task StartAsync(GxMachine machine, int diesAt = 0, string says = "success")
    {
        (int exitCode, _, string errors) = await machine.RunAsync(["-euc", StartOfVenus, says], diesAt, "half");
        Assert.True(diesAt > 0 || exitCode == 0, errors);
    }
}
