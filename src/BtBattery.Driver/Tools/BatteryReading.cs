using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Tools;

/// <summary>
/// A battery as it is at one moment, for a tool to show: what is too old is not in it any more. The moments inside
/// <see cref="Values"/> mean nothing here; <see cref="Age"/> says how old the values are.
/// </summary>
public sealed record BatteryReading
{
    /// <summary>A measured value older than this is unknown; a driver with a shorter DATA_TIMEOUT gives it up sooner, as on the bus.</summary>
    /// <value>30 s</value>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>The battery.</summary>
    public required BatteryAddress Address { get; init; }

    /// <summary>Its name: the owner's, else the one it advertises; null while none is known.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the protocol it speaks, such as <c>jbd</c>; null while it is not known.</summary>
    public string? BmsType { get; init; }

    /// <summary>Where the values are from.</summary>
    public required ReadingOrigin Origin { get; init; }

    /// <summary>How strongly it was heard last, dBm; null where it was not measured (a connected device does not advertise).</summary>
    public int? Rssi { get; init; }

    /// <summary>Age of the pack voltage; null while none is known, however old.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Where the link stands; null where it is not known.</summary>
    public LinkState? Link { get; init; }

    /// <summary>Why there is no data, or none at present, in words for people; null while all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>What kind of problem it is, as far as that is known.</summary>
    public ReadingProblem ProblemKind { get; init; }

    /// <summary>True if only the owner can help: a wrong password, an unsupported board.</summary>
    public bool NeedsOwner { get; init; }

    /// <summary>False while the first round is still under way, so that more is about to become known.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>What is known and not too old.</summary>
    public BatterySnapshot Values { get; init; } = BatterySnapshot.Empty;

    /// <summary>The question that gave the pack voltage, and its answer, byte for byte; null where they are not known.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>True if there are measured values.</summary>
    public bool HasData => Values.Voltage is not null;

    /// <summary>The same reading seen later, when nothing newer came.</summary>
    public BatteryReading AgedBy(TimeSpan time)
    {
        TimeSpan? age = Age + time;
        bool isOld = age > Deadline;
        return this with
        {
            Age = age,
            Link = isOld && (Link is LinkState.Live or LinkState.Late) ? LinkState.Lost : Link,
            Values = isOld ? FreshSnapshot.FactsOf(Values) : Values,
        };
    }
}
