using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Run;

/// <summary>One battery of a running bank, as the loop sees it: what is told of it elsewhere, and the way to its poller.</summary>
/// <param name="options">The battery.</param>
public sealed class ServedMember(DriverOptions options)
{
    private readonly Channel<SwitchWish> _wishes = Channel.CreateBounded<SwitchWish>(1);
    private readonly Channel<bool> _asks = Channel.CreateBounded<bool>(1);

    /// <summary>What was said about it.</summary>
    public DriverOptions Options => options;

    /// <summary>Keeps the last hours of everything that happened to it.</summary>
    public required FlightRecorder Recorder { get; init; }

    /// <summary>Looks at what the battery says beside what is configured, and has a remark when its opinion changes; null for nobody.</summary>
    public Func<BatterySnapshot, Remark?>? Judge { get; init; }

    /// <summary>Told where the link stands at each update; null for nobody.</summary>
    public Action<BatteryStatus>? LinkWatcher { get; init; }

    /// <summary>Shows the battery to tools; null until it is served.</summary>
    public ServedBattery? Served { get; set; }

    /// <summary>Confirmed wishes to switch a FET, for the poller.</summary>
    public ChannelReader<SwitchWish> Wishes => _wishes.Reader;

    /// <summary>Wishes to hear the battery again, for the poller.</summary>
    public ChannelReader<bool> Asks => _asks.Reader;

    /// <summary>Lets the poller ask again soon; nothing happens if it is about to.</summary>
    public void AskAgain() => _asks.Writer.TryWrite(true);

    /// <summary>Passes a confirmed wish on; false if there is no room for it.</summary>
    public bool Pass(SwitchWish wish) => _wishes.Writer.TryWrite(wish);
}
