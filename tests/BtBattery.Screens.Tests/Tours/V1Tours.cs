using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Tours;

/// <summary>The pages of gui-v1.</summary>
[Trait("gui", "v1")]
public sealed class V1Tours() : FixtureTours("v1-")
{
    public static TheoryData<string> All() => Named("v1-", _ => true);

    [ScreenTheory]
    [MemberData(nameof(All))]
    public Task Pages_show_what_is_on_the_bus(string tour) => RunAsync(tour);
}
