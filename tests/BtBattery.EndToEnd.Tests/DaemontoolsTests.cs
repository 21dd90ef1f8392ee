using System.Globalization;
using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>The service on the daemontools of Debian, with the shipping program.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed partial class DaemontoolsTests(StagedArchives archives) : IClassFixture<StagedArchives>
{
    [MachineFact]
    public async Task It_is_started_again_stops_when_told_keeps_a_log_and_listens_to_its_old_name()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, Repository.Scenario("one-battery.json"));
        using var files = new GxMachine();
        await files.PutSlotsAsync(await archives.ShippingAsync());
        files.WriteScript("data/rc.local", "#!/bin/sh\n/data/apps/btbattery/boot.sh\n");
        files.Write($"{GxMachine.Base}/old-names", "");
        await using RunningMachine machine = await RunningMachine.StartAsync(files, bus);
        await RunningMachine.SeeCompleteDataAsync(bus);

        // Killed, it comes back as another process.
        int first = await ProcessAsync(machine);
        await machine.DoAsync("kill", "-9", first.ToString(CultureInfo.InvariantCulture));
        await machine.WaitForAsync("svstat /service/btbattery | grep -v 'pid " + first + ")'", ": up (pid ");
        await machine.DoAsync(RunningMachine.Program, "status", "--wait", "30");

        // Its old name leads to the same service: one supervise, one program.
        int second = await ProcessAsync(machine);
        Assert.Equal(second, await ProcessAsync(machine, "dbus-btbattery"));
        Assert.Single((await machine.DoAsync("sh", "-c", "ps | grep '[s]upervise .*btbattery'")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Single((await machine.DoAsync("sh", "-c", "ps | grep '[b]tbattery run'")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await machine.DoAsync("svc", "-t", "/service/dbus-btbattery");
        await machine.WaitForAsync("svstat /service/btbattery | grep -v 'pid " + second + ")'", ": up (pid ");
        await machine.DoAsync(RunningMachine.Program, "status", "--wait", "30");

        // It ends when it is told to.
        await machine.DoAsync("svc", "-d", "/service/btbattery");
        await machine.WaitForAsync("svstat /service/btbattery", ": down ");
        string told = await machine.DoAsync("sh", "-c", "tai64nlocal </var/log/btbattery/current");
        Assert.Contains(" info: ", told, StringComparison.Ordinal);
        Assert.All((await machine.DoAsync("cat", "/data/log/btbattery/current")).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^@[0-9a-f]{24} ", line));
    }

    [GeneratedRegex("[(]pid ([0-9]+)[)]")]
    private static partial Regex Process();

    private static async Task<int> ProcessAsync(RunningMachine machine, string service = "btbattery") =>
        int.Parse(Process().Match(await machine.WaitForAsync($"svstat /service/{service}", ": up (pid ")).Groups[1].Value, CultureInfo.InvariantCulture);
}
