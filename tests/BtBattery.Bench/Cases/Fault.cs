namespace BtBattery.Bench;

/// <summary>Something that goes wrong in a run beside the physics.</summary>
/// <param name="From">When it begins, counted from the start of the run.</param>
/// <param name="Until">When it ends; null: never.</param>
internal abstract record Fault(TimeSpan From, TimeSpan? Until)
{
    /// <summary>True while it lasts.</summary>
    public bool IsActive(TimeSpan now) => now >= From && !(now >= Until);
}

/// <summary>Something that goes wrong with one battery.</summary>
/// <param name="Member">Its number, from 1.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends; null: never.</param>
internal abstract record MemberFault(int Member, TimeSpan From, TimeSpan? Until) : Fault(From, Until);

/// <summary>A battery stays connected and answers nothing.</summary>
internal sealed record Silent(int Member, TimeSpan From, TimeSpan? Until = null) : MemberFault(Member, From, Until);

/// <summary>A battery is out of reach: its link ends, and it is not heard.</summary>
internal sealed record OutOfReach(int Member, TimeSpan From, TimeSpan? Until = null) : MemberFault(Member, From, Until);

/// <summary>A battery loses its link again and again.</summary>
/// <param name="Member">Its number, from 1.</param>
/// <param name="Period">From one loss to the next.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends; null: never.</param>
internal sealed record Flapping(int Member, TimeSpan Period, TimeSpan From, TimeSpan? Until = null) : MemberFault(Member, From, Until);

/// <summary>The owner has switched a battery off; at the end he switches it on again, as it then is.</summary>
internal sealed record SwitchedOff(int Member, TimeSpan From, TimeSpan? Until = null) : MemberFault(Member, From, Until);

/// <summary>The wall clock is set; the clock that durations are measured with goes on.</summary>
internal sealed record ClockStep(TimeSpan By, TimeSpan From) : Fault(From, From);

/// <summary>The driver is killed and started anew, again and again.</summary>
/// <param name="Period">From one start to the next.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends; null: never.</param>
internal sealed record RestartEvery(TimeSpan Period, TimeSpan From, TimeSpan? Until = null) : Fault(From, Until);

/// <summary>The bank is wired in another way than the driver was told: <see cref="BankCase.Topology"/> against the wiring of the bank.</summary>
internal sealed record WrongWiring() : Fault(TimeSpan.Zero, null);
