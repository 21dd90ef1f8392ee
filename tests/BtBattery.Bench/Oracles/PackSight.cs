namespace BtBattery.Bench;

/// <summary>A pack as it truly is. Current: + charges.</summary>
internal sealed record PackSight
{
    /// <summary>From 1, in the order of the configuration.</summary>
    public required int Number { get; init; }

    /// <summary>A through it.</summary>
    public double Amps { get; init; }

    /// <summary>A that would flow through it if no charger and no load were there: what packs in parallel exchange.</summary>
    public double AmpsAlone { get; init; }

    /// <summary>A as its own shunt shows them.</summary>
    public double ShownAmps { get; init; }

    /// <summary>V of all its cells together: where it stands behind open FETs.</summary>
    public double CellSumVolts { get; init; }

    /// <summary>The same without what its current adds at once: what drives a current between packs when FETs close, beside the share that each has of the current of the bank.</summary>
    public double RestVolts { get; init; }

    /// <summary>V of its lowest cell.</summary>
    public required double LowestVolts { get; init; }

    /// <summary>Number of that cell, from 1.</summary>
    public int LowestCell { get; init; } = 1;

    /// <summary>V of its highest cell.</summary>
    public required double HighestVolts { get; init; }

    /// <summary>Number of that cell, from 1.</summary>
    public int HighestCell { get; init; } = 1;

    /// <summary>V by which its BMS may measure a cell wrongly.</summary>
    public double CellError { get; init; }

    /// <summary>V of a cell at which its BMS ends charging.</summary>
    public required double CellOvp { get; init; }

    /// <summary>V of a cell at which its BMS ends discharging.</summary>
    public required double CellUvp { get; init; }

    /// <summary>°C of its coldest cell.</summary>
    public double ColdestCelsius { get; init; } = 20;

    /// <summary>°C of its warmest cell.</summary>
    public double WarmestCelsius { get; init; } = 20;

    /// <summary>°C of its power stage, if its board has a sensor there; else null.</summary>
    public double? MosCelsius { get; init; }

    /// <summary>% as its BMS says.</summary>
    public double ShownSocPercent { get; init; } = 50;

    /// <summary>Ah that its BMS says it has when it is full.</summary>
    public double CapacityAh { get; init; } = 100;

    /// <summary>True while charge current can flow into it.</summary>
    public bool ChargeFet { get; init; } = true;

    /// <summary>True while discharge current can flow out of it.</summary>
    public bool DischargeFet { get; init; } = true;

    /// <summary>True while its BMS knows that no charge current can flow into it, and says so.</summary>
    public bool TellsChargeOpen { get; init; }

    /// <summary>The same for what flows out of it.</summary>
    public bool TellsDischargeOpen { get; init; }

    /// <summary>True while its board says other values than its BMS measures.</summary>
    public bool IsMisread { get; init; }

    /// <summary>How long ago it last gave a whole, right answer to the controller; null if it never did.</summary>
    public TimeSpan? Silence { get; init; } = TimeSpan.Zero;

    /// <summary>A of <see cref="Amps"/> that chargers and loads are the cause of.</summary>
    public double AmpsOfSystem => Amps - AmpsAlone;

    /// <summary>True while it is charged, and more by chargers than by other packs.</summary>
    public bool IsChargedBySystem => Amps > Bounds.IdleAmps && AmpsOfSystem >= Amps / 2;

    /// <summary>True while it is discharged, and more by loads than by other packs.</summary>
    public bool IsDischargedBySystem => Amps < -Bounds.IdleAmps && AmpsOfSystem <= Amps / 2;
}
