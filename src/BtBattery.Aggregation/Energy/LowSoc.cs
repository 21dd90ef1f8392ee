namespace BtBattery.Aggregation.Energy;

/// <summary>Whether the state of charge is low.</summary>
public static class LowSoc
{
    /// <summary>So much above its threshold a level is over, %: a load that comes and goes must not sound an alarm each time. We chose it.</summary>
    public const double HysteresisPercent = 2;

    /// <summary>The level: 0 fine, 1 warning, 2 alarm.</summary>
    /// <param name="socPercent">The state of charge.</param>
    /// <param name="warningPercent">SOC_LOW_WARNING: below it there is a warning; 0 for none.</param>
    /// <param name="alarmPercent">SOC_LOW_ALARM: below it there is an alarm; 0 for none.</param>
    /// <param name="before">The level of the turn before; while the state of charge is unknown it stays, so that it does not begin anew.</param>
    public static int LevelOf(double socPercent, double warningPercent, double alarmPercent, int before) =>
        IsBelow(socPercent, alarmPercent, before >= 2) ? 2 : IsBelow(socPercent, warningPercent, before >= 1) ? 1 : 0;

    private static bool IsBelow(double soc, double threshold, bool wasBelow) =>
        threshold > 0 && (soc < threshold || (wasBelow && soc < threshold + HysteresisPercent));
}
