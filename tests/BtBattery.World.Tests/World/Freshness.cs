using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>
/// Nothing measured is valid on the bus once the battery has been silent for longer than the deadline. Judged from outside: by when a
/// whole, right answer last left the battery, which the simulator knows.
/// </summary>
internal sealed class Freshness(World world)
{
    // A value is valid up to and including its deadline; the driver's timers count milliseconds.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMilliseconds(2);

    private static readonly string[] s_measured =
    [
        "/Dc/", "/Soc", "/Capacity", "/InstalledCapacity", "/ConsumedAmphours", "/History/ChargeCycles", "/Balancing", "/Balances/", "/Io/",
        "/System/M", "/System/NrOfCells", "/System/NrOfModulesBlocking", "/Voltages/", "/Alarms/", "/Control/Charge", "/Control/Discharge",
    ];

    private static readonly string[] s_facts = ["/Alarms/BmsCable"];

    /// <summary>True if the value of the path comes from the battery, and so has an age.</summary>
    public static bool IsMeasured(string path) =>
        Array.Exists(s_measured, prefix => path.StartsWith(prefix, StringComparison.Ordinal)) && !s_facts.Contains(path);

    public void CheckAll()
    {
        foreach (ServedBattery battery in world.Batteries)
        {
            Check(battery.ServiceName);
        }
    }

    public void Check(string service)
    {
        if (world.Batteries.FirstOrDefault(each => each.ServiceName == service) is not { } battery)
        {
            return;
        }

        TimeSpan silence = battery.Simulated.Counters.LastRightReplyAt is { } last ? world.Now - last : TimeSpan.MaxValue;
        if (silence <= world.Options.Deadline + s_tolerance)
        {
            return;
        }

        foreach ((string path, Variant? value) in world.Watcher.Values(service))
        {
            if (value is { } valid && IsMeasured(path))
            {
                world.Report($"{service}{path} = {valid} is valid, and the battery has been silent for {silence}.");
                return;
            }
        }
    }
}
