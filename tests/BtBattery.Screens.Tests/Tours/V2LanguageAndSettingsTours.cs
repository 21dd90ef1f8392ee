using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The pages of the plugin for gui-v2 in other languages, and those of settings; a class of their own, so that they run beside the others.</summary>
[Trait("gui", "v2")]
public sealed class V2LanguageAndSettingsTours() : FixtureTours("v2-")
{
    public static TheoryData<string> All() => Named("v2-", IsOne);

    [ScreenTheory]
    [MemberData(nameof(All))]
    public Task Pages_show_what_is_on_the_bus(string tour) => RunAsync(tour);

    /// <summary>A language has two letters.</summary>
    internal static bool IsOne(string tour) => tour.Length == "v2-de".Length || tour.StartsWith("v2-settings", StringComparison.Ordinal);
}
