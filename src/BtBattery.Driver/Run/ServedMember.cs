using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Run;

/// <summary>One battery of a running bank, as the loop sees it: what is told of it elsewhere, and the way to its poller.</summary>
/// <param name="options">The battery, as it is served at first.</param>
public sealed class ServedMember(DriverOptions options)
{
    private readonly Channel<SwitchWish> _wishes = Channel.CreateBounded<SwitchWish>(1);
    private readonly Channel<bool> _asks = Channel.CreateBounded<bool>(1);

    /// <summary>What was said about it.</summary>
    public DriverOptions Options { get; private set; } = options;

    /// <summary>Keeps the last hours of everything that happened to it.</summary>
    public required FlightRecorder Recorder { get; init; }

    /// <summary>Looks at what the battery says beside what is configured; null for nobody.</summary>
    public ProtectionJudge? Judge { get; init; }

    /// <summary>Told where the link stands at each update; null for nobody.</summary>
    public Action<BatteryStatus>? LinkWatcher { get; init; }

    /// <summary>Asks the battery; null until it is served.</summary>
    public BatteryPoller? Poller { get; set; }

    /// <summary>Shows the battery to tools; null until it is served.</summary>
    public ServedBattery? Served { get; set; }

    /// <summary>Confirmed wishes to switch a FET, for the poller.</summary>
    public ChannelReader<SwitchWish> Wishes => _wishes.Reader;

    /// <summary>Wishes to hear the battery again, for the poller.</summary>
    public ChannelReader<bool> Asks => _asks.Reader;

    /// <summary>Settings were changed on the screen.</summary>
    /// <param name="changed">The same battery.</param>
    /// <param name="configuration">What is configured for it now.</param>
    public void Take(DriverOptions changed, BatteryConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(changed);
        Judge?.Take(configuration);
        if (changed.PollInterval != Options.PollInterval)
        {
            Poller?.Take(changed);
            AskAgain();
        }

        Options = changed;
        if (Served is { } served)
        {
            served.Timing = changed.Timing;
        }
    }

    /// <summary>Lets the poller ask again soon; nothing happens if it is about to.</summary>
    public void AskAgain() => _asks.Writer.TryWrite(true);

    /// <summary>Passes a confirmed wish on; false if there is no room for it.</summary>
    public bool Pass(SwitchWish wish) => _wishes.Writer.TryWrite(wish);
}
