namespace BtBattery.Simulator.Physics;

/// <summary>Cells in series behind one BMS, as they are at the start.</summary>
public sealed record PackDescription
{
    /// <summary>What all its cells are made of.</summary>
    public required Chemistry Chemistry { get; init; }

    /// <summary>The cells, in wiring order: 1 to 32.</summary>
    public required IReadOnlyList<CellDescription> Cells { get; init; }

    /// <summary>Ω of leads, shunt and closed FETs together.</summary>
    public double LeadOhms { get; init; } = 0.003;

    /// <summary>°C of all its cells at the start.</summary>
    public double Celsius { get; init; } = 20;

    /// <summary>J/K of all cells together; null = as cells of this chemistry and capacity have.</summary>
    public double? HeatCapacity { get; init; }

    /// <summary>K/W from the case to the air around it.</summary>
    public double ThermalResistance { get; init; } = 0.25;

    /// <summary>Its BMS; null = a usual one of this chemistry.</summary>
    public BmsDescription? Bms { get; init; }

    /// <summary>A that its maker allows for charging.</summary>
    public required double MaxChargeAmps { get; init; }

    /// <summary>A that its maker allows for discharging.</summary>
    public required double MaxDischargeAmps { get; init; }

    /// <summary>What is wrong with it in one clause; null = nothing.</summary>
    public string? Objection() =>
        (Cells.Count is < 1 or > 32 ? "a pack has 1 to 32 cells" : null)
        ?? (Cells.Any(cell => !(cell.CapacityAh > 0 && cell.CapacityAh <= 655)) ? "a cell has more than 0 and up to 655 Ah" : null)
        ?? (Cells.Any(cell => !(cell.Ohms > 0 && cell.Ohms <= 1) || !(cell.RelaxationOhms is null or (>= 0 and <= 1)))
            ? "a cell has more than 0 and up to 1 Ω" : null)
        ?? (Cells.Any(cell => !(cell.Charge >= 0 && cell.Charge <= 1)) ? "the charge of a cell is between 0 (empty) and 1 (full)" : null)
        ?? (Cells.Any(cell => !(cell.LeakageAmps >= 0)) ? "the leakage of a cell is not negative" : null)
        ?? (Cells.Any(cell => !(cell.RelaxationSeconds > 0)) ? "the relaxation of a cell takes more than 0 s" : null)
        ?? (!(LeadOhms >= 0 && LeadOhms <= 1) ? "the leads of a pack have 0 to 1 Ω" : null)
        ?? (!(Celsius >= -40 && Celsius <= 80) ? "a pack begins at −40 to 80 °C" : null)
        ?? (HeatCapacity is { } joules && !(joules > 0) || !(ThermalResistance > 0) ? "heat capacity and thermal resistance are above 0" : null)
        ?? (!(MaxChargeAmps > 0) || !(MaxDischargeAmps > 0) ? "what the maker allows is more than 0 A" : null)
        ?? Bms?.Objection(Cells.Count);
}
