using System.Threading.Channels;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tests.Fakes;

/// <summary>A JBD battery behind an in-memory link: answers requests with recorded frames, or misbehaves.</summary>
internal sealed class FakeBattery(MonotonicClock clock) : IGattConnector
{
    // 26.53 V, -0.28 A, 98 %, 8 cells; tests/vectors/jbd-8s-60ah-small-discharge.json. Cells are made to fit.
    public const string PackInfo = "dd03001b0a5dffe416f817700001290700000000000016620308020ada0adbf98777";

    /// <summary>The same without a current.</summary>
    public const string AtRest = "dd03001b0a5d000016f817700001290700000000000016620308020ada0adbfb6a77";
    public const string Cells = "dd0400100cf40cf50cf40cf40cf40cf40cf40cf0f7f377";

    private Channel<Notification> _channel = Channel.CreateUnbounded<Notification>();

    public Dictionary<string, string[]> Answers { get; } = new()
    {
        ["dda50300fffd77"] = [PackInfo[..40], PackInfo[40..]],
        ["dda50400fffc77"] = [Cells[..40], Cells[40..]],
    };

    /// <summary>The name it advertises; null for none.</summary>
    public string? Name { get; set; }

    /// <summary>Thrown by connection attempts while set.</summary>
    public LinkException? ConnectFails { get; set; }

    /// <summary>Told of every request before it is answered.</summary>
    public Action<string>? OnWrite { get; set; }

    /// <summary>No answers while set.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What an unpaired partner meets: nothing special, its own requests, or no subscription.</summary>
    public UnpairedManner Unpaired { get; set; }

    /// <summary>Pairs with this PIN only; null for a board that takes every PIN and stays as it is.</summary>
    public string? Pin { get; set; }

    /// <summary>The PINs it was given.</summary>
    public List<string> Pairings { get; } = [];

    /// <summary>Time between a request and its answer.</summary>
    public TimeSpan AnswerDelay { get; set; }

    public List<TimeSpan> Attempts { get; } = [];

    public List<string> Requests { get; } = [];

    public int Released { get; private set; }

    public int Resubscriptions { get; private set; }

    public event Action<BatteryAddress>? Heard;

    /// <summary>What the radio knows of it.</summary>
    public RadioFacts Facts { get; set; } = RadioFacts.None;

    public RadioFacts FactsOf(BatteryAddress address) => Facts;

    /// <summary>An advertisement of it is heard.</summary>
    public void Advertise(BatteryAddress address, Sighting sighting)
    {
        Facts = Facts with { Sighting = sighting };
        Heard?.Invoke(address);
    }

    public Task<IGattLink> ConnectAsync(BatteryAddress address, IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken)
    {
        Attempts.Add(clock.Now.SinceOrigin);
        if (ConnectFails is LinkException fails)
        {
            return Task.FromException<IGattLink>(fails);
        }

        _channel = Channel.CreateUnbounded<Notification>();
        return Task.FromResult<IGattLink>(new FakeLink(this, profiles));
    }

    public void Drop() => _channel.Writer.TryComplete(new LinkException(LinkProblem.Disconnected, "The link was dropped."));

    public void Notify(string hex) => _channel.Writer.TryWrite(new Notification(Convert.FromHexString(hex), clock.Now));

    private async Task AnswerAsync(string[] answer)
    {
        if (AnswerDelay > TimeSpan.Zero)
        {
            await Task.Delay(AnswerDelay, clock.TimeProvider);
        }

        foreach (string notification in answer)
        {
            Notify(notification);
        }
    }

    private void Pair(string pin)
    {
        Pairings.Add(pin);
        if (Pin is null)
        {
            return;
        }

        if (pin != Pin)
        {
            Drop();
            throw new LinkException(LinkProblem.PairingFailed, "Pairing failed: wrong PIN.");
        }

        Unpaired = UnpairedManner.Talks;
    }

    private sealed class FakeLink(FakeBattery battery, IReadOnlyList<GattProfile> profiles) : IGattLink
    {
        public string? Name => battery.Name;

        public IReadOnlyList<ushort> ManufacturerIds => [];

        public IReadOnlyList<GattProfile> Profiles { get; } = profiles;

        public Task UseAsync(GattProfile profile, CancellationToken cancellationToken) => battery.Unpaired == UnpairedManner.Refuses
            ? Task.FromException(new LinkException(LinkProblem.PairingNeeded, "The device talks only to those it is paired with (Not paired)."))
            : Task.CompletedTask;

        public Task ResubscribeAsync(CancellationToken cancellationToken)
        {
            battery.Resubscriptions++;
            return Task.CompletedTask;
        }

        public async Task PairAsync(string pin, CancellationToken cancellationToken)
        {
            await Task.Yield();
            battery.Pair(pin);
        }

        public ChannelReader<Notification> Notifications { get; } = battery._channel.Reader;

        public Task WriteAsync(BmsRequest request, CancellationToken cancellationToken)
        {
            string bytes = Convert.ToHexStringLower(request.Bytes.Span);
            battery.Requests.Add(bytes);
            battery.OnWrite?.Invoke(bytes);
            if (battery.Unpaired == UnpairedManner.Echoes)
            {
                battery.Notify(bytes);
            }
            else if (!battery.IsSilent && battery.Answers.TryGetValue(bytes, out string[]? answer))
            {
                _ = battery.AnswerAsync(answer);
            }

            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            battery.Released++;
            return ValueTask.CompletedTask;
        }
    }
}
