namespace BtBattery.Simulator.Physics.Power;

/// <summary>Hours of the day from the time of a simulation.</summary>
internal static class DayTime
{
    /// <summary>0 up to, not including, 24.</summary>
    /// <param name="now">Time since the start.</param>
    /// <param name="startHour">Hour of the day at the start.</param>
    public static double Hour(TimeSpan now, double startHour) => (startHour + now.TotalHours) % 24;

    /// <summary>True from <paramref name="from"/> until before <paramref name="to"/>, which may be after midnight; all day if they are the same.</summary>
    public static bool IsWithin(double hour, double from, double to) =>
        from < to ? hour >= from && hour < to : from == to || hour >= from || hour < to;

    /// <summary>°C of the air at an hour.</summary>
    public static double Celsius(AmbientDescription ambient, double hour) =>
        ambient.MeanCelsius + ambient.SwingCelsius * Math.Cos((hour - 15) * Math.Tau / 24);
}
