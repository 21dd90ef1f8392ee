using BtBattery.Driver.Publish;
using BtBattery.Driver.Settings;

namespace BtBattery.Driver.Screen;

/// <summary>How what was changed on the screen is kept: of each key its value, and whether it was changed at all.</summary>
internal static class ScreenStore
{
    /// <summary>Nobody has ever set it; less than any value.</summary>
    private const int Never = -1;

    /// <summary>All that is kept, for the home of the settings.</summary>
    public static IReadOnlyList<Setting> Declared { get; } =
    [
        .. ScreenKeys.All.SelectMany(key => new Setting[]
        {
            new(key.Name, key.Kind == ItemKind.Number ? ItemValue.Of(Never, 0) : ItemValue.Of(Never), Never, key.Most),
            new(key.OverriddenName, ItemValue.Of(0), 0, 1),
        }),
    ];

    /// <summary>What is kept now.</summary>
    /// <param name="kept">Gives the setting of a name.</param>
    public static ScreenValues Read(Func<string, ItemValue> kept)
    {
        ScreenValues screen = ScreenValues.None;
        foreach (ScreenKey key in ScreenKeys.All.Where(key => kept(key.OverriddenName).AsInteger == 1))
        {
            screen = screen.With(key.Key, key.TryRead(kept(key.Name), out object? value) ? value : null);
        }

        return screen;
    }

    /// <summary>Keeps what a key was changed to, or that it is as in the files again.</summary>
    /// <returns>False if it was refused: then it is as it was.</returns>
    public static async Task<bool> WriteAsync(IDeviceSettings kept, ScreenKey key, ScreenValues screen, CancellationToken cancellationToken)
    {
        if (!screen.Has(key.Key))
        {
            return await kept.WriteAsync(key.OverriddenName, ItemValue.Of(0), cancellationToken);
        }

        // The value first: until the other one is there it means nothing.
        return await kept.WriteAsync(key.Name, key.ToItem(screen[key.Key]), cancellationToken)
            && await kept.WriteAsync(key.OverriddenName, ItemValue.Of(1), cancellationToken);
    }
}
