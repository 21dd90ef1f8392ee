using System.IO.Enumeration;

namespace BtBattery.Bms;

/// <summary>
/// What devices of a family are known to advertise. Owners rename packs and address prefixes belong to chip makers, so
/// a hint only orders the attempts; the proof is an answer that passes every check.
/// </summary>
/// <param name="Names">Advertised names, with <c>*</c> and <c>?</c> as wildcards.</param>
/// <param name="AddressPrefixes">Beginnings of addresses, such as <c>10:A5:62</c>, in upper case.</param>
/// <param name="ManufacturerIds">Manufacturer ids of the advertisement.</param>
public sealed record AdvertisementHints(
    IReadOnlyList<string> Names, IReadOnlyList<string> AddressPrefixes, IReadOnlyList<ushort> ManufacturerIds)
{
    /// <summary>No hint at all.</summary>
    public static AdvertisementHints None { get; } = new([], [], []);

    /// <summary>True if the name fits one of <see cref="Names"/>.</summary>
    public bool MatchesName(string? name) => Matches(Names, name);

    internal static bool Matches(IReadOnlyList<string> patterns, string? name) =>
        name is not null && patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    /// <summary>True if the address, such as <c>A5:C2:37:00:11:22</c>, has one of <see cref="AddressPrefixes"/>.</summary>
    public bool MatchesAddress(string? address) =>
        address is not null && AddressPrefixes.Any(prefix => address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>True if one of <paramref name="ids"/> is among <see cref="ManufacturerIds"/>.</summary>
    public bool MatchesMaker(IReadOnlyList<ushort>? ids) => ids is not null && ids.Any(ManufacturerIds.Contains);
}
