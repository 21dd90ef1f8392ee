using BtBattery.Bms;
using BtBattery.Driver.Links;

namespace BtBattery.Driver.Scanning;

/// <summary>A device that was seen, and what speaks for its being a battery.</summary>
public sealed record Candidate
{
    private Candidate(SeenDevice device) => Device = device;

    /// <summary>The device.</summary>
    public SeenDevice Device { get; }

    /// <summary>How much it looks like a battery.</summary>
    public Likeness Likeness { get; private init; }

    /// <summary>What speaks for it, the strongest first.</summary>
    public IReadOnlyList<Sign> Signs { get; private init; } = [];

    /// <summary>Kinds of batteries it may be, as recordings name them (<c>jbd</c>); empty if nothing tells.</summary>
    public IReadOnlyList<string> Kinds { get; private init; } = [];

    /// <summary>True if its name is one of a kind that looks like these and speaks something else.</summary>
    public bool IsUnsupported { get; private init; }

    /// <summary>The bus name under which a running driver serves it; null if none does.</summary>
    public string? ServedAs { get; private init; }

    /// <summary>Weighs what a device advertises.</summary>
    /// <param name="device">The device.</param>
    /// <param name="servedAs">The bus name under which a running driver serves it; null if none does.</param>
    public static Candidate Of(SeenDevice device, string? servedAs)
    {
        ArgumentNullException.ThrowIfNull(device);
        string address = device.Address.ToString();
        string[] byName = KindsWhere(family => family.Hints.MatchesName(device.Name));
        string[] byAddress = KindsWhere(family => family.Hints.MatchesAddress(address));
        string[] byMaker = KindsWhere(family => family.Hints.MatchesMaker(device.ManufacturerIds));
        string[] byService = KindsWhere(family => family.Profiles.Any(profile => device.Services.Contains(profile.Service.ToString())));
        bool isUnsupported = BmsCatalog.Families.Any(family => new AdvertisementHints(family.UnsupportedNames, [], []).MatchesName(device.Name));
        Sign[] signs =
        [
            .. If(servedAs is not null, Sign.Served),
            .. If(byName.Length > 0 || isUnsupported, Sign.Name),
            .. If(byAddress.Length > 0, Sign.Address),
            .. If(byMaker.Length > 0, Sign.Maker),
            .. If(byService.Length > 0, Sign.Service),
        ];
        return new Candidate(device)
        {
            Signs = signs,
            Likeness = signs.Length == 0 ? Likeness.None
                : servedAs is not null ? Likeness.Likely
                : isUnsupported ? Likeness.Possible
                : byName.Length > 0 || signs.Length > 1 ? Likeness.Likely
                : Likeness.Possible,
            Kinds = byName.Length > 0 ? byName : byAddress.Length + byMaker.Length > 0 ? [.. byAddress.Union(byMaker)] : byService,
            IsUnsupported = isUnsupported,
            ServedAs = servedAs,
        };
    }

    /// <summary>Families sold under one name share their hints; here they are one kind.</summary>
    private static string[] KindsWhere(Func<BmsFamily, bool> matches) =>
        [.. BmsCatalog.Families.Where(matches).Select(family => family.RecordingBms).Distinct()];

    private static Sign[] If(bool isTrue, Sign sign) => isTrue ? [sign] : [];
}
