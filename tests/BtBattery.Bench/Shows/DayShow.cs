using System.Globalization;
using System.Text;
using BtBattery.DBus;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Scenarios;
using BtBattery.Simulator.Watch;
using BtBattery.World.Tests;

namespace BtBattery.Bench;

/// <summary>A scenario with physics and the driver as it ships, in simulated time, as fast as somebody wants to watch it.</summary>
internal sealed class DayShow : IDisposable
{
    private readonly World.Tests.World _world;
    private readonly BusWatcher _watcher;

    /// <param name="scenario">Text of a scenario file that has the key "physics".</param>
    /// <param name="folder">Where recordings that it names are.</param>
    /// <exception cref="ScenarioException">It is wrong, or has no physics.</exception>
    public DayShow(string scenario, string folder)
    {
        PhysicsDescription physics = ScenarioLoader.Parse(scenario, folder).Physics ?? throw new ScenarioException("the scenario has no \"physics\", so no time passes in it.");
        _world = new World.Tests.World(scenario, new WorldOptions
        {
            Topology = physics.Bank.Wiring,
            HasTraffic = false,
            KeepsHistory = false,
            Neighbours = world => new BusCharger(world).Start(),
        });
        DBusConnection connection = _world.Result(_world.ConnectAsync());
        _watcher = _world.Result(BusWatcher.StartAsync(connection, _world.Time, () => { }, CancellationToken.None));
    }

    /// <summary>Simulated time so far.</summary>
    public TimeSpan Now => _world.Now;

    /// <summary>The hour of the day, such as 13:24.</summary>
    public string Clock => TimeSpan.FromHours(Around.Hour).ToString("hh\\:mm", CultureInfo.InvariantCulture);

    private PhysicalBank Physics => _world.Simulation.Physics!;

    private PowerSystem Around => Physics.System;

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => _world.Advance(time);

    /// <summary>What is published, as <c>btbattery-sim watch --once --json</c> prints it.</summary>
    public string ToJson()
    {
        _world.Finish(_watcher.AskAgainAsync());
        return _watcher.Look(all => ValueJson.Write(all.Where(Completeness.IsBattery)));
    }

    /// <summary>One line: the hour, what the sun gives, what is drawn, the bank and its limits.</summary>
    public string Line()
    {
        PublishedLimits limits = Physics.Limits;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Clock}  sun {Around.SolarWatts,5:F0} of {Around.SolarWattsOffered,5:F0} W  loads {Around.LoadWattsServed,5:F0} W  bank {Physics.Bank.Volts,6:F2} V {Physics.Bank.Amps,7:F1} A  CVL {Volts(limits.Cvl)} ({Cause("ChargeVoltage")})  CCL {Amps(limits.Ccl)} ({Cause("ChargeCurrent")})  DCL {Amps(limits.Dcl)} ({Cause("DischargeCurrent")})");
    }

    /// <summary>Several lines: what goes on in the system, what is true of the packs, and what the driver publishes.</summary>
    public string Table()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Clock}, day {1 + (int)(Now.TotalHours / 24)}   sun {Around.SolarWatts:F0} W of {Around.SolarWattsOffered:F0} W   loads {Around.LoadWattsServed:F0} W   air {Around.AmbientCelsius:F0} °C");
        for (int i = 0; i < Physics.Bank.Packs.Count; i++)
        {
            PackModel pack = Physics.Bank.Packs[i];
            text.AppendLine(CultureInfo.InvariantCulture, $"  in truth, battery {i + 1}: {pack.Amps,6:F1} A   cells {pack.Cells.Min(cell => cell.Volts):F3} to {pack.Cells.Max(cell => cell.Volts):F3} V   charge {100 * pack.Cells.Average(cell => cell.Charge):F1} %   {pack.Celsius:F1} °C");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  limits: CVL {Volts(Physics.Limits.Cvl)} ({Cause("ChargeVoltage")})   CCL {Amps(Physics.Limits.Ccl)} ({Cause("ChargeCurrent")})   DCL {Amps(Physics.Limits.Dcl)} ({Cause("DischargeCurrent")})");
        text.AppendLine();
        text.Append(_watcher.Look(all => BatteryView.Table(all.Where(Completeness.IsBattery), service => _world.Time.GetElapsedTime(service.ChangedAt))));
        return text.ToString();
    }

    public void Dispose() => _world.Dispose();

    private static string Volts(double? volts) => volts is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:F2} V") : "---";

    private static string Amps(double? amps) => amps is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:F1} A") : "---";

    private string Cause(string limit) => _world.Drivers[0].Text($"/Diagnostics/Limits/{limit}Cause") ?? "---";
}
