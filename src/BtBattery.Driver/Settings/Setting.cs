using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings;

/// <summary>One setting of a device: what it is called, and what it may be. Its type is that of its default.</summary>
/// <param name="Name">Below the device, such as <c>CustomName</c> or <c>MaxBatteryChargeCurrent</c>; no element of it begins with an underscore.</param>
/// <param name="Default">What it is where nobody has set it; valid.</param>
/// <param name="Min">The least it may be; null for no limit, and for texts.</param>
/// <param name="Max">The most it may be; null for no limit, and for texts.</param>
public sealed record Setting(string Name, ItemValue Default, double? Min = null, double? Max = null)
{
    /// <summary>True if it may be that: valid, of its type, and within its limits.</summary>
    public bool Fits(ItemValue value) =>
        value.IsValid && value.Kind == Default.Kind && (value.Kind == ItemKind.Text || (!(value.AsNumber < Min) && !(value.AsNumber > Max)));
}
