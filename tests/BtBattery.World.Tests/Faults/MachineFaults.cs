namespace BtBattery.World.Tests;

/// <summary>The adapter, bluetoothd, the bus, the process, the clock and the flash.</summary>
internal static class MachineFaults
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_restart = TimeSpan.FromSeconds(3);

    public static IReadOnlyList<Fault> All { get; } =
    [
        Machine("adapter powered off", ["adapter off"], ["adapter on"]),
        Machine("adapter powered off for 3 s", ["adapter off"], ["adapter on"], FaultEffect.Reconnected, s_restart),
        Machine("adapter unplugged", ["adapter unplug"], ["adapter plug"]),
        Machine("adapter comes back with another number", ["adapter unplug"], ["adapter plug hci3"]),
        Machine("adapter renumbered at once", ["adapter unplug", "adapter plug hci5"], [], FaultEffect.Reconnected, s_restart),
        Machine("adapter locked up", ["adapter lock-up until=restore"], ["adapter restore"]) with { Hangs = TimeSpan.FromSeconds(30) },
        Machine("adapter locked up, its power cannot be changed", ["adapter lock-up until=restore", "adapter fault power-hangs"], ["adapter restore"]) with
        {
            Hangs = TimeSpan.FromSeconds(30),
        },
        Machine("adapter locked up until its power is cycled", ["adapter lock-up until=power"], ["adapter restore"]) with
        {
            Cured = TimeSpan.FromMinutes(10),
        },
        Machine("adapter powered off, cannot be powered on", ["adapter fault power-on-error=Failed", "adapter off"], ["adapter restore", "adapter on"]),
        Machine("bluetoothd killed", ["daemon stop"], ["daemon start"]),
        Machine("bluetoothd restarted", ["daemon stop"], ["daemon start"], FaultEffect.Reconnected, s_restart),
        Machine("bluetoothd hangs", ["daemon hang"], ["daemon resume"]) with { Hangs = TimeSpan.FromSeconds(30) },
        Machine("bluetoothd answers none of its present clients", ["daemon ignore"], ["daemon resume"], FaultEffect.Reconnected) with
        {
            Hangs = TimeSpan.FromSeconds(30),
        },
        Machine("bluetoothd answers none but new clients", ["daemon ignore"], ["daemon resume"], FaultEffect.Reconnected) with
        {
            Cured = TimeSpan.FromMinutes(10),
        },
        Machine("bus daemon gone for a minute", [FaultStep.StopBus], [FaultStep.StartBus], FaultEffect.Lost, s_minute),
        Machine("bus daemon restarted", [FaultStep.StopBus], [FaultStep.StartBus], FaultEffect.Lost, s_restart),
        Machine("wall clock a day forward", [FaultStep.StepWallClock(1)], [FaultStep.StepWallClock(-1)], FaultEffect.None),
        Machine("wall clock a day back", [FaultStep.StepWallClock(-1)], [FaultStep.StepWallClock(1)], FaultEffect.None),
        Machine("process stopped for 90 s", [FaultStep.StandStill(90)], [], FaultEffect.Lost, s_restart),
        Machine("process stopped for 10 s", [FaultStep.StandStill(10)], [], FaultEffect.None, s_restart),
        Machine("process killed and started again", [FaultStep.Kill], [FaultStep.Start], FaultEffect.Lost, s_restart),
        Machine("flash full, state file unwritable", [FaultStep.FillFlash], [FaultStep.FreeFlash], FaultEffect.None),
        Machine(
            "flash full, state file lost, process started again",
            [FaultStep.FillFlash, FaultStep.Kill, FaultStep.Start],
            [FaultStep.FreeFlash],
            FaultEffect.Lost),
    ];

    private static Fault Machine(
        string name, FaultStep[] begin, FaultStep[] end, FaultEffect effect = FaultEffect.Lost, TimeSpan? lasts = null) =>
        new(name, begin, end)
        {
            Reach = FaultReach.Everybody,
            Effect = effect,
            IsHarmless = effect == FaultEffect.None,
            Lasts = lasts ?? TimeSpan.FromMinutes(2),
        };
}
