using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms;

/// <summary>One protocol this program speaks: how to recognise it, where it lives, how to talk it.</summary>
/// <param name="start">Begins a conversation on a fresh connection.</param>
public sealed class BmsFamily(Func<BmsOptions, BmsConversation> start)
{
    /// <summary>How long an unknown device has for its answer to a probe.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The name in configuration and recordings, such as <c>jbd</c>; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes its boards, for people.</summary>
    public required string Maker { get; init; }

    /// <summary><c>bms</c> in a recording.</summary>
    public required string RecordingBms { get; init; }

    /// <summary><c>protocol</c> in a recording; null where <see cref="RecordingBms"/> says it all.</summary>
    public string? RecordingProtocol { get; init; }

    /// <summary>The byte with which every request of this protocol begins.</summary>
    public required byte RequestStart { get; init; }

    /// <summary>Where the protocol may be found on a device; the first one that is present is used.</summary>
    public required IReadOnlyList<GattProfile> Profiles { get; init; }

    /// <summary>What devices of this family advertise.</summary>
    public required AdvertisementHints Hints { get; init; }

    /// <summary>What to ask an unknown device; a checked answer to any of these proves the family.</summary>
    public required IReadOnlyList<BmsRequest> Probes { get; init; }

    /// <summary>What to ask when no probe of any family was answered, such as the first step of a handshake.</summary>
    /// <value>None.</value>
    public IReadOnlyList<BmsRequest> LastProbes { get; init; } = [];

    /// <summary>Names, with wildcards, of devices that look like this family but speak something unsupported.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> UnsupportedNames { get; init; } = [];

    /// <summary>True if the FETs of its batteries can be switched; see <see cref="BmsConversation.RequestSwitch"/>.</summary>
    /// <value>False.</value>
    public bool CanSwitch { get; init; }

    /// <summary>
    /// True if its boards are known to switch their radio off when no current has flowed for a while and nobody is connected; they cannot
    /// be woken over Bluetooth then.
    /// </summary>
    /// <value>False.</value>
    public bool SleepsWithoutLink { get; init; }

    /// <summary>The protections this protocol can tell of. About any other its silence means nothing.</summary>
    public required IReadOnlyList<Protection> Reports { get; init; }

    /// <summary>Begins a conversation on a fresh connection, or anew on one on which something was asked before.</summary>
    public BmsConversation Start(BmsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        BmsConversation conversation = start(options);
        conversation.Questions = options.OpenQuestions;
        return conversation;
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
