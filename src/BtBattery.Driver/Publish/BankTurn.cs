using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Publish;

/// <summary>
/// Everything one turn of the loop publishes of a service from: what is known of each battery and what was decided about the bank. Told, not asked for, so a
/// turn can be replayed.
/// </summary>
public sealed record BankTurn : IFreshness
{
    private readonly TimeSpan _longestDeadline;

    /// <summary>The moment of this turn.</summary>
    public required MonotonicTime Now { get; init; }

    /// <summary>What is known of each battery; battery 1 first.</summary>
    public required IReadOnlyList<Turn> Members
    {
        get;
        init => (field, _longestDeadline) = (value, Longest(value));
    }

    /// <summary>The same as it was merged; battery 1 first.</summary>
    public required MemberView[] Views { get; init; }

    /// <summary>What was decided.</summary>
    public required BankOutcome Outcome { get; init; }

    /// <summary>False to monitor only: no limits are published.</summary>
    public required bool PublishesLimits { get; init; }

    /// <summary>Files and screen together; null for a bank without a screen.</summary>
    public ScreenState? Screen { get; init; }

    /// <summary>What the bank is called wherever a name has to last.</summary>
    public required string Id { get; init; }

    /// <summary>What people call the bank; empty for no name.</summary>
    public required string CustomName { get; init; }

    /// <summary>The number of a bank of several.</summary>
    public required int BankInstance { get; init; }

    /// <summary>The number under which VRM, MQTT and Modbus know the service.</summary>
    public int DeviceInstance => Members.Count == 1 ? First.DeviceInstance : BankInstance;

    /// <summary>Looks at the same batteries at another moment, and remembers nothing of it.</summary>
    public required Func<BankTurn, MonotonicTime, BankTurn> LookAt { get; init; }

    /// <summary>The first battery: of a bank of one, the battery.</summary>
    public Turn First => Members[0];

    /// <summary>What is wrong with the configuration, in words; empty for nothing.</summary>
    public string ConfigurationRemark
    {
        get
        {
            string remark = First.Remarks.Join(RemarkTopic.Configuration, RemarkTopic.Screen);
            for (int i = 0; i < Members.Count; i++)
            {
                if (Members[i].Remarks[RemarkTopic.Protection] is { Length: > 0 } protection)
                {
                    string whose = Members.Count > 1 ? $"{Views[i].Label}: {protection}" : protection;
                    remark = remark.Length > 0 ? $"{remark} {whose}" : whose;
                }
            }

            return remark;
        }
    }

    /// <summary>Until when everything published from this turn holds: no value is older than it claims; null if nothing in it ages.</summary>
    public MonotonicTime? ValidUntil
    {
        get
        {
            MonotonicTime? earliest = Outcome.Alarms.NextChange;
            for (int i = 0; i < Members.Count; i++)
            {
                earliest = MonotonicTime.Earlier(earliest, Members[i].ValidUntil);
            }

            return earliest;
        }
    }

    /// <summary>What the service of its own shows of a battery: the same turn with nothing in it but that battery, and the alarms of all. It cannot be seen at another moment.</summary>
    /// <param name="number">Its number, from 1.</param>
    public BankTurn OfMember(int number) => this with
    {
        Members = [Members[number - 1]],
        Views = [Views[number - 1]],
        Outcome = Outcome with { View = Find(Outcome.View, number) ?? Outcome.View },
        PublishesLimits = false,
    };

    /// <summary>The same state seen at another moment.</summary>
    public BankTurn At(MonotonicTime now) => LookAt(this, now);

    /// <summary>True unless it is too old: merging took from each battery what is fresh by its own deadline, and no value outlives the longest.</summary>
    public bool IsFresh(MonotonicTime at) => Members.Count == 1 ? First.IsFresh(at) : at.AgeAt(Now) <= _longestDeadline;

    private static TimeSpan Longest(IReadOnlyList<Turn> members)
    {
        TimeSpan longest = TimeSpan.Zero;
        for (int i = 0; i < members.Count; i++)
        {
            longest = members[i].DataTimeout > longest ? members[i].DataTimeout : longest;
        }

        return longest;
    }

    private static BankView? Find(BankView part, int number)
    {
        BankView? found = part.Member?.Number == number ? part : null;
        for (int i = 0; i < part.Parts.Count && found is null; i++)
        {
            found = Find(part.Parts[i], number);
        }

        return found;
    }
}
