using BtBattery.Driver.Polling;

namespace BtBattery.World.Tests;

/// <summary>How soon after the end of a fault a battery is live again, and of what that is the sum.</summary>
/// <param name="BackOff">The pause after the failed attempts. A pause is about as long as the failing before it, and never longer than
/// <see cref="Backoff.Longest"/>.</param>
/// <param name="UnderWay">The attempt that was made in the fault and is still waited for; the radio takes one at a time.</param>
/// <param name="Queued">The attempts of the other batteries that were queued before it, one after the other.</param>
/// <param name="Connection">Its own connection.</param>
/// <param name="Polls">Two poll intervals.</param>
internal sealed record RecoveryBound(TimeSpan BackOff, TimeSpan UnderWay, TimeSpan Queued, TimeSpan Connection, TimeSpan Polls)
{
    /// <summary>
    /// A connection to a battery that advertises: heard within one scan window (10.24 s), connected and its services known (1 s),
    /// notifications on (0.5 s), recognised (3 s: another type may be asked first).
    /// </summary>
    public static readonly TimeSpan OneConnection = TimeSpan.FromSeconds(15);

    /// <summary>
    /// An attempt in vain, by the driver's deadlines: looking for the device (15 s), Connect (25 s), releasing it (4 s), with some time to
    /// spare; no fault uses up more of them in one attempt.
    /// </summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(50);

    /// <summary>The default of POLL_INTERVAL.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    public TimeSpan Total => BackOff + UnderWay + Queued + Connection + Polls;

    /// <param name="failing">For how long attempts had failed when the fault ended.</param>
    /// <param name="hangs">See <see cref="Fault.Hangs"/>.</param>
    /// <param name="queued">
    /// What the attempts of the other batteries take that are not live: <see cref="OneConnection"/>, or <see cref="LongestAttempt"/>
    /// for one that has a fault of its own.
    /// </param>
    public static RecoveryBound Of(TimeSpan failing, TimeSpan hangs, TimeSpan queued)
    {
        // The pauses double from the first; up to a quarter is taken off each by chance.
        TimeSpan pause = Backoff.First + failing / 0.75;
        return new RecoveryBound(
            pause < Backoff.Longest ? pause : Backoff.Longest, hangs, queued, OneConnection, 2 * PollInterval);
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Total.TotalSeconds:F0} s = back-off {BackOff.TotalSeconds:F0} + under way {UnderWay.TotalSeconds:F0} + queued {Queued.TotalSeconds:F0} + connection {Connection.TotalSeconds:F0} + polls {Polls.TotalSeconds:F0}");
}
