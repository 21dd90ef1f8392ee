namespace BtBattery.World.Tests;

/// <summary>The scenario files of the project.</summary>
internal static class Scenarios
{
    public static string OneBattery => Read("one-battery.json");

    public static string TwoBatteries => Read("two-batteries.json");

    public static string FourKinds => Read("four-kinds.json");

    /// <summary>Three JBD and, as the second, a Daly.</summary>
    public static string FourBatteries => Read("four-batteries.json");

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scenarios", name));
}
