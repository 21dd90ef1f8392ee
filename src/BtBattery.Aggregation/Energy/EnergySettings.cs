using BtBattery.Aggregation.Energy.Strings;

namespace BtBattery.Aggregation.Energy;

/// <summary>What the owner chose of that which is worked out from charge and energy.</summary>
public sealed record EnergySettings
{
    /// <summary>The values that hold if nothing else is said.</summary>
    public static EnergySettings Default { get; } = new();

    /// <summary>SOC_LOW_WARNING, %: also what counts as empty for the remaining time. 0 for no warning.</summary>
    public double SocLowWarning { get; init; } = 20;

    /// <summary>SOC_LOW_ALARM, %; 0 for no alarm.</summary>
    public double SocLowAlarm { get; init; } = 10;

    /// <summary>False if nobody wants to be told of a low state of charge.</summary>
    public bool WatchesLowSoc => SocLowWarning > 0 || SocLowAlarm > 0;

    /// <summary>TIME_TO_SOC_POINTS, %.</summary>
    public IReadOnlyList<double> TimeToSocPoints { get; init; } = [];

    /// <summary>TIME_TO_SOC_INC_FROM: true if times to points that were left behind are shown as well.</summary>
    public bool IsPastShown { get; init; }

    /// <summary>MIDPOINT_ENABLE.</summary>
    public bool HasMidPoint { get; init; }

    /// <summary>When batteries in series stand too far apart.</summary>
    public StringSettings Strings { get; init; } = StringSettings.Default;

    /// <summary>DATA_TIMEOUT, the longest of all batteries: between readings that are further apart nothing is counted.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Readings further apart in time are not compared.</summary>
    public TimeSpan SameMoment { get; init; } = TimeSpan.FromSeconds(4);
}
