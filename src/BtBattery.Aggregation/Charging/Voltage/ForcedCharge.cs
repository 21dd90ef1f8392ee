using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>
/// Charging is blocked, and the bank is charged all the same: a system that feeds in follows the charge voltage alone, and a bank that is less than half full rests
/// below BLOCKED_CELL_VOLTAGE. Then that voltage gives way, slowly, and faster the more flows in, for as long as a current does, and stays there while charging is blocked.
/// </summary>
/// <remarks>It follows the current alone. A battery whose voltage falls is not told to go lower for it.</remarks>
internal static class ForcedCharge
{
    /// <summary>What the explanation says besides.</summary>
    public const string Note = "a current flowed in all the same, so it gave way";

    /// <summary>
    /// A: less is the noise of a shunt. Or <see cref="LeastFraction"/> of the capacity, if that is more. A shunt that is off by more does no harm: the voltage gives way
    /// until it reads as little as this.
    /// </summary>
    private const double LeastAmps = 0.3;

    /// <summary>Of the capacity in Ah, as A.</summary>
    private const double LeastFraction = 0.003;

    /// <summary>V per second and cell, at least: what goes too far meanwhile is 6 mV, since a charger follows every three seconds and a BMS is read every few.</summary>
    private const double LeastRate = 0.001;

    /// <summary>V per second and cell, at most, and where it is not known how much flows in.</summary>
    private const double MostRate = 0.004;

    /// <summary>
    /// V per second and cell, for a current of once the capacity an hour. A cell, its BMS and its cable lose 0.1 V or more at that current, so a tenth of what is too much is taken away
    /// in a second, and what is seen six seconds later does not make it go too far.
    /// </summary>
    private const double RatePerCapacity = 0.01;

    /// <summary>Until then it may be a charger that has not followed yet, or what a load took that has just ended.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>One turn makes up for no more than this: nobody has looked in between.</summary>
    private static readonly TimeSpan s_longestTurn = TimeSpan.FromSeconds(5);

    /// <summary>Since when a current has been flowing in although charging is blocked; null if none does. Whose current is not known is not known to have ended.</summary>
    public static MonotonicTime? Since(BankView bank, ChargeVoltageMemory memory, MonotonicTime now)
    {
        MonotonicTime? before = memory.ChargedSince is { } at && at <= now ? at : null;
        if (!AreKnown(bank) || bank.Current is not { } current)
        {
            return before;
        }

        return current.Value > Math.Max(LeastAmps, LeastFraction * (bank.InstalledAh?.Value ?? 0)) ? before ?? now : null;
    }

    /// <summary>The voltage that is left, V.</summary>
    /// <param name="blocked">What it was, V.</param>
    /// <param name="since">Since when a current has been flowing in.</param>
    /// <param name="bank">What is known of the bank.</param>
    /// <param name="elapsed">Time since the last turn.</param>
    /// <param name="volts">The voltages of the bank; it never goes below the least of them.</param>
    /// <param name="now">The moment of this turn.</param>
    public static double Lowered(double blocked, MonotonicTime? since, BankView bank, TimeSpan elapsed, in BankVolts volts, MonotonicTime now)
    {
        if (since is not { } start || start.AgeAt(now) < s_patience)
        {
            return blocked;
        }

        double seconds = (elapsed < s_longestTurn ? elapsed : s_longestTurn).TotalSeconds;
        return Math.Max(Math.Min(blocked, volts.Min), blocked - RateOf(bank) * volts.Cells * seconds);
    }

    private static double RateOf(BankView bank) => bank is { Current: { } current, InstalledAh: { Value: > 0 } installed } && AreKnown(bank)
        ? Math.Clamp(RatePerCapacity * current.Value / installed.Value, LeastRate, MostRate)
        : MostRate;

    private static bool AreKnown(BankView part)
    {
        for (int i = 0; i < part.Parts.Count; i++)
        {
            if (!AreKnown(part.Parts[i]))
            {
                return false;
            }
        }

        return part.Current is not null;
    }
}
