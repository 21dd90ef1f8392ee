using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using BtBattery.Driver.Scanning;
using BtBattery.Driver.Tools;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Scanning;

/// <summary>Several candidates are read side by side, and let go at the end, however it comes.</summary>
public sealed class IdentificationTests : IDisposable
{
    private readonly VirtualWorld _world = new();
    private readonly MonotonicClock _clock;
    private readonly Dictionary<string, FakeSource> _sources = [];
    private readonly List<(TimeSpan Elapsed, IReadOnlyList<IdentifyRow> Rows)> _shown = [];
    private readonly CancellationTokenSource _stop = new();

    public IdentificationTests() => _clock = new MonotonicClock(_world.Time);

    [Fact]
    public void Rows_are_shown_every_second_until_told_to_stop_and_then_all_are_released()
    {
        Task<bool> run = Run("JBD-A", "JBD-B");
        _sources["JBD-A"].Give(-8.4);
        _world.Advance(TimeSpan.FromSeconds(1));
        _sources["JBD-A"].Give(-40);
        _world.Advance(TimeSpan.FromSeconds(1.5));
        _stop.Cancel();

        Assert.True(_world.Finish(run));
        Assert.Equal([0, 1, 2], _shown.Select(shown => shown.Elapsed.TotalSeconds));
        Assert.Equal([null, -8.4, -40.0], _shown.Select(shown => shown.Rows[0].Current));
        Assert.True(_shown[2].Rows[0].IsMostChanged);
        Assert.All(_sources.Values, source => Assert.Equal(1, source.Disposals));
    }

    [Fact]
    public void Without_any_value_it_says_so()
    {
        Task<bool> run = Run("JBD-A");
        _world.Advance(TimeSpan.FromSeconds(3));
        _stop.Cancel();

        Assert.False(_world.Finish(run));
    }

    [Fact]
    public void One_that_cannot_be_read_any_more_shows_why_and_the_others_go_on()
    {
        Task<bool> run = Run("JBD-A", "JBD-B");
        _sources["JBD-A"].Fail(new LinkException(LinkProblem.Disconnected, "The driver that serves it has ended."));
        _world.Advance(TimeSpan.FromSeconds(1));
        _sources["JBD-B"].Give(5);
        _world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("The driver that serves it has ended.", _shown[^1].Rows[0].Problem);
        Assert.Equal(5, _shown[^1].Rows[1].Current);
        Assert.Equal(1, _sources["JBD-A"].Disposals);

        _stop.Cancel();
        Assert.True(_world.Finish(run));
    }

    [Fact]
    public void One_that_cannot_be_opened_shows_why()
    {
        Task<bool> run = Run("JBD-A", "closed");
        _world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Not for us.", _shown[^1].Rows[1].Problem);
        _stop.Cancel();
        _world.Finish(run);
    }

    [Fact]
    public void A_fault_ends_it_all_is_not_hidden_and_releases_the_others()
    {
        Task<bool> run = Run("JBD-A", "JBD-B");
        _sources["JBD-A"].Fail(new InvalidOperationException("a bug"));
        _world.Advance(TimeSpan.FromSeconds(1));

        Assert.Throws<InvalidOperationException>(() => _world.Finish(run));
        Assert.Equal(1, _sources["JBD-B"].Disposals);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _world.Dispose();
    }

    private Task<bool> Run(params string[] names)
    {
        Candidate[] candidates = [.. names.Select((name, i) => Candidate.Of(Seen.Device($"A4:C1:38:00:00:0{i + 1}", name), servedAs: null))];
        Task<bool> run = new Identification(OpenAsync, _clock).RunAsync(candidates, (rows, elapsed) => _shown.Add((elapsed, rows)), _stop.Token);
        _world.RunReady();
        return run;
    }

    private Task<IReadingSource> OpenAsync(Candidate candidate, CancellationToken cancellationToken) => candidate.Device.Name == "closed"
        ? Task.FromException<IReadingSource>(new LinkException(LinkProblem.InUse, "Not for us."))
        : Task.FromResult<IReadingSource>(_sources[candidate.Device.Name!] = new FakeSource(candidate.Device.Address));

    /// <summary>Gives what the test puts into it.</summary>
    private sealed class FakeSource(BatteryAddress address) : IReadingSource
    {
        private readonly Channel<BatteryReading> _readings = Channel.CreateUnbounded<BatteryReading>();

        public BatteryAddress Address => address;

        public ReadingOrigin Origin => ReadingOrigin.Bluetooth;

        public int Disposals { get; private set; }

        public void Give(double amps) => _readings.Writer.TryWrite(new BatteryReading
        {
            Address = address,
            Origin = Origin,
            Age = TimeSpan.Zero,
            Values = new BatterySnapshot { Voltage = new(13.26, default), Current = new(amps, default) },
        });

        public void Fail(Exception exception) => _readings.Writer.Complete(exception);

        public async Task<BatteryReading> NextAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await _readings.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException exception) when (exception.InnerException is { } reason)
            {
                throw reason;
            }
        }

        public ValueTask DisposeAsync()
        {
            Disposals++;
            return ValueTask.CompletedTask;
        }
    }
}
