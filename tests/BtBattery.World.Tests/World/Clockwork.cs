using System.Globalization;

namespace BtBattery.World.Tests;

/// <summary>
/// Lets the voltage of the first cell say at which second it was measured, so that the age of what is published can be read off the
/// bus, whatever happened on the way: 3.000 V at second 0, one millivolt more per second, and around again after ten minutes.
/// </summary>
internal sealed class Clockwork(World world)
{
    private const int Period = 600;
    private const double Lowest = 3.0;

    /// <summary>A battery is set at full seconds and read in between.</summary>
    private static readonly TimeSpan s_coarseness = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ServedBattery, double> _lastHeard = [];

    /// <summary>The oldest valid value so far.</summary>
    public TimeSpan LargestAge { get; private set; }

    /// <summary>The oldest value so far at the moment it was published for the first time: what the driver takes for new.</summary>
    public TimeSpan LargestDelay { get; private set; }

    /// <summary>How old the valid values of a battery are, to the second; null if it has none.</summary>
    public TimeSpan? AgeOf(ServedBattery battery) =>
        battery.Number("/Voltages/Cell1") is { } volts ? Age((int)(world.Now.TotalSeconds % Period) - SecondOf(volts)) : null;

    /// <summary>A service has published something.</summary>
    public void Heard(string service)
    {
        foreach (ServedBattery battery in world.Batteries.Where(battery => battery.ServiceName == service))
        {
            Heard(battery);
        }
    }

    /// <summary>A full second has come.</summary>
    public void Tick()
    {
        foreach (ServedBattery battery in world.Batteries)
        {
            if (AgeOf(battery) is { } age)
            {
                Check(battery, age);
            }
        }

        Set();
    }

    /// <summary>The batteries measure, whoever stands still.</summary>
    public void Set()
    {
        double volts = Lowest + (int)(world.Now.TotalSeconds % Period) / 1000.0;
        string answer = world.Simulation.Execute(string.Create(CultureInfo.InvariantCulture, $"set all cell1={volts:F3}"));
        Assert.Equal("ok", answer);
    }

    private void Heard(ServedBattery battery)
    {
        if (battery.Number("/Voltages/Cell1") is not { } volts || _lastHeard.GetValueOrDefault(battery) == volts)
        {
            return;
        }

        _lastHeard[battery] = volts;
        if (world.Now >= world.Options.Deadline + s_coarseness)
        {
            TimeSpan delay = Age((int)(world.Now.TotalSeconds % Period) - SecondOf(volts));
            LargestDelay = delay > LargestDelay ? delay : LargestDelay;
        }
    }

    private static int SecondOf(double volts) => (int)Math.Round((volts - Lowest) * 1000);

    private static TimeSpan Age(int difference) => TimeSpan.FromSeconds((difference + Period) % Period);

    private void Check(ServedBattery battery, TimeSpan age)
    {
        // Before the first turn of the clockwork a cell has the value of the scenario.
        if (world.Now < world.Options.Deadline + s_coarseness)
        {
            return;
        }

        LargestAge = age > LargestAge ? age : LargestAge;
        if (age > world.Options.Deadline + s_coarseness)
        {
            world.Report($"{battery.ServiceName}{battery.PathOf("/Voltages/Cell1")} is {age.TotalSeconds} s old.");
        }
    }
}
