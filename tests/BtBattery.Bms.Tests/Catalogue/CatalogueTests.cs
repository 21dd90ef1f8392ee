using BtBattery.Bms.Recordings;
using BtBattery.Bms.Tests.Vectors;

namespace BtBattery.Bms.Tests.Catalogue;

/// <summary>What every line of the catalogue has to bring along. See docs/adding-a-bms.md.</summary>
public class CatalogueTests
{
    private static readonly string[] s_fillings = ["", "1", "DL-1", "JBD-SP04S"];

    public static TheoryData<string> Ids => [.. BmsCatalog.Families.Select(family => family.Id)];

    private static string Root
    {
        get
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "BtBattery.sln")))
                folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not inside the repository");
            return folder;
        }
    }

    [Fact]
    public void Ids_are_unique_and_found_in_any_case()
    {
        Assert.Equal(BmsCatalog.Families.Count, BmsCatalog.Families.Select(f => f.Id.ToLowerInvariant()).Distinct().Count());
        foreach (BmsFamily family in BmsCatalog.Families)
        {
            Assert.Same(family, BmsCatalog.Find(family.Id.ToUpperInvariant()));
            Assert.Same(family, family.Start(new()).Family);
        }

        Assert.Null(BmsCatalog.Find("nothing"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_family_has_recordings_with_values(string id)
    {
        int count = VectorFile.All.Count(vector => RecordingDecoder.Decode(vector.Recording) is { Readings: not null } decoded
            && decoded.Family.Id == id);
        Assert.True(count >= 3, $"{id} has {count} recordings with values in tests/vectors; three are the least");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_family_has_its_notes(string id)
    {
        BmsFamily family = BmsCatalog.Find(id)!;
        string notes = Path.Combine(Root, "docs", "bms", family.RecordingBms + ".md");
        Assert.True(File.Exists(notes), $"{notes} is missing");
        Assert.Contains(id, File.ReadAllText(notes), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_recording_belongs_to_a_family()
    {
        foreach (VectorFile vector in VectorFile.All)
        {
            BmsFamily family = RecordingDecoder.Decode(vector.Recording).Family;
            Assert.Equal(vector.Recording.Bms, family.RecordingBms);
            Assert.Equal(vector.Recording.Protocol, family.RecordingProtocol);
            Assert.StartsWith(family.Id, vector.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_family_can_be_reached_and_asked(string id)
    {
        BmsFamily family = BmsCatalog.Find(id)!;
        Assert.NotEmpty(family.Profiles);
        Assert.NotEmpty(family.Probes);
        Assert.All(family.Probes, probe => Assert.Equal(family.RequestStart, probe.Bytes.Span[0]));
    }

    /// <summary>
    /// An advertisement that hints at two families hints at none. Names are made from the patterns of all families.
    /// </summary>
    [Fact]
    public void No_advertisement_matches_two_families()
    {
        foreach (string name in BmsCatalog.Families.SelectMany(f => f.Hints.Names).SelectMany(Examples))
        {
            string[] matching = [.. BmsCatalog.Families.Where(f => f.Hints.MatchesName(name)).Select(f => f.Id)];
            Assert.True(matching.Length == 1, $"{name} matches {string.Join(" and ", matching)}");
        }

        foreach (string prefix in BmsCatalog.Families.SelectMany(f => f.Hints.AddressPrefixes))
        {
            Assert.Matches("^([0-9A-F]{2})(:[0-9A-F]{2}){2}$", prefix);
            Assert.Single(BmsCatalog.Families, f => f.Hints.MatchesAddress(prefix + ":00:00:01"));
        }

        foreach (ushort maker in BmsCatalog.Families.SelectMany(f => f.Hints.ManufacturerIds))
            Assert.Single(BmsCatalog.Families, f => f.Hints.MatchesMaker([maker]));
    }

    /// <summary>Names real devices have been seen with; the comment in the catalogue's patterns is their source.</summary>
    [Theory]
    [InlineData("JBD-SP04S034-L4S-200A-B-U", "jbd")]
    [InlineData("DWFF1234", "jbd")]
    [InlineData("LSG-12100", "jbd")]
    [InlineData("SX100P-B230201", "jbd")]
    [InlineData("DL-41181201189F", "daly-d2")]
    [InlineData("Thermometer", null)]
    [InlineData("", null)]
    public void A_known_name_leads_to_its_family(string name, string? id) =>
        Assert.Equal(id, BmsCatalog.Families.SingleOrDefault(f => f.Hints.MatchesName(name))?.Id);

    private static IEnumerable<string> Examples(string pattern) =>
        from filling in s_fillings
        from single in "0Z"
        select pattern.Replace("*", filling).Replace('?', single);
}
