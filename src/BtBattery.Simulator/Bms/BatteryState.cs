namespace BtBattery.Simulator.Bms;

/// <summary>What a simulated battery would measure at this moment. Immutable: a change is a new value.</summary>
public sealed record BatteryState
{
    /// <summary>Cell voltages in V, in wiring order.</summary>
    public required IReadOnlyList<double> Cells { get; init; }

    /// <summary>Pack voltage in V when it is to differ from the sum of the cells; null = the sum.</summary>
    public double? PackVoltage { get; init; }

    /// <summary>A, positive while charging.</summary>
    public double Current { get; init; }

    /// <summary>State of charge, 0 to 100 %.</summary>
    public double Soc { get; init; }

    /// <summary>Remaining capacity in Ah.</summary>
    public double RemainingAh { get; init; }

    /// <summary>Nominal capacity in Ah.</summary>
    public double DesignAh { get; init; }

    /// <summary>Learned full capacity in Ah; null = this board does not know one.</summary>
    public double? FullAh { get; init; }

    /// <summary>Charge cycles so far.</summary>
    public int Cycles { get; init; }

    /// <summary>°C in sensor order; null = declared but not readable.</summary>
    public IReadOnlyList<double?> Temperatures { get; init; } = [];

    /// <summary>°C at the switching transistors; null = no such sensor.</summary>
    public double? MosTemperature { get; init; }

    /// <summary>True while the board lets charge current through.</summary>
    public bool ChargeFet { get; init; } = true;

    /// <summary>True while the board lets discharge current through.</summary>
    public bool DischargeFet { get; init; } = true;

    /// <summary>Active protections by the names of the board's protocol.</summary>
    public IReadOnlyList<string> Protections { get; init; } = [];

    /// <summary>Numbers of the cells being balanced, from 1.</summary>
    public IReadOnlyList<int> Balancing { get; init; } = [];

    /// <summary>Day of manufacture; null = the board sends none.</summary>
    public DateOnly? ProductionDate { get; init; }

    /// <summary>Software version as the protocol prints it, for JBD two digits such as "8.0".</summary>
    public string Software { get; init; } = "";

    /// <summary>Hardware name; null = the board does not answer that question.</summary>
    public string? Hardware { get; init; }

    /// <summary>How often each protection acted so far, in the order of the protocol's counters.</summary>
    public IReadOnlyList<int> ErrorCounts { get; init; } = [];

    /// <summary>V: the stated pack voltage, or the sum of the cells to the millivolt.</summary>
    public double Voltage => PackVoltage ?? Math.Round(Cells.Sum(), 3, MidpointRounding.AwayFromZero);
}
