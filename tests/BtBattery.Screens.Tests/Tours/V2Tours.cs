using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The pages of the plugin for gui-v2 in English, but for those of settings.</summary>
[Trait("gui", "v2")]
public sealed class V2Tours() : FixtureTours("v2-")
{
    public static TheoryData<string> All() => Named("v2-", tour => !V2LanguageAndSettingsTours.IsOne(tour));

    [ScreenTheory]
    [MemberData(nameof(All))]
    public Task Pages_show_what_is_on_the_bus(string tour) => RunAsync(tour);
}
