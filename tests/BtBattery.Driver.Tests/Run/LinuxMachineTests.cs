using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tests.Run;

public sealed class LinuxMachineTests
{
    [Fact]
    public void This_machine_says_which_start_it_is_and_how_long_ago()
    {
        var machine = new LinuxMachine(TimeProvider.System);
        MachineMoment first = machine.Now!;
        MachineMoment second = machine.Now!;
        Assert.Equal(36, first.Boot.Length);
        Assert.Equal(first.Boot, second.Boot);
        Assert.True(first.Uptime > TimeSpan.Zero);
        Assert.InRange(second.Uptime - first.Uptime, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
