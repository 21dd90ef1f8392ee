using BtBattery.Aggregation.Model;

namespace BtBattery.Plugin.Manifest;

/// <summary>A page that gui-v2 shows by itself (it calls that an integration); other pages are opened by these.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Title">Id of the text of the row that leads to it; null for the settings page, which has the plugin's name.</param>
internal sealed record PluginPage(string File, string? Title)
{
    /// <summary>What we add: two rows on the page of every device of ours, and one page below Settings → Integrations → UI Plugins.</summary>
    public static IReadOnlyList<PluginPage> All { get; } =
    [
        new("BtCellsPage.qml", "btbattery_cells"),
        new("BtSettingsPage.qml", "btbattery_settings"),
        new("BtDriverPage.qml", Title: null),
    ];

    /// <summary>1: a page of settings, 2: a page of a device.</summary>
    public int Type => Title is null ? 1 : 2;

    /// <summary>Whose devices have the page, as gui-v2 compares it: hexadecimal without leading zeros.</summary>
    public static string ProductId { get; } = $"0x{ProductIdentity.Number:X}";
}
