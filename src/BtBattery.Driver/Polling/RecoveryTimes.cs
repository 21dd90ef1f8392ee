using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Polling;

/// <summary>When a rung is due, and how soon again. The waits between attempts are those of <see cref="Backoff"/>.</summary>
/// <remarks>We chose them; docs/recovery.md explains them to owners.</remarks>
public static class RecoveryTimes
{
    /// <summary>
    /// So many attempts show whether what was done last has helped: the first may meet a battery that still holds the old link, the
    /// second one that advertises slowly.
    /// </summary>
    public const int AttemptsPerRung = 3;

    /// <summary>
    /// Re-subscribing costs one more unanswered question before the link is given up, so it is not tried on every link of a battery that
    /// is silent for good.
    /// </summary>
    public static readonly TimeSpan ResubscribeEvery = TimeSpan.FromSeconds(60);

    /// <summary>
    /// An adapter that was switched off and on is left alone for so long, whoever asks: it hits everybody's devices, Victron's own
    /// services among them.
    /// </summary>
    public static readonly TimeSpan CycleEvery = TimeSpan.FromMinutes(10);

    /// <summary>What did not help is not tried more rarely than this, since radios and neighbourhoods change.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromHours(2);

    /// <summary>The machine is started anew at most so often.</summary>
    public static readonly TimeSpan RebootEvery = TimeSpan.FromHours(24);

    /// <summary>
    /// Not before the machine has been up for so long: whoever is to stop a machine that starts itself anew again and again needs time for it.
    /// </summary>
    public static readonly TimeSpan LeastUptime = TimeSpan.FromMinutes(15);

    /// <summary>Before that much silence a rung is not used, however many attempts failed: some fail within a second.</summary>
    public static TimeSpan LeastSilence(RecoveryRung rung) => rung switch
    {
        // A device that was forgotten has to be found again, which takes up to 12 s; values are kept for 30.
        RecoveryRung.RemoveDevice => TimeSpan.FromSeconds(45),
        RecoveryRung.CycleAdapter => TimeSpan.FromMinutes(2),
        RecoveryRung.RebuildClient => TimeSpan.FromMinutes(3),
        RecoveryRung.Leave or RecoveryRung.Reboot => TimeSpan.FromMinutes(5),
        _ => TimeSpan.Zero,
    };

    /// <summary>The gap before the same rung is used again in one outage.</summary>
    /// <param name="rung">The rung.</param>
    /// <param name="inVain">How often it was used, or found to be of no use, since there was data; from 1.</param>
    /// <param name="chance">A number from 0 up to 1; lengthens the gap by up to a tenth, so that several machines or batteries do not march in step.</param>
    public static TimeSpan Gap(RecoveryRung rung, int inVain, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inVain, 1);

        // All rungs but that of the adapter come round slowly: until then the ones above have had their turn.
        TimeSpan first = rung == RecoveryRung.CycleAdapter ? CycleEvery : 2 * CycleEvery;
        double seconds = Math.Min(LongestGap.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(inVain - 1, 16)));
        return TimeSpan.FromSeconds(seconds * (1 + 0.1 * chance));
    }
}
