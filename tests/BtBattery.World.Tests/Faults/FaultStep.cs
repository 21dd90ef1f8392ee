namespace BtBattery.World.Tests;

/// <summary>Something that is done to a world so that a fault begins or ends.</summary>
/// <param name="Text">The same in words.</param>
/// <param name="Do">Does it to one battery; what concerns everybody is done for the first one only.</param>
internal sealed record FaultStep(string Text, Action<World, ServedBattery> Do)
{
    public static readonly FaultStep StopBus = new("bus stop", (world, _) => world.StopBus());
    public static readonly FaultStep StartBus = new("bus start", (world, _) => world.StartBus());
    public static readonly FaultStep FillFlash = new("flash full", (world, _) => world.FillFlash());
    public static readonly FaultStep FreeFlash = new("flash free", (world, _) => world.FreeFlash());
    public static readonly FaultStep Kill = new("kill -9", (world, _) => Each(world, driver => driver.Kill()));
    public static readonly FaultStep Start = new("start", (world, _) => Each(world, driver => driver.Start()));

    /// <summary>A line of the simulator's control language, in which NAME is the battery and OTHER the next one.</summary>
    public static implicit operator FaultStep(string line) => new(
        line,
        (world, battery) => world.Inject(
            line.Replace("NAME", battery.Address.ToString(), StringComparison.Ordinal).Replace("OTHER", Next(world, battery), StringComparison.Ordinal)));

    public static FaultStep StandStill(double seconds) =>
        new($"stand still for {seconds} s", (world, _) => world.StandStill(TimeSpan.FromSeconds(seconds)));

    public static FaultStep StepWallClock(double days) =>
        new($"wall clock {days:+0;-0} days", (world, _) => world.Time.StepWallClock(TimeSpan.FromDays(days)));

    private static void Each(World world, Action<DriverProcess> act)
    {
        foreach (DriverProcess driver in world.Drivers)
        {
            act(driver);
        }
    }

    // Also one that is not served can be the other.
    private static string Next(World world, ServedBattery battery)
    {
        IReadOnlyList<Simulator.Radio.Peripheral> all = world.Simulation.BlueZ.Peripherals;
        return all[(all.ToList().IndexOf(battery.Simulated) + 1) % all.Count].Address;
    }
}
