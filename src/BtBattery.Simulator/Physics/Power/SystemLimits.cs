namespace BtBattery.Simulator.Physics.Power;

/// <summary>What no power system can be.</summary>
internal static class SystemLimits
{
    private const double MostWatts = 1e6;
    private const double MostAmps = 1e4;

    /// <summary>What is wrong in one clause that names the key; null = nothing.</summary>
    public static string? Objection(SystemDescription system) =>
        Outside("startHour", system.StartHour, 0, 24)
        ?? Outside("userMaxVolts", system.UserMaxVolts, 0, 1000)
        ?? Outside("userMaxAmps", system.UserMaxAmps, 0, MostAmps)
        ?? Objection(system.Solar)
        ?? Objection(system.Charger)
        ?? Objection(system.Inverter)
        ?? Outside("load.scale", system.Load.Scale, 0, 1000)
        ?? Outside("load.acWatts", system.Load.AcWatts, 0, MostWatts)
        ?? Outside("load.dcWatts", system.Load.DcWatts, 0, MostWatts)
        ?? Outside("ambient.meanCelsius", system.Ambient.MeanCelsius, -40, 60)
        ?? Outside("ambient.swingCelsius", system.Ambient.SwingCelsius, 0, 40);

    private static string? Objection(SolarDescription solar) =>
        Outside("solar.peakWatts", solar.PeakWatts, 0, MostWatts)
        ?? Outside("solar.clouds", solar.Clouds, 0, 1)
        ?? Outside("solar.sunrise", solar.Sunrise, 0, 24)
        ?? Outside("solar.sunset", solar.Sunset, 0, 24)
        ?? (solar.Sunrise < solar.Sunset ? null : "solar.sunset is not after solar.sunrise");

    private static string? Objection(ChargerDescription charger) =>
        Outside("charger.maxAmps", charger.MaxAmps, 0, MostAmps)
        ?? Outside("charger.standaloneVolts", charger.StandaloneVolts, 0, 1000)
        ?? Outside("charger.voltsError", charger.VoltsError, -2, 2)
        ?? Outside("charger.timeout", charger.Timeout.TotalSeconds, 3, 86400);

    private static string? Objection(InverterDescription inverter) =>
        Outside("inverter.maxWatts", inverter.MaxWatts, 0, MostWatts)
        ?? Outside("inverter.efficiency", inverter.Efficiency, 0.1, 1)
        ?? Outside("inverter.idleWatts", inverter.IdleWatts, 0, MostWatts)
        ?? Outside("inverter.shoreAmps", inverter.ShoreAmps, 0, MostAmps)
        ?? Outside("inverter.shoreFromHour", inverter.ShoreFromHour, 0, 24)
        ?? Outside("inverter.shoreToHour", inverter.ShoreToHour, 0, 24)
        ?? Outside("inverter.timeout", inverter.Timeout.TotalSeconds, 3, 86400);

    private static string? Outside(string key, double? value, double least, double most) =>
        value is null || (value >= least && value <= most)
            ? null : string.Create(CultureInfo.InvariantCulture, $"{key} is {value}, possible is {least} to {most}");
}
