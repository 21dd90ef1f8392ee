using BtBattery.Simulator.BlueZ;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Scenarios;

/// <summary>A checked scenario. Its batteries are live objects: load the file again for a second run.</summary>
/// <param name="Adapter">The adapter.</param>
/// <param name="Batteries">One to four batteries, in the order of the file.</param>
/// <param name="Drifting">Those of them whose values wander slowly.</param>
/// <param name="Timeline">What happens by itself.</param>
/// <param name="Seed">Start of all chance in the run.</param>
public sealed record Scenario(
    AdapterSettings Adapter, IReadOnlyList<Peripheral> Batteries, IReadOnlyList<Peripheral> Drifting,
        IReadOnlyList<TimelineStep> Timeline, int Seed);
