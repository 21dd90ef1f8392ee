using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Tests.Support;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.Tests.Radio;

public sealed class LinkTests
{
    /// <summary>While the pieces of one answer are planned, the host may stop for longer than there is between them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Pieces_of_an_answer_come_in_their_order_however_busy_the_host_is(int stalledLook)
    {
        var clock = new ManualClock();
        using var agenda = new Agenda(clock);
        var board = new RecordedBoard(GattProfile.SerialBridge(0xff00, 0xff01, 0xff02), [([1], [[10], [11], [12]])]);
        var battery = new Peripheral("One", RunningSimulation.Address, board, new SimulatedPack(new BatteryState { Cells = [3.3] }));
        var link = new Link(battery, agenda, new Random(1));
        var heard = new List<byte>();
        link.Notified += piece => heard.AddRange(piece);
        link.Subscribe(true);

        for (int look = 1; look < stalledLook; look++) clock.Stalls.Enqueue(TimeSpan.Zero);
        clock.Stalls.Enqueue(TimeSpan.FromMilliseconds(20));
        link.Write([1]);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal<byte>([10, 11, 12], heard);
    }
}
