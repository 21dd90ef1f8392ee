using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Energy.Times;

/// <summary>
/// How long a bank takes to some state of charge if the smoothed current goes on. Worked out anew from each view: where it cannot be told, nothing is.
/// </summary>
public static class RemainingTime
{
    /// <summary>What takes longer is as good as idle; battery monitors stop at ten days as well.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(10);

    /// <summary>Times are rounded down to this, so that a steady current does not change them in each turn.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>States of charge of a string that lie within this are the same to us, %: boards report whole numbers.</summary>
    public const double SameSocPercent = 1;

    /// <summary>Time until the bank is empty, s; 0 if it is. Null while it is charged or idle, or that cannot be told.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="mean">Its smoothed current, with the reading of this turn in it.</param>
    /// <param name="emptyPercent">SOC_LOW_WARNING: what counts as empty.</param>
    public static Measured<int>? ToGo(BankView bank, CurrentMean mean, double emptyPercent) =>
        mean.Amps < 0 && Ampere(bank, mean) is { } current && Reach(bank, emptyPercent) is { } reach
            ? At(current, bank, Math.Max(0, reach.Ah / current.Value))
            : null;

    /// <summary>
    /// Time until the bank has that state of charge, s; negative for one that it left behind, if the current had been the same. Null while no current flows, or that
    /// cannot be told, or charging ends before because another part of a string is full.
    /// </summary>
    /// <param name="bank">The bank.</param>
    /// <param name="mean">Its smoothed current, with the reading of this turn in it.</param>
    /// <param name="percent">The state of charge.</param>
    /// <param name="isPastShown">TIME_TO_SOC_INC_FROM: false gives null for what was left behind.</param>
    public static Measured<int>? To(BankView bank, CurrentMean mean, double percent, bool isPastShown)
    {
        if (Ampere(bank, mean) is not { } current || Reach(bank, percent) is not { } reach)
        {
            return null;
        }

        double hours = reach.Ah / current.Value;
        bool isOutOfReach = hours > 0 && reach.Ah > reach.RoomAh + SameSocPercent / 100 * bank.CountedInstalledAh;
        return isOutOfReach || (hours < 0 && !isPastShown) ? null : At(current, bank, hours);
    }

    /// <summary>The smoothed current, as old as the reading; null while there is no reading, or it goes the other way: a change of direction counts at once.</summary>
    private static Measured<double>? Ampere(BankView bank, CurrentMean mean) =>
        bank.Current is { } current && Math.Sign(current.Value) == Math.Sign(mean.Amps) && mean.Amps != 0 ? new(mean.Amps, current.At) : null;

    private static Measured<int>? At(Measured<double> current, BankView bank, double hours) =>
        bank.SocPercent is { } soc && Math.Abs(hours) <= Longest.TotalHours
            ? new((int)((long)(hours * 3600 / Step.TotalSeconds) * Step.TotalSeconds), Moments.Older(current.At, soc.At))
            : null;

    /// <summary>
    /// What has to flow in until a part has that state of charge, Ah, negative for out, and what can flow in until it is full. All of a string carry the same,
    /// and its state of charge is the lowest of them, so that is reached with the last of them on the way up, and with the first on the way down.
    /// </summary>
    private static (double Ah, double RoomAh)? Reach(BankView part, double percent)
    {
        if (part.Member is not null)
        {
            return part is { SocPercent: { } soc, CountedInstalledAh: double capacity }
                ? ((percent - soc.Value) / 100 * capacity, (100 - soc.Value) / 100 * capacity)
                : null;
        }

        bool isSeries = ((BankJoint)part.Wiring).IsSeries;
        bool isAnyJoined = isSeries || ParallelMerge.IsAnyJoined(part.Parts);
        (double Ah, double RoomAh)? sum = null;
        for (int i = 0; i < part.Parts.Count; i++)
        {
            if (!isSeries && !ParallelMerge.Counts(part.Parts[i], isAnyJoined))
            {
                continue;
            }

            if (Reach(part.Parts[i], percent) is not { } one)
            {
                return null;
            }

            sum = sum is not { } before ? one
                : isSeries ? (Math.Max(before.Ah, one.Ah), Math.Min(before.RoomAh, one.RoomAh))
                : (before.Ah + one.Ah, before.RoomAh + one.RoomAh);
        }

        return sum;
    }
}
