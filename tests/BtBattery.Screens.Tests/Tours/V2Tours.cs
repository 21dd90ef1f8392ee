using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The pages of the plugin for gui-v2.</summary>
[Trait("gui", "v2")]
public sealed class V2Tours() : FixtureTours("v2-")
{
    public static TheoryData<string> All() => Named("v2-");

    [ScreenTheory]
    [MemberData(nameof(All))]
    public Task Pages_show_what_is_on_the_bus(string tour) => RunAsync(tour);
}
