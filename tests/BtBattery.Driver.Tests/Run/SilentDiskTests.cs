using System.Diagnostics;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Run.Looping;
using BtBattery.Driver.State;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tests.Run;

/// <summary>A disk that does not answer when the driver starts: the loop goes on, and the program ends with a reason.</summary>
public sealed class SilentDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-silent-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_not_read_in_time_ends_the_program_and_is_not_overwritten()
    {
        // Whoever opens a pipe for reading waits until somebody opens it for writing.
        var places = new StatePlaces(Path.Combine(_folder, StatePlaces.FileName), null);
        using (Process make = Process.Start("mkfifo", places.Seldom))
        {
            make.WaitForExit();
            Assert.Equal(0, make.ExitCode);
        }

        var time = new ManualTimeProvider();
        var bus = new FakeBus();
        MainLoop.Run(async _ =>
        {
            Task running = Host(places, time, bus).RunAsync(CancellationToken.None);
            Assert.False(running.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(21));
            DriverLeavesException exception = await Assert.ThrowsAsync<DriverLeavesException>(() => running);
            Assert.Contains("disk does not answer", exception.Message, StringComparison.Ordinal);

            // Lets the thread go that waits there.
            File.WriteAllText(places.Seldom, "");
            return 0;
        });
        Assert.False(File.Exists(places.Kept));
    }

    private static BankHost Host(StatePlaces places, ManualTimeProvider time, FakeBus bus)
    {
        var clock = new MonotonicClock(time);
        _ = BatteryAddress.TryParse("a4:c1:38:00:00:01", out BatteryAddress address);
        var options = new DriverOptions { Address = address, BusAddress = "unused", DeviceInstance = 7, Battery = new(), LimitPolicy = LossPolicy.Cautious };
        var plan = BankPlan.Watching(options);
        return new BankHost(
            plan,
            [new ServedMember(options) { Recorder = new FlightRecorder(options, "1.2.3", clock) }],
            new KnownBatteries(Path.Combine(Path.GetDirectoryName(places.Kept)!, KnownBatteries.FileName)),
            new FakeBattery(clock),
            _ => Task.FromResult<IBus>(bus),
            "1.2.3",
            clock,
            () => 0,
            new LogLines())
        {
            Store = new BankStore(plan.Id, "1", [address.ToString()], places, new FakeMachine(), clock, new LogLines().CreateLogger<BankStore>()),
        };
    }
}
