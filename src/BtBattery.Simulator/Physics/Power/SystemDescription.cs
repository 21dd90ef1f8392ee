namespace BtBattery.Simulator.Physics.Power;

/// <summary>The power system around a bank: what shines, what charges, what draws, and what people set in it.</summary>
public sealed record SystemDescription
{
    /// <summary>The panels and the sky above them.</summary>
    public SolarDescription Solar { get; init; } = new();

    /// <summary>The solar charger.</summary>
    public ChargerDescription Charger { get; init; } = new();

    /// <summary>The inverter/charger.</summary>
    public InverterDescription Inverter { get; init; } = new();

    /// <summary>What is drawn.</summary>
    public LoadDescription Load { get; init; } = new();

    /// <summary>The air around the batteries.</summary>
    public AmbientDescription Ambient { get; init; } = new();

    /// <summary>Hour of the day at which the simulation begins, 0 to 24.</summary>
    public double StartHour { get; init; } = 6;

    /// <summary>V: the highest charge voltage that the owner set in the system; null = none.</summary>
    public double? UserMaxVolts { get; init; }

    /// <summary>A: the highest charge current that the owner set in the system; null = none.</summary>
    public double? UserMaxAmps { get; init; }

    /// <summary>True if the loads on direct current are measured, so that the system adds them to the charge current.</summary>
    public bool MeasuresDcLoads { get; init; }
}

/// <summary>The panels and the sky above them.</summary>
public sealed record SolarDescription
{
    /// <summary>W that the charger can give to the battery at noon under a clear sky; 0 = no panels.</summary>
    public double PeakWatts { get; init; }

    /// <summary>Hour of sunrise.</summary>
    public double Sunrise { get; init; } = 6;

    /// <summary>Hour of sunset.</summary>
    public double Sunset { get; init; } = 20;

    /// <summary>Share of the day that clouds are before the sun, 0 to 1.</summary>
    public double Clouds { get; init; }

    /// <summary>True for a sun that shines day and night as at a clear noon.</summary>
    public bool IsConstant { get; init; }
}

/// <summary>The solar charger.</summary>
public sealed record ChargerDescription
{
    /// <summary>A that it gives at most, whatever it is told.</summary>
    public double MaxAmps { get; init; } = 70;

    /// <summary>V that it holds when nobody tells it and it never saw a BMS; null = 14.2 V for each 12 V of the system.</summary>
    public double? StandaloneVolts { get; init; }

    /// <summary>V by which it holds more than it is told: its own measuring error.</summary>
    public double VoltsError { get; init; }

    /// <summary>True if it was led by a BMS before, so that it stops with error 67 without one.</summary>
    public bool HasSeenBms { get; init; } = true;

    /// <summary>For so long it goes on with the last it was told.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>The inverter/charger.</summary>
public sealed record InverterDescription
{
    /// <summary>W that it gives to loads, or feeds in, at most; 0 = there is none.</summary>
    public double MaxWatts { get; init; } = 3000;

    /// <summary>Part of the battery's power that arrives.</summary>
    public double Efficiency { get; init; } = 0.93;

    /// <summary>W that it needs for itself while it is on.</summary>
    public double IdleWatts { get; init; } = 15;

    /// <summary>
    /// True to keep its draw within DCL and what the sun gives, as ESS does; false for one that looks only whether DCL is 0, as
    /// inverters without a grid do.
    /// </summary>
    public bool ObeysDcl { get; init; } = true;

    /// <summary>
    /// True with a grid, ESS and feed-in of what the sun gives too much: the solar charger then has no current limit, and only CVL
    /// holds it. Loads that the battery may not carry are carried by the grid.
    /// </summary>
    public bool FeedsIn { get; init; }

    /// <summary>A that it charges with while a shore line is there; 0 = there never is one.</summary>
    public double ShoreAmps { get; init; }

    /// <summary>Hour at which the shore line is plugged in.</summary>
    public double ShoreFromHour { get; init; }

    /// <summary>Hour at which it is taken off; the same as <see cref="ShoreFromHour"/> for a line that is always there.</summary>
    public double ShoreToHour { get; init; }

    /// <summary>For so long it goes on with the last it was told.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What is drawn.</summary>
public sealed record LoadDescription
{
    /// <summary>Whose day it is.</summary>
    public LoadProfile Profile { get; init; } = LoadProfile.None;

    /// <summary>Factor on what the profile draws.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>W on alternating current all day, besides the profile.</summary>
    public double AcWatts { get; init; }

    /// <summary>W on direct current all day, besides the profile.</summary>
    public double DcWatts { get; init; }

    /// <summary>True if a relay takes the loads on direct current off while DCL is 0; nothing else could keep them within it.</summary>
    public bool HasDcRelay { get; init; } = true;
}

/// <summary>The air around the batteries: coldest at three, warmest at fifteen o'clock.</summary>
public sealed record AmbientDescription
{
    /// <summary>°C in the mean of the day.</summary>
    public double MeanCelsius { get; init; } = 20;

    /// <summary>°C that it is warmer than the mean in the afternoon and colder at night.</summary>
    public double SwingCelsius { get; init; } = 4;
}
