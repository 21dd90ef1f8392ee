using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>The driver as it ships, seen from the bus.</summary>
/// <param name="world">Where it runs.</param>
internal sealed class DriverController(World.Tests.World world) : IController
{
    public PublishedLimits Limits => world.Simulation.Physics!.Limits;

    public TimeSpan? DataAge
    {
        get
        {
            TimeSpan longest = TimeSpan.Zero;
            for (int member = 1; member <= world.Batteries.Count; member++)
            {
                if (SilenceOf(member) is not { } silence)
                {
                    return null;
                }

                longest = silence > longest ? silence : longest;
            }

            return longest;
        }
    }

    /// <summary>Judged by the world, which knows when each battery last answered.</summary>
    public TimeSpan? OldestValue => null;

    public IReadOnlyList<string> Problems => world.Problems;

    public TimeSpan? SilenceOf(int member) => world.Batteries[member - 1].Simulated.Counters.LastRightReplyAt is { } last ? world.Now - last : null;

    public string? CauseOf(string limit) => world.Drivers[0].Text(limit switch
    {
        "Cvl" => "/Diagnostics/Limits/ChargeVoltageCause",
        "Ccl" => "/Diagnostics/Limits/ChargeCurrentCause",
        "Dcl" => "/Diagnostics/Limits/DischargeCurrentCause",
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "There is no such limit."),
    });

    public void Dispose()
    {
        // It ends with the world.
    }
}
