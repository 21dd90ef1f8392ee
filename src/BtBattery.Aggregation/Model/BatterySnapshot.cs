namespace BtBattery.Aggregation.Model;

/// <summary>
/// What is known of one battery: immutable, every value with the moment at which it was asked for. <c>null</c> means that no frame
/// has said it yet, or that this BMS never does. Decoders return snapshots that hold only what one reply said;
/// <see cref="UpdatedWith"/> folds them together.
/// </summary>
public sealed record BatterySnapshot
{
    /// <summary>Nothing known.</summary>
    public static BatterySnapshot Empty { get; } = new();

    /// <summary>Pack voltage at the terminals, V.</summary>
    public Measured<double>? Voltage { get; init; }

    /// <summary>Pack current, A; positive = charging.</summary>
    public Measured<double>? Current { get; init; }

    /// <summary>State of charge as the BMS reports it, 0–100 %.</summary>
    public Measured<double>? SocPercent { get; init; }

    /// <summary>State of health as the BMS reports it, %.</summary>
    public Measured<double>? SohPercent { get; init; }

    /// <summary>Remaining charge, Ah. May exceed <see cref="DesignAh"/>: it is what the device says.</summary>
    public Measured<double>? RemainingAh { get; init; }

    /// <summary>Learned full-charge capacity, Ah; null where the BMS knows only the nominal one.</summary>
    public Measured<double>? FullAh { get; init; }

    /// <summary>Nominal (design) capacity, Ah.</summary>
    public Measured<double>? DesignAh { get; init; }

    /// <summary>Cell voltage at which the BMS itself stops charging, V, where it tells; the protection, not its warning.</summary>
    public Measured<double>? CellOvervoltageProtection { get; init; }

    /// <summary>Cell voltage at which the BMS itself stops discharging, V, where it tells; the protection, not its warning.</summary>
    public Measured<double>? CellUndervoltageProtection { get; init; }

    /// <summary>Charge cycles counted by the BMS.</summary>
    public Measured<int>? Cycles { get; init; }

    /// <summary>Power as the BMS reports it, W; never negative, its direction is that of <see cref="Current"/>.</summary>
    public Measured<double>? UnsignedPower { get; init; }

    /// <summary>What the BMS says the pack is doing, where it says so.</summary>
    public Measured<BatteryActivity>? Activity { get; init; }

    /// <summary>True while the charge FET is on.</summary>
    public Measured<bool>? ChargeFetOn { get; init; }

    /// <summary>True while the discharge FET is on.</summary>
    public Measured<bool>? DischargeFetOn { get; init; }

    /// <summary>Cells in series, as the BMS counts them.</summary>
    public Measured<int>? CellCount { get; init; }

    /// <summary>
    /// Cell voltages in V, in wiring order from cell 1. A raw 0 is a reading (open wire or dead cell) and stays 0;
    /// null is a cell whose value did not arrive. Never shifted, never shortened.
    /// </summary>
    public Measured<IReadOnlyList<double?>>? CellVoltages { get; init; }

    /// <summary>Cells being balanced, in wiring order from cell 1; as many entries as cells the BMS has said it has.</summary>
    public Measured<IReadOnlyList<bool>>? Balancing { get; init; }

    /// <summary>
    /// Cell and battery temperatures in °C, in sensor order; null is a sensor that is not fitted or reads outside
    /// −40…125 °C. Empty for a board without sensors.
    /// </summary>
    public Measured<IReadOnlyList<double?>>? Temperatures { get; init; }

    /// <summary>Cell and battery temperature sensors, as the BMS counts them.</summary>
    public Measured<int>? TemperatureSensorCount { get; init; }

    /// <summary>
    /// Temperature of the power stage, °C, where the BMS names it as such. A value of null inside is the BMS saying
    /// that no such sensor is fitted.
    /// </summary>
    public Measured<double?>? MosTemperature { get; init; }

    /// <summary>
    /// Temperature of the board, °C, where the BMS names it as such. A value of null inside is the BMS saying that no
    /// such sensor is fitted.
    /// </summary>
    public Measured<double?>? BoardTemperature { get; init; }

    /// <summary>Protections and warnings that are up, in the order of the BMS's bits.</summary>
    public Measured<IReadOnlyList<ActiveProtection>>? Protections { get; init; }

    /// <summary>Errors counted by the BMS since its counters were reset, by their protocol name.</summary>
    public Measured<IReadOnlyDictionary<string, int>>? ErrorCounts { get; init; }

    /// <summary>Hardware or model text of the BMS.</summary>
    public Measured<string>? Hardware { get; init; }

    /// <summary>Software version of the BMS.</summary>
    public Measured<string>? SoftwareVersion { get; init; }

    /// <summary>Production date, where it is a real date.</summary>
    public Measured<DateOnly>? ProductionDate { get; init; }

    /// <summary>This snapshot with every value that <paramref name="newer"/> has taken from it.</summary>
    public BatterySnapshot UpdatedWith(BatterySnapshot newer) => new()
    {
        Voltage = newer.Voltage ?? Voltage,
        Current = newer.Current ?? Current,
        SocPercent = newer.SocPercent ?? SocPercent,
        SohPercent = newer.SohPercent ?? SohPercent,
        RemainingAh = newer.RemainingAh ?? RemainingAh,
        FullAh = newer.FullAh ?? FullAh,
        DesignAh = newer.DesignAh ?? DesignAh,
        CellOvervoltageProtection = newer.CellOvervoltageProtection ?? CellOvervoltageProtection,
        CellUndervoltageProtection = newer.CellUndervoltageProtection ?? CellUndervoltageProtection,
        Cycles = newer.Cycles ?? Cycles,
        UnsignedPower = newer.UnsignedPower ?? UnsignedPower,
        Activity = newer.Activity ?? Activity,
        ChargeFetOn = newer.ChargeFetOn ?? ChargeFetOn,
        DischargeFetOn = newer.DischargeFetOn ?? DischargeFetOn,
        CellCount = newer.CellCount ?? CellCount,
        CellVoltages = Shared(newer.CellVoltages, CellVoltages),
        Balancing = Shared(newer.Balancing, Balancing),
        Temperatures = newer.Temperatures ?? Temperatures,
        TemperatureSensorCount = newer.TemperatureSensorCount ?? TemperatureSensorCount,
        MosTemperature = newer.MosTemperature ?? MosTemperature,
        BoardTemperature = newer.BoardTemperature ?? BoardTemperature,
        Protections = newer.Protections ?? Protections,
        ErrorCounts = newer.ErrorCounts ?? ErrorCounts,
        Hardware = newer.Hardware ?? Hardware,
        SoftwareVersion = newer.SoftwareVersion ?? SoftwareVersion,
        ProductionDate = newer.ProductionDate ?? ProductionDate,
    };

    /// <summary>The newer reading, with the list of the older one if it holds the same: who follows a list need not look through it again.</summary>
    private static Measured<IReadOnlyList<T>>? Shared<T>(Measured<IReadOnlyList<T>>? newer, Measured<IReadOnlyList<T>>? older) =>
        newer is not { } now ? older
        : older is { } before && HoldSame(now.Value, before.Value) ? new(before.Value, now.At)
        : newer;

    private static bool HoldSame<T>(IReadOnlyList<T> one, IReadOnlyList<T> other) =>
        one is T[] first && other is T[] second ? first.AsSpan().SequenceEqual(second) : one.SequenceEqual(other);
}
