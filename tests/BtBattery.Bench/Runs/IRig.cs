using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>A bank, whoever limits it, and the way between them.</summary>
internal interface IRig : IDisposable
{
    /// <summary>The bank as it is.</summary>
    PhysicalBank Physics { get; }

    /// <summary>Who limits it.</summary>
    IController Controller { get; }

    /// <summary>Lets time pass.</summary>
    /// <param name="now">Until then, counted from the start of the run: a second more than before.</param>
    void Advance(TimeSpan now);
}
