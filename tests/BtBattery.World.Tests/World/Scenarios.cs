namespace BtBattery.World.Tests;

/// <summary>The scenario files of the project.</summary>
internal static class Scenarios
{
    public const string FirstAdapter = "B8:27:EB:00:00:01";
    public const string SecondAdapter = "00:1A:7D:DA:71:02";

    public static string OneBattery => Read("one-battery.json");

    public static string TwoBatteries => Read("two-batteries.json");

    public static string FourKinds => Read("four-kinds.json");

    /// <summary>Three JBD and, as the second, a Daly.</summary>
    public static string FourBatteries => Read("four-batteries.json");

    /// <summary>The same with two adapters, hci0 and hci1.</summary>
    public static string OverTwoAdapters(string scenario) => scenario.Replace(
        "\"batteries\":",
        $$"""
        "adapters": [{ "name": "hci0", "address": "{{FirstAdapter}}" }, { "name": "hci1", "address": "{{SecondAdapter}}" }], "batteries":
        """,
        StringComparison.Ordinal);

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scenarios", name));
}
