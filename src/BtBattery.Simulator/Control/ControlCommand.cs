using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>One word of the control language.</summary>
/// <param name="Name">The word.</param>
/// <param name="Arguments">What follows it, in the notation of a manual: NAME stands for a battery.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Run">Does it and returns what follows "ok"; throws <see cref="ControlException"/> to refuse.</param>
internal sealed record ControlCommand(
    string Name, string Arguments, string Help, Func<Simulation, IReadOnlyList<Peripheral>, IReadOnlyList<string>, string> Run)
{
    /// <summary>True if its first argument names a battery.</summary>
    public bool TakesBattery => Arguments.StartsWith("NAME", StringComparison.Ordinal);
}
