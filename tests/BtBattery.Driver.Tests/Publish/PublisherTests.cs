using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;
using Microsoft.Extensions.Logging.Abstractions;

namespace BtBattery.Driver.Tests.Publish;

public sealed class PublisherTests
{
    [Fact]
    public async Task What_changes_while_the_name_is_claimed_is_sent_after_it()
    {
        Publisher publisher = null!;
        var bus = new FakeBus { WhileClaiming = () => publisher.Publish(CreateTurn(55)) };
        publisher = Create(bus, new ManualTimeProvider());

        publisher.Publish(CreateTurn(54));
        await publisher.StartAsync(CancellationToken.None);

        Assert.Equal(55, bus.Number("/Soc"));
        Assert.Equal([["/Soc"]], bus.Signals);
    }

    [Fact]
    public async Task A_client_that_reads_while_the_loop_stands_still_gets_nothing_old()
    {
        var time = new ManualTimeProvider();
        var bus = new FakeBus();
        Publisher publisher = Create(bus, time);
        publisher.Publish(CreateTurn(55));
        await publisher.StartAsync(CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(bus.Read("/Soc").IsValid);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(bus.Read("/Soc").IsValid);
        Assert.False(bus.Seen["/Soc"].IsValid);
    }

    [Fact]
    public async Task What_got_too_old_between_a_turn_and_its_message_is_never_sent()
    {
        var time = new ManualTimeProvider();
        var bus = new FakeBus();
        Publisher publisher = Create(bus, time);
        await publisher.StartAsync(CancellationToken.None);

        BankTurn turn = CreateTurn(55);
        time.Advance(TimeSpan.FromSeconds(31));
        publisher.Publish(turn);
        Assert.Empty(bus.Signals);
        Assert.False(bus.Read("/Soc").IsValid);
    }

    private static Publisher Create(FakeBus bus, ManualTimeProvider time) => new(
        "name", new ItemTree([SocRow]), _ => Task.FromResult<IBus>(bus), (_, _, _) => Task.FromResult(false), new MonotonicClock(time), () => 0, NullLogger<Publisher>.Instance);

    internal static BankTurn CreateTurn(double soc) => BankTurns.Of(new BatterySnapshot { Voltage = new(13.2, default), SocPercent = new(soc, default) });

    internal static SurfaceRow SocRow { get; } = Surface.OfBattery.Single(row => row.Path == "/Soc");
}
