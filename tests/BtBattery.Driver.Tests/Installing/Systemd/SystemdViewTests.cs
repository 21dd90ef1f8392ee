using BtBattery.Driver.Installing.Health;
using BtBattery.Driver.Installing.Systemd;

namespace BtBattery.Driver.Tests.Installing.Systemd;

public sealed class SystemdViewTests
{
    [Theory]
    [InlineData("ActiveState=active\nSubState=running\nStatusText=The battery answers.\nNRestarts=2\n", "Systemd:    active (running), started anew by itself 2 times: The battery answers.\n")]
    [InlineData("NRestarts=0\nStatusText=\nActiveState=failed\nSubState=failed\n", "Systemd:    failed (failed)\n")]
    [InlineData("", "Start:      with the machine, by systemd\n")]
    public async Task What_systemd_says_of_the_service_is_shown(string says, string last)
    {
        using var machine = new DebianMachine { Shown = says };
        await InstallAsync(machine);
        Assert.EndsWith(last, await StatusAsync(machine), StringComparison.Ordinal);
        Assert.Equal("systemctl show --property=ActiveState,SubState,StatusText,NRestarts btbattery.service", machine.Run[^1]);
    }

    [Fact]
    public async Task What_is_missing_is_told_with_what_mends_it()
    {
        using var machine = new DebianMachine(isBooted: false);
        Assert.Contains("systemd has no unit for it: 'btbattery install' mends that", await StatusAsync(machine), StringComparison.Ordinal);
        await InstallAsync(machine);
        File.Delete(machine.Places.Policy);
        Assert.Contains("does not let it be a battery", await StatusAsync(machine), StringComparison.Ordinal);
        File.Delete(machine.Places.UnitLink);
        Assert.Contains("'systemctl enable btbattery' mends that", await StatusAsync(machine), StringComparison.Ordinal);

        // Nobody is asked where systemd does not run.
        Assert.DoesNotContain(machine.Run, command => command.StartsWith("systemctl", StringComparison.Ordinal));
    }

    private static async Task InstallAsync(DebianMachine machine)
    {
        await machine.CreateHost().PrepareAsync(default);
        await machine.CreateHost().RegisterAsync(default);
    }

    private static async Task<string> StatusAsync(DebianMachine machine) => StatusText.Write(new Status(
        null, "nobody answers", InstallationCollector.Read(machine.Places) with { Systemd = await SystemdView.ReadAsync(machine.Places, machine, default) }));
}
