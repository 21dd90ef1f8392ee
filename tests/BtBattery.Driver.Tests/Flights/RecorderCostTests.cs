using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;
using Microsoft.Extensions.Logging.Abstractions;

namespace BtBattery.Driver.Tests.Flights;

/// <summary>What the recorder costs a driver that runs for years: no memory per poll, and a ring that does not grow.</summary>
public sealed class RecorderCostTests
{
    private const int Rounds = 6000;

    [Fact]
    public void A_poll_that_is_recorded_takes_no_more_memory_than_one_that_is_not()
    {
        var plain = new Poll(recorder: null);
        FlightRecorder recorder = CreateRecorder();
        var recorded = new Poll(recorder);
        for (int i = 0; i < 100; i++)
        {
            plain.Run(i);
            recorded.Run(i);
        }

        // In turns, so that both run the same code even while it is being compiled anew.
        var more = new long[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            plain.Run(100 + i);
            long between = GC.GetAllocatedBytesForCurrentThread();
            recorded.Run(100 + i);
            more[i] = GC.GetAllocatedBytesForCurrentThread() - between - (between - start);
        }

        // A poll is free; a checkpoint in each segment of the ring and its packing are not, and come every twenty minutes.
        Assert.Equal(0, more.Order().ElementAt(Rounds / 2));
        Assert.InRange(more.Sum() / Rounds, 0, 400);

        // They did go through the ring, and it wrapped.
        Replayed replayed = Replayed.Of(recorder.Save());
        Assert.Empty(replayed.Differences);
        Assert.InRange(replayed.Turns.Count, 3600, Rounds - 1);
    }

    private static FlightRecorder CreateRecorder() => new(Poll.Options, "1.2.3", new MonotonicClock(new ManualTimeProvider()));

    /// <summary>A JBD battery, its poller, the loop and the published tree, without anything in between.</summary>
    private sealed class Poll
    {
        private readonly byte[][] _answers = [Convert.FromHexString(FakeBattery.PackInfo), Convert.FromHexString(FakeBattery.Cells)];
        private readonly Queue<BatteryUpdate> _updates = new();
        private readonly ItemTree _tree = new(Surface.OfBattery);
        private readonly FlightRecorder? _recorder;
        private readonly PolledBattery _battery;
        private readonly BankState _driver;

        public Poll(FlightRecorder? recorder)
        {
            _recorder = recorder;
            _battery = new PolledBattery(Options.Address, Options.Battery, _updates.Enqueue, NullLogger.Instance, recorder);
            _driver = new BankState(BankPlan.Watching(Options), "1.2.3", default, recorder is null ? [] : [recorder]);
            _battery.LinkUp(BmsCatalog.Find("jbd")!, default);
        }

        public static DriverOptions Options { get; } = CreateOptions();

        public void Run(int number)
        {
            var now = new MonotonicTime(TimeSpan.FromSeconds(2 * number));
            _battery.StartRound(now);
            for (int asked = 0; _battery.NextRequest(now) is not null; asked++)
            {
                if (asked >= _answers.Length)
                {
                    _battery.NoAnswer(now);
                    continue;
                }

                Assert.Equal(ReplyOutcome.Incomplete, _battery.Receive(_answers[asked].AsSpan(0, 20), now).Outcome);
                Assert.Equal(ReplyOutcome.Complete, _battery.Receive(_answers[asked].AsSpan(20), now).Outcome);
            }

            _battery.EndRound(now);
            while (_updates.TryDequeue(out BatteryUpdate? update))
            {
                _driver.Take(1, update, now);
            }

            BankTurn turn = _driver.TakeTurn(now);
            IReadOnlyList<Item> changed = _tree.Update(turn);
            _recorder?.Published(turn.Now, isLate: false, changed, battery: 1);
        }

        private static DriverOptions CreateOptions()
        {
            _ = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress address);
            return new() { Address = address, BusAddress = "" };
        }
    }
}
