using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>Whoever says what a bank may be charged and discharged with.</summary>
internal interface IController : IDisposable
{
    /// <summary>What it says now.</summary>
    PublishedLimits Limits { get; }

    /// <summary>How long ago the battery that has been silent for longest last gave a whole, right answer; null if one never did.</summary>
    TimeSpan? DataAge { get; }

    /// <summary>How long ago a battery last gave a whole, right answer; null if it never did.</summary>
    /// <param name="member">Its number, from 1.</param>
    TimeSpan? SilenceOf(int member);

    /// <summary>Age of the oldest reading in any value that it calls valid, where that can be told; null if no value is valid, or if
    /// that is judged from outside (<see cref="Problems"/>).</summary>
    TimeSpan? OldestValue { get; }

    /// <summary>What must never happen and did: values too old, an end of the program.</summary>
    IReadOnlyList<string> Problems { get; }

    /// <summary>Why a limit is what it is, in its own words; null if it does not say.</summary>
    /// <param name="limit">"Cvl", "Ccl" or "Dcl".</param>
    string? CauseOf(string limit);
}

/// <summary>A controller that needs no world: it is told that a second has passed, and looks at the bank itself.</summary>
internal interface IDirectController : IController
{
    /// <summary>A second has passed for the bank.</summary>
    /// <param name="now">Time since the start of the run.</param>
    void Step(TimeSpan now);
}
