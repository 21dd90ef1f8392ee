using BtBattery.World.Tests;

namespace BtBattery.Bench;

/// <summary>Lets the faults of a case happen in a world, second after second.</summary>
/// <param name="bank">The case.</param>
/// <param name="world">The world.</param>
internal sealed class FaultPlayer(BankCase bank, World.Tests.World world)
{
    private readonly PackSwitches _switches = new(bank, world.Simulation.Physics!);
    private readonly BoardFaults _boards = new(bank, world.Simulation.Physics!);

    /// <summary>Plays what is due at a full second.</summary>
    public void Play(TimeSpan now)
    {
        _switches.Set(now);
        _boards.Set(now);
        foreach (Fault fault in bank.Faults)
        {
            switch (fault)
            {
                case Silent silent:
                    Switch(silent, now, "silence", "restore");
                    break;
                case OutOfReach lost:
                    Switch(lost, now, "vanish", "back");
                    break;
                case Flapping flapping when IsDue(flapping, flapping.Period, now):
                    world.Inject($"drop {flapping.Member}");
                    break;
                case ClockStep step when now == step.From:
                    world.Time.StepWallClock(step.By);
                    break;
                case RestartEvery restarts when now > restarts.From && IsDue(restarts, restarts.Period, now):
                    Restart();
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsDue(Fault fault, TimeSpan period, TimeSpan now) => fault.IsActive(now) && (now - fault.From).Ticks % period.Ticks == 0;

    private void Switch(MemberFault fault, TimeSpan now, string begin, string end)
    {
        if (now == fault.From)
        {
            world.Inject($"{begin} {fault.Member}");
        }
        else if (now == fault.Until)
        {
            world.Inject($"{end} {fault.Member}");
        }
    }

    private void Restart()
    {
        foreach (DriverProcess driver in world.Drivers)
        {
            driver.Kill();
            driver.Start();
        }
    }
}
