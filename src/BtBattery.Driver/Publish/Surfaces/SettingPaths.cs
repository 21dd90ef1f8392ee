using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>What can be set on the screen: the lines of the table that follow from the declarations of the keys.</summary>
internal static class SettingPaths
{
    private static readonly ValueForm s_yesNo = new(ItemKind.Integer, Names: ["No", "Yes"]);

    /// <summary>The value in force of each key; and one family for whether it was changed on the screen.</summary>
    public static IReadOnlyList<SurfacePath> Paths { get; } =
    [
        .. ScreenKeys.All.Select(Line),
        new SurfacePath("/Settings/Overridden/<name>", s_yesNo, 0, Freshness.Fact, "1 if that setting was changed on the screen; written with 0 to go back to the files")
            .Writable().OfScreen(Overridden, (screen, key) => screen?.IsOverridden(ScreenKeys.All[key])),
    ];

    private static SurfacePath Line(ScreenKey key) => new SurfacePath(key.Path, FormOf(key), 0, Freshness.Fact, $"`{key.Key.Name}`{Direction(key)}")
        .Setting(screen => screen?.RangeOf(key))
        .OfScreen(Alone, (screen, _) => screen is null ? default : RowValue.Exact(screen.ValueOf(key)));

    private static ValueForm FormOf(ScreenKey key) => key.Words.Count > 0 ? new(key.Kind, Names: key.Words)
        : key.Kind == ItemKind.Number ? new(key.Kind, key.Decimals, key.Key.Unit)
        : new(key.Kind, Unit: key.Key.Unit);

    private static string Direction(ScreenKey key) => key.Key.OnScreen switch
    {
        OnScreen.Lower => ", not higher than in the files",
        OnScreen.Higher when key.Key.Kind == KeyKind.Bool => ", not off where it is on in the files",
        OnScreen.Higher => ", not lower than in the files",
        _ => "",
    };

    private static IEnumerable<(string Path, int Number)> Alone(string pattern, BankPlan? plan) => plan?.Screen is null ? [] : [(pattern, 0)];

    private static IEnumerable<(string Path, int Number)> Overridden(string pattern, BankPlan? plan) =>
        plan?.Screen is null ? [] : ScreenKeys.All.Select((key, index) => (key.OverriddenPath, index));
}
