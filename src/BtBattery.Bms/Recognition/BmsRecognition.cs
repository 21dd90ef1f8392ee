using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Recognition;

/// <summary>
/// Finds out which protocol a device speaks, by asking. Only a checked answer proves a family: several share their
/// GATT service, and names lie. Like a conversation it does no I/O and has no clock.
/// </summary>
/// <example>
/// <code>
/// while (recognition.Found is null &amp;&amp; recognition.Next() is { } probe)
/// {
///     // use probe.Profile, write probe.Request.Bytes, feed Receive until Found is set or probe.Request.Timeout has passed
/// }
/// // Found is the family, or Verdict says why there is none
/// </code>
/// </example>
/// <remarks>
/// Every probe is asked twice, since some modules lose the first request after connecting; then come those that only
/// boards with access control answer. An answer that comes late, while another family is being asked, counts as well.
/// </remarks>
public sealed class BmsRecognition
{
    private const int Rounds = 2;

    private readonly Queue<BmsProbe> _plan = [];
    private readonly List<(BmsFamily Family, BmsConversation Conversation)> _asked = [];
    private readonly FirstBytes _firstBytes = new();
    private readonly string? _unsupported;
    private readonly bool _hasService;
    private GattProfile? _profile;
    private bool _sawEcho;

    /// <summary>Prepares to recognise one device.</summary>
    /// <param name="present">The profiles found on the device; others are left alone.</param>
    /// <param name="hints">What is known of it.</param>
    public BmsRecognition(IEnumerable<GattProfile> present, DeviceHints hints)
    {
        ArgumentNullException.ThrowIfNull(hints);
        List<GattProfile> profiles = [.. present];
        List<BmsFamily> order = InOrder(hints);
        for (int round = 0; round < Rounds; round++)
            Plan(order, profiles, family => family.Probes);
        Plan(order, profiles, family => family.LastProbes);

        _hasService = _plan.Count > 0;
        bool isUnsupported = order.Any(family => AdvertisementHints.Matches(family.UnsupportedNames, hints.Name));
        _unsupported = isUnsupported ? hints.Name : null;
    }

    /// <summary>The family that answered; null while none has.</summary>
    public BmsFamily? Found { get; private set; }

    /// <summary>Where it answered.</summary>
    public GattProfile? FoundProfile { get; private set; }

    /// <summary>Why no family was found; null until the plan is worked off, or if one was.</summary>
    public BmsVerdict? Verdict { get; private set; }

    /// <summary>The next question; null once a family is found or there is nothing left to ask.</summary>
    public BmsProbe? Next()
    {
        if (Found is not null)
            return null;
        if (_sawEcho || !_plan.TryDequeue(out BmsProbe? probe))
        {
            Verdict = Conclude();
            return null;
        }

        if (probe.Profile != _profile)
        {
            // Answers come from another characteristic now.
            _asked.Clear();
            _profile = probe.Profile;
        }

        int known = _asked.FindIndex(asked => asked.Family == probe.Family);
        if (known < 0)
        {
            known = _asked.Count;
            _asked.Add((probe.Family, probe.Family.Start(BmsOptions.Default)));
        }

        _asked[known].Conversation.Await(probe.Request.Bytes, default);
        return probe;
    }

    /// <summary>Takes one notification that arrived at <paramref name="at"/>.</summary>
    /// <returns>True once a family is found, or the device has made clear that none will be.</returns>
    public bool Receive(ReadOnlySpan<byte> notification, MonotonicTime at)
    {
        _firstBytes.Add(notification);
        foreach ((BmsFamily family, BmsConversation conversation) in _asked)
        {
            ReplyResult result = conversation.Receive(notification, at);
            _sawEcho |= result.Code == ReplyCodes.Echo;
            // A password that is asked for proves the family as well as values do.
            if (result.Outcome == ReplyOutcome.Complete || result.Code == ReplyCodes.AuthRejected)
            {
                (Found, FoundProfile) = (family, _profile);
                return true;
            }
        }

        return _sawEcho;
    }

    /// <summary>Every family, the likeliest first: remembered, then by name, then by address or maker, then as in the catalogue.</summary>
    internal static List<BmsFamily> InOrder(DeviceHints hints)
    {
        return [.. BmsCatalog.Families.OrderBy(Rank)];

        // Families sold under one name share their hints.
        int Rank(BmsFamily family) =>
            family.Id == hints.RememberedFamilyId ? 0
            : Siblings(family).Any(f => f.Hints.MatchesName(hints.Name)) ? 1
            : Siblings(family).Any(f => f.Hints.MatchesAddress(hints.Address) || f.Hints.MatchesMaker(hints.ManufacturerIds)) ? 2
            : 3;

        static IEnumerable<BmsFamily> Siblings(BmsFamily family) => BmsCatalog.Families.Where(f => f.RecordingBms == family.RecordingBms);
    }

    private void Plan(List<BmsFamily> order, List<GattProfile> present, Func<BmsFamily, IReadOnlyList<BmsRequest>> probes)
    {
        // All families of one characteristic are asked before the next one is tried: each change costs a subscription.
        foreach (GattProfile profile in order.SelectMany(family => family.Profiles).Where(present.Contains).Distinct().ToList())
        {
            foreach (BmsFamily family in order.Where(family => family.Profiles.Contains(profile)))
            {
                foreach (BmsRequest request in probes(family))
                    _plan.Enqueue(new BmsProbe(family, profile, request));
            }
        }
    }

    private BmsVerdict Conclude() =>
        !_hasService ? BmsVerdict.NoService
        : _sawEcho ? BmsVerdict.PairingNeeded
        : _unsupported is { } name ? BmsVerdict.Unsupported(name)
        : _firstBytes.IsEmpty ? BmsVerdict.NoAnswer
        : BmsVerdict.UnknownVariant(_firstBytes.ToString());
}
