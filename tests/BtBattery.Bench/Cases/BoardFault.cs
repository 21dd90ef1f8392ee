namespace BtBattery.Bench;

/// <summary>The board of a battery says other values than it measures; what it does with its FETs goes by what it measures.</summary>
/// <param name="Member">Its number, from 1.</param>
/// <param name="Values">"key=value …" as the simulator's command set has them: <c>temps=none</c>, <c>cell3=6</c>, <c>fet=3</c>.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends; null: never.</param>
internal sealed record BoardSays(int Member, string Values, TimeSpan From, TimeSpan? Until = null) : MemberFault(Member, From, Until);

/// <summary>Now and then one single answer of a battery says other values than it measures, whole and with a right checksum.</summary>
/// <param name="Member">Its number, from 1.</param>
/// <param name="Values">As for <see cref="BoardSays"/>.</param>
/// <param name="Every">From one such answer to the next, in answers.</param>
/// <param name="From">When it begins.</param>
internal sealed record OddAnswers(int Member, string Values, int Every, TimeSpan From) : MemberFault(Member, From, null);

/// <summary>The loads change to and fro, faster than readings could be compared.</summary>
/// <param name="LowWatts">W in one half of the time.</param>
/// <param name="HighWatts">W in the other.</param>
/// <param name="Period">From one change up to the next.</param>
/// <param name="From">When it begins.</param>
internal sealed record RestlessLoad(double LowWatts, double HighWatts, TimeSpan Period, TimeSpan From) : Fault(From, null);
