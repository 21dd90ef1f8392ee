using BtBattery.Aggregation.Wiring;
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

    /// <summary>What a bank knows of batteries that are silent, and so has no age there.</summary>
    private static readonly string[] s_factsOfBank = [.. s_facts, "/InstalledCapacity", "/System/NrOfCellsPerBattery"];

    private static readonly string[] s_ofAny = ["/Alarms/", "/Io/", "/System/NrOfModulesBlocking"];

    /// <summary>True if the value of the path comes from the battery, and so has an age.</summary>
    public static bool IsMeasured(string path) => IsMeasured(path, s_facts);

    public void CheckAll()
    {
        foreach (DriverProcess driver in world.Drivers)
        {
            Check(driver.ServiceName);
        }
    }

    public void Check(string service)
    {
        foreach (DriverProcess driver in world.Drivers)
        {
            if (driver.ServiceName == service && IsAnySilent(driver))
            {
                CheckSilent(service, driver);
            }
        }
    }

    private bool IsAnySilent(DriverProcess driver)
    {
        bool isAny = false;
        for (int i = 0; i < driver.Batteries.Count; i++)
        {
            isAny |= IsSilent(driver.Batteries[i]);
        }

        return isAny;
    }

    private bool IsSilent(ServedBattery battery) => SilenceOf(battery) > world.Options.Deadline + s_tolerance;

    private void CheckSilent(string service, DriverProcess driver)
    {
        ServedBattery[] silent = [.. driver.Batteries.Where(IsSilent)];
        foreach (ServedBattery battery in silent)
        {
            CheckBattery(battery);
        }

        if (driver.Wiring is BankJoint wiring && !IsThere(wiring, silent))
        {
            bool isAnyThere = silent.Length < driver.Batteries.Count;
            Report(
                service,
                path => !IsCell(path) && IsMeasured(path, s_factsOfBank) && !(isAnyThere && IsOfAny(path)),
                "the bank cannot be known");
        }
    }

    private static bool IsMeasured(string path, string[] facts) =>
        Array.Exists(s_measured, prefix => path.StartsWith(prefix, StringComparison.Ordinal)) && !facts.Contains(path);

    /// <summary>Alarms and open FETs of those that are there are told of a string, too, that lacks one.</summary>
    private static bool IsOfAny(string path) => Array.Exists(s_ofAny, prefix => path.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Silence is no all-clear: what was up is no reading, and stays.</summary>
    private static bool IsAlarmUp(string path, Variant value) =>
        path.Contains("/Alarms/", StringComparison.Ordinal) && value.TryGetInt32(out int level) && level > 0;

    private static bool IsCell(string path) => path.StartsWith("/Voltages/Cell", StringComparison.Ordinal) || path.StartsWith("/Balances/Cell", StringComparison.Ordinal);

    private static bool IsThere(BankNode part, ServedBattery[] silent) => part switch
    {
        BankMember member => !silent.Any(battery => battery.Address.ToString() == member.Address),
        BankJoint { IsSeries: true } joint => joint.Parts.All(inner => IsThere(inner, silent)),
        _ => ((BankJoint)part).Parts.Any(inner => IsThere(inner, silent)),
    };

    private TimeSpan SilenceOf(ServedBattery battery) => battery.Simulated.Counters.LastRightReplyAt is { } last ? world.Now - last : TimeSpan.MaxValue;

    private void CheckBattery(ServedBattery battery)
    {
        string root = battery.PathOf("");
        string[] cells = battery.NumberInBank is int number ? [$"/Voltages/Cell{number}X", $"/Balances/Cell{number}X"] : [];
        Report(
            battery.ServiceName,
            path => (path.StartsWith(root + "/", StringComparison.Ordinal) && IsMeasured(path[root.Length..]))
                || cells.Any(cell => path.StartsWith(cell, StringComparison.Ordinal)),
            $"{battery.Address} has been silent for {SilenceOf(battery)}");
    }

    private void Report(string service, Func<string, bool> isWrong, string why)
    {
        foreach ((string path, Variant? value) in world.Watcher.Values(service))
        {
            if (value is { } valid && isWrong(path) && !IsAlarmUp(path, valid))
            {
                world.Report($"{service}{path} = {valid} is valid, and {why}.");
                return;
            }
        }
    }
}
