using BtBattery.Simulator.BlueZ;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Scenarios;

/// <summary>A checked scenario. Its batteries are live objects: load the file again for a second run.</summary>
/// <param name="Adapters">The adapters, one or two.</param>
/// <param name="Batteries">One to four batteries, in the order of the file.</param>
/// <param name="Drifting">Those of them whose values wander slowly.</param>
/// <param name="Timeline">What happens by itself.</param>
/// <param name="Seed">Start of all chance in the run.</param>
/// <param name="IsExperimental">True if bluetoothd runs with --experimental.</param>
public sealed record Scenario(
    IReadOnlyList<AdapterSettings> Adapters, IReadOnlyList<Peripheral> Batteries, IReadOnlyList<Peripheral> Drifting,
        IReadOnlyList<TimelineStep> Timeline, int Seed, bool IsExperimental)
{
    /// <summary>What the batteries are made of and what is around them; null = they say what the file says.</summary>
    public PhysicsDescription? Physics { get; init; }
}
