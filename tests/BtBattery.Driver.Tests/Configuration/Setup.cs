using BtBattery.Driver.Configuration;
using BtBattery.Driver.Options;

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
    public static DriverConfiguration Load(string text, params string[] batteries) => Of(text, batteries).Load();

    /// <summary>The bank of such a configuration, in which nothing is wrong.</summary>
    public static BankPlan Plan(string text, params string[] batteries) => Of(text, batteries).Plan();

    /// <summary>The bank that it is, in which nothing is wrong.</summary>
    public BankPlan Plan()
    {
        DriverConfiguration configuration = Load();
        Assert.DoesNotContain(configuration.Findings, finding => finding.Severity == Severity.Error);
        return BankPlanning.Plan(configuration, "");
    }

    public DriverConfiguration Load() => ConfigurationLoader.Load(Request, Files);

    private static Setup Of(string text, string[] batteries)
    {
        var setup = new Setup();
        setup.Files[Owners] = text;
        setup.Request = setup.Request with { Batteries = batteries.Length == 0 ? [First] : batteries };
        return setup;
    }
}
