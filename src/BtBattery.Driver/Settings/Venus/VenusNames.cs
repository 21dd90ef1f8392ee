using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings.Venus;

/// <summary>How the settings service of Venus OS is called, and what in it (victronenergy/localsettings: README.md, localsettings.py).</summary>
internal static class VenusNames
{
    /// <summary>Its name on the bus.</summary>
    public const string Service = "com.victronenergy.settings";

    /// <summary>The interface beside <see cref="BusItem.Interface"/>.</summary>
    public const string Interface = "com.victronenergy.Settings";

    /// <summary>The setting that holds class and number of a device.</summary>
    public const string Instance = "ClassAndVrmInstance";

    /// <summary>The class of a battery, before the number.</summary>
    private const string Class = "battery:";

    /// <summary>The path of a device.</summary>
    public static string PathOf(string device) => $"/Settings/Devices/{device}";

    /// <summary>A number as that setting holds it.</summary>
    public static string ToText(int instance) => FormattableString.Invariant($"{Class}{instance}");

    /// <summary>The number in it; null if it is not that of a battery.</summary>
    public static int? ReadInstance(string text) =>
        text.StartsWith(Class, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(Class.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int instance)
            ? instance
            : null;
}
