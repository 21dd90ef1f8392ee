using BtBattery.Aggregation.Model;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Control;

/// <summary>One battery of the running driver, as tools see it: its link, which can be lent, and its latest state.</summary>
/// <param name="address">The battery.</param>
/// <param name="lease">Its link.</param>
/// <param name="connector">Makes its links, and knows the name it advertises.</param>
/// <param name="ownersName">The name the owner gave it, null for none; asked at every reading.</param>
public sealed class ServedBattery(BatteryAddress address, LinkLease lease, NotingConnector connector, Func<string?> ownersName)
{
    // A phone has no name on the bus.
    private const string Phone = "phone";
    private const string PhoneInWords = "a phone app";

    private readonly Lock _sync = new();
    private volatile BatteryUpdate? _latest;
    private LinkTiming _timing = DriverOptions.DefaultTiming;

    /// <summary>The battery.</summary>
    public BatteryAddress Address => address;

    /// <summary>Its link.</summary>
    public LinkLease Lease => lease;

    /// <summary>How old a measured value may be for the bus; where that is shorter than <see cref="BatteryReading.Deadline"/>, tools get no older one either.</summary>
    public TimeSpan DataTimeout { get; init; } = BatteryReading.Deadline;

    /// <summary>How old data may be before its link is called late or lost.</summary>
    public LinkTiming Timing
    {
        get
        {
            lock (_sync)
            {
                return _timing;
            }
        }

        set
        {
            lock (_sync)
            {
                _timing = value;
            }
        }
    }

    /// <summary>Keeps its last hours; null if nothing does.</summary>
    public FlightRecorder? Recorder { get; init; }

    /// <summary>True while a FET is being switched: not the moment to take the link away.</summary>
    public bool IsSwitching => _latest?.Status.Switching is { IsFinal: false };

    /// <summary>Takes what the poller told last.</summary>
    public void Take(BatteryUpdate update) => _latest = update;

    /// <summary>Releases the link for so long to somebody's phone, which has no program that could give it back; zero takes it back.</summary>
    /// <returns>False if a tool has the link, or a FET is being switched.</returns>
    public bool LetPhoneIn(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            return !IsSwitching && lease.TryLend(Phone, PhoneInWords, time, TimeSpan.FromMinutes(PhoneRelease.MostMinutes), out _);
        }

        lease.End(Phone);
        return true;
    }

    /// <summary>The battery as it is now.</summary>
    public BatteryReading Read(MonotonicTime now)
    {
        BatteryUpdate? latest = _latest;
        BatteryStatus status = latest?.Status ?? BatteryStatus.Starting;
        BatterySnapshot snapshot = latest?.Snapshot ?? BatterySnapshot.Empty;
        return new BatteryReading
        {
            Address = address,
            Name = ownersName() ?? connector.Name,
            BmsType = status.BmsType,
            Origin = ReadingOrigin.Driver,
            Age = snapshot.Voltage?.At.AgeAt(now),
            Link = LinkStates.At(status, snapshot, Timing, now),
            Problem = status.Problem,
            ProblemKind = status.Problem is null || lease.LentTo is not null ? default : new(connector.LastFailure, latest?.Verdict),
            NeedsOwner = status.NeedsOwner,
            Exchange = latest?.LastExchange,
            Values = FreshSnapshot.Of(snapshot, now, DataTimeout < BatteryReading.Deadline ? DataTimeout : BatteryReading.Deadline),
        };
    }
}
