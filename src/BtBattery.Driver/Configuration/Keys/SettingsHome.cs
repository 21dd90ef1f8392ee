namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Where what is set on the screen is kept.</summary>
public enum SettingsHome
{
    /// <summary>In the settings service of Venus OS if the machine has one, else in a file.</summary>
    Auto,

    /// <summary>In the settings service of Venus OS.</summary>
    Venus,

    /// <summary>In a file.</summary>
    File,
}
