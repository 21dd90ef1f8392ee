using BtBattery.DBus;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings.Venus;

/// <summary>Values as they travel between the driver and the service.</summary>
internal static class VenusValue
{
    /// <summary>A valid value.</summary>
    public static Variant Write(ItemValue value) => value.Kind == ItemKind.Text ? value.AsText : Write(value.Kind, value.AsNumber);

    /// <summary>A number, of the type that the setting has.</summary>
    public static Variant Write(ItemKind kind, double number) => kind == ItemKind.Integer ? (Variant)(int)number : number;

    /// <summary>What a setting is told to be; null if it may not be that.</summary>
    public static ItemValue? Read(Variant told, Setting setting) => BusItem.Read(told, setting.Default.Kind) is { } value && setting.Fits(value) ? value : null;
}
