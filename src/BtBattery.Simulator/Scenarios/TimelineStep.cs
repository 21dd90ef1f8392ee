namespace BtBattery.Simulator.Scenarios;

/// <summary>Something a scenario does by itself.</summary>
/// <param name="At">Time after the start.</param>
/// <param name="Every">Repeated with this period; null = once.</param>
/// <param name="Command">A line as the control socket takes it.</param>
public sealed record TimelineStep(TimeSpan At, TimeSpan? Every, string Command);
