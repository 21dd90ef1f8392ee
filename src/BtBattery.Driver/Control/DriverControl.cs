using System.Collections.Concurrent;
using BtBattery.Aggregation.Charging;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Tools;
using BtBattery.Driver.Tools.Explaining;

namespace BtBattery.Driver.Control;

/// <summary>What tools may ask of a running driver, apart from how they ask. Any thread may call.</summary>
public sealed class DriverControl(MonotonicClock clock)
{
    /// <summary>Longest name under which a tool can ask.</summary>
    public const int LongestWho = 40;

    /// <summary>For a link that is being used: bluetoothd takes two seconds to disconnect, and a step under way has its deadline.</summary>
    private static readonly TimeSpan s_letGoTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<BatteryAddress, ServedBattery> _batteries = new();
    private volatile BankOutcome? _outcome;
    private volatile ScreenState? _screen;

    /// <summary>Version of the driver.</summary>
    public string Version { get; init; } = "";

    /// <summary>Name of its service on the bus.</summary>
    public string Service { get; init; } = "";

    /// <summary>A battery is served from now on.</summary>
    public void Add(ServedBattery battery) => _batteries[battery.Address] = battery;

    /// <summary>True if this driver serves that battery.</summary>
    public bool Serves(BatteryAddress address) => _batteries.ContainsKey(address);

    /// <summary>The battery as it is now; null if it is not served.</summary>
    public BatteryReading? Read(BatteryAddress address) =>
        _batteries.TryGetValue(address, out ServedBattery? battery) ? battery.Read(clock.Now) : null;

    /// <summary>What the driver says of itself now.</summary>
    public DriverStatus Status() => new(
        Version,
        Environment.ProcessId,
        Service,
        [
            .. _batteries.Values.Select(battery => battery.Read(clock.Now)).OrderBy(reading => reading.Address.Compact, StringComparer.Ordinal).Select(reading => new BatteryLinkStatus(
                reading.Address.ToString(),
                reading.Name,
                reading.BmsType,
                reading.Link is { } link ? LinkWords.KeyOf(link) : null,
                reading.Age is { } age ? Math.Round(age.TotalSeconds, 1) : null,
                reading.Problem)),
        ]);

    /// <summary>A recording of what the driver did with a battery; null if it is not served, or nothing is kept.</summary>
    public byte[]? Record(BatteryAddress address) =>
        _batteries.TryGetValue(address, out ServedBattery? battery) ? battery.Recorder?.Save() : null;

    /// <summary>Takes what was decided in the latest turn.</summary>
    public void Take(BankOutcome outcome) => _outcome = outcome;

    /// <summary>Takes what is configured now.</summary>
    public void Take(ScreenState screen) => _screen = screen;

    /// <summary>Why the limits are what they are; null before the first turn.</summary>
    public ExplainedBank? Explain() => _outcome is { } outcome ? ExplainedBank.Of(outcome) with { Settings = ExplainedSetting.Of(_screen?.InForce) } : null;

    /// <summary>Lends the link of a battery, and waits until the driver has let go of it.</summary>
    /// <param name="address">A battery that is served.</param>
    /// <param name="borrower">Who asks, as the bus names it.</param>
    /// <param name="who">The same in words.</param>
    /// <param name="duration">How long; at most <see cref="LinkLease.Longest"/>.</param>
    /// <param name="cancellationToken">The borrower is gone.</param>
    /// <returns>Null, or why the link is not lent, in words.</returns>
    public async Task<string?> ReleaseAsync(
        BatteryAddress address, string borrower, string who, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (!_batteries.TryGetValue(address, out ServedBattery? battery))
        {
            return $"{address} is not served here.";
        }

        if (battery.IsSwitching)
        {
            return "A FET is being switched; try again when that is done.";
        }

        // Letting go takes a while, and the time counts from then.
        if (!battery.Lease.TryLend(borrower, who, duration + 2 * s_letGoTimeout, out Task letGo))
        {
            return $"The link is released to {battery.Lease.LentTo ?? "another tool"} already.";
        }

        try
        {
            await letGo.WaitAsync(s_letGoTimeout, clock.TimeProvider, cancellationToken);
            return battery.Lease.TryProlong(borrower, duration) ? null : "The loan was ended meanwhile.";
        }
        catch (TimeoutException)
        {
            battery.Lease.End(borrower);
            return "The driver could not drop its link in time.";
        }
        catch (OperationCanceledException)
        {
            battery.Lease.End(borrower);
            throw;
        }
    }

    /// <summary>The borrower gives the link of a battery back.</summary>
    public void Resume(BatteryAddress address, string borrower)
    {
        if (_batteries.TryGetValue(address, out ServedBattery? battery))
        {
            battery.Lease.End(borrower);
        }
    }

    /// <summary>The borrower is gone: everything it has comes back.</summary>
    public void Forget(string borrower)
    {
        foreach (ServedBattery battery in _batteries.Values)
        {
            battery.Lease.End(borrower);
        }
    }
}
