using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>A configuration to be: its files and its command line.</summary>
internal sealed class Setup
{
    public const string First = "A4:C1:38:00:00:01";
    public const string Second = "A4:C1:38:00:00:02";
    public const string Third = "A4:C1:38:00:00:03";
    public const string Fourth = "A4:C1:38:00:00:04";
    public const string Fifth = "A4:C1:38:00:00:05";

    public const string Shipped = "/opt/btbattery/default_config.ini";
    public const string Owners = "/opt/btbattery/config.ini";

    public FakeFiles Files { get; } = new();

    public ConfigurationRequest Request { get; set; } = new() { ProgramFolder = "/opt/btbattery", CurrentFolder = "/home/owner", Batteries = [First] };

    /// <summary>What comes of a text in config.ini, for one battery unless others are named.</summary>
    public static DriverConfiguration Load(string text, params string[] batteries)
    {
        var setup = new Setup();
        setup.Files[Owners] = text;
        setup.Request = setup.Request with { Batteries = batteries.Length == 0 ? [First] : batteries };
        return setup.Load();
    }

    public DriverConfiguration Load() => ConfigurationLoader.Load(Request, Files);
}
