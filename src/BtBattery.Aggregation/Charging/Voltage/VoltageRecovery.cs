using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>The charge voltage falls at once, and rises by a ramp once nothing has held it down for a while.</summary>
internal static class VoltageRecovery
{
    /// <summary>The voltage it was at: the last valid one, and after a restart or after it was invalid no more than float.</summary>
    public static double Before(ChargeVoltageMemory memory, in BankVolts volts)
    {
        double last = memory.Volts is >= 0 and <= MemberView.LargestReading and double known ? known : volts.Float;
        return memory.At is null ? Math.Min(last, volts.Float) : last;
    }

    /// <summary>The highest voltage that it may have now.</summary>
    /// <param name="before">What it was at, V.</param>
    /// <param name="wanted">What everything else leaves, V.</param>
    /// <param name="settings">Hold and ramp.</param>
    /// <param name="memory">What the last turn left.</param>
    /// <param name="cells">Cells in series.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <returns>V, and when it was last held down.</returns>
    public static (double Ceiling, MonotonicTime HeldDownAt) Step(
        double before, double wanted, ChargeVoltageSettings settings, ChargeVoltageMemory memory, int cells, MonotonicTime now)
    {
        if (wanted <= before)
        {
            return (before, now);
        }

        MonotonicTime heldDown = memory.HeldDownAt is { } at && at < now ? at : now;
        MonotonicTime from = heldDown + settings.Hold;
        if (memory.At is { } last && last > from)
        {
            from = last;
        }

        double seconds = Math.Max(0, (now - from).TotalSeconds);
        return (before + settings.RampVoltsPerSecond * cells * seconds, heldDown);
    }
}
