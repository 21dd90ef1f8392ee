using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Energy.Histories;

/// <summary>
/// What was counted of a bank since it was first seen, or since its history was cleared; worth keeping over a restart. Signs are those of <c>/History</c>:
/// what was drawn is zero or negative.
/// </summary>
public sealed record HistoryMemory
{
    /// <summary>Nothing counted yet; also what a cleared history is.</summary>
    public static HistoryMemory Empty { get; } = new();

    /// <summary>All that was ever drawn, Ah; zero or negative.</summary>
    public double TotalAhDrawn { get; init; }

    /// <summary>Energy drawn, kWh; never negative.</summary>
    public double DischargedKwh { get; init; }

    /// <summary>Energy charged, kWh; never negative.</summary>
    public double ChargedKwh { get; init; }

    /// <summary>The most that was ever missing to full, Ah; zero or negative; null before it was known.</summary>
    public double? DeepestDischargeAh { get; init; }

    /// <summary>The most that was missing since the bank was last full, Ah; while it is full, before that. Zero or negative; null before it was known.</summary>
    public double? LastDischargeAh { get; init; }

    /// <summary>Sum over all discharges that ended with a full bank, Ah; zero or negative.</summary>
    public double DischargesAh { get; init; }

    /// <summary>Number of those.</summary>
    public int Discharges { get; init; }

    /// <summary>How often it was discharged to 0 %.</summary>
    public int FullDischarges { get; init; }

    /// <summary>How often a protection against too low a voltage came up.</summary>
    public int LowVoltageAlarms { get; init; }

    /// <summary>How often a protection against too high a voltage came up.</summary>
    public int HighVoltageAlarms { get; init; }

    /// <summary>Voltage of the bank, V.</summary>
    public HistoryRange Voltage { get; init; } = HistoryRange.Empty;

    /// <summary>Voltages of its cells, V.</summary>
    public HistoryRange Cells { get; init; } = HistoryRange.Empty;

    /// <summary>Temperatures of its sensors, °C.</summary>
    public HistoryRange Temperatures { get; init; } = HistoryRange.Empty;

    /// <summary>True from the moment it was full until it has been discharged noticeably.</summary>
    public bool IsFull { get; init; }

    /// <summary>True from the moment it was empty until it has been charged noticeably.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>When it was full last; null if it never was, or that was in another run of the machine.</summary>
    public MonotonicTime? FullAt { get; init; }

    /// <summary>True while a protection against too low a voltage is up.</summary>
    public bool IsLowVoltage { get; init; }

    /// <summary>True while a protection against too high a voltage is up.</summary>
    public bool IsHighVoltage { get; init; }

    /// <summary>The moment of the last current that was counted; null if it was in another run of the machine, or there was none.</summary>
    public MonotonicTime? FlowAt { get; init; }

    /// <summary>That current, A, positive = charging.</summary>
    public double FlowAmps { get; init; }

    /// <summary>Power at that time, W; null if it was not known.</summary>
    public double? FlowWatts { get; init; }

    /// <summary>The last state of charge, %; null before there was one.</summary>
    public double? Soc { get; init; }

    /// <summary>What was missing to full with it, Ah; null if that was not known.</summary>
    public double? ConsumedAh { get; init; }

    /// <summary>The moment of the two.</summary>
    public MonotonicTime? SocAt { get; init; }

    /// <summary>Since when there is something in it that has not been stored; null if there is nothing. Whoever stores it sets it to null.</summary>
    public MonotonicTime? DirtySince { get; init; }
}
