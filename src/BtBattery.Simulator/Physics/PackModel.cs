using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Physics.Network;

namespace BtBattery.Simulator.Physics;

/// <summary>One pack as it truly is, with the BMS that measures and guards it.</summary>
public sealed class PackModel
{
    /// <summary>V that the diode inside a FET takes while it alone carries the current.</summary>
    private const double DiodeVolts = 0.6;

    private readonly CellModel[] _cells;
    private readonly PackHeat _heat;
    private readonly PowerStageHeat _powerStage;
    private double _diodeVolts;
    private double _emf;

    internal PackModel(PackDescription description)
    {
        if (description.Objection() is { } objection) throw new FormatException(objection);
        Description = description;
        _cells = [.. description.Cells.Select(cell => new CellModel(description.Chemistry, cell, description.Celsius))];
        _heat = new PackHeat(description, _cells);
        _powerStage = new PowerStageHeat(description);
        Bms = new BmsModel(description, _cells);
        Prepare(TimeSpan.Zero);
        Settle(_emf, 0);
    }

    /// <summary>The pack as it was at the start.</summary>
    public PackDescription Description { get; }

    /// <summary>Its cells, in wiring order.</summary>
    public IReadOnlyList<CellModel> Cells => _cells;

    /// <summary>What its BMS believes, measures and does.</summary>
    public BmsModel Bms { get; }

    /// <summary>V between its terminals, on the side of the bus: with open FETs that of the bus.</summary>
    public double Volts { get; private set; }

    /// <summary>V that its cells would come to at rest.</summary>
    public double OpenVolts
    {
        get
        {
            double volts = 0;
            foreach (CellModel cell in _cells) volts += cell.OpenVolts;
            return volts;
        }
    }

    /// <summary>Ω between its terminals that a current meets in the step: cells, leads and FETs.</summary>
    public double Ohms { get; private set; }

    /// <summary>A through it, positive = charging.</summary>
    public double Amps { get; private set; }

    /// <summary>A that would flow through it in this step if the bank were connected to nothing: what the packs exchange by themselves.</summary>
    public double AmpsAlone { get; private set; }

    /// <summary>°C of its cells on the average.</summary>
    public double Celsius => _heat.Mean;

    /// <summary>°C of the FETs of its BMS.</summary>
    public double MosCelsius => _powerStage.Celsius;

    /// <summary>True while charge current can flow.</summary>
    public bool ChargeFet => Bms.ChargeFet && !Bms.Description.ChargeFetStuckOpen && IsSwitchedOn;

    /// <summary>True while discharge current can flow.</summary>
    public bool DischargeFet => Bms.DischargeFet && IsSwitchedOn;

    /// <summary>False while a switch between it and the bus is open, which its BMS does not know.</summary>
    public bool IsSwitchedOn { get; set; } = true;

    /// <summary>Active protections of its BMS by the names of its protocol.</summary>
    public IReadOnlyList<string> Protections => Bms.Measured.Protections;

    /// <summary>What its BMS says: made anew only when something in it changed.</summary>
    public BatteryState Measured => Bms.Measured;

    /// <summary>Wh in its cells.</summary>
    public double StoredWh
    {
        get
        {
            double stored = 0;
            foreach (CellModel cell in _cells) stored += cell.StoredWh;
            return stored;
        }
    }

    /// <summary>What it would be at the end of a step.</summary>
    internal void Prepare(TimeSpan step)
    {
        double seconds = step.TotalSeconds;
        double volts = 0, ohms = Description.LeadOhms;
        for (int cell = 0; cell < _cells.Length; cell++) _cells[cell].Prepare(seconds, Bms.BleedAmps(cell), ref volts, ref ohms);
        (_emf, Ohms) = (volts, ohms);
    }

    /// <summary>Writes the current over its voltage into <paramref name="curve"/>.</summary>
    internal void Describe(VoltAmpCurve curve)
    {
        bool charge = ChargeFet, discharge = DischargeFet;
        // The FET that is open for one direction carries the other through its diode.
        _diodeVolts = charge && discharge ? 0 : DiodeVolts;
        curve.BecomeSource(_emf, Ohms, charge ? 0 : DiodeVolts, discharge ? 0 : DiodeVolts, discharge, charge);
    }

    /// <summary>Is told what would flow through it if the bank were connected to nothing.</summary>
    internal void SettleAlone(double amps) => AmpsAlone = amps;

    /// <summary>Is told what the network came to.</summary>
    internal void Settle(double volts, double amps) => (Volts, Amps) = (volts, amps);

    /// <summary>Carries out the step with the current that was settled.</summary>
    internal void Advance(TimeSpan step, double ambientCelsius)
    {
        double seconds = step.TotalSeconds;
        for (int cell = 0; cell < _cells.Length; cell++) _cells[cell].Advance(Amps - Bms.BleedAmps(cell));
        _heat.Advance(seconds, ambientCelsius);
        _powerStage.Advance(seconds, Amps, _diodeVolts, ambientCelsius);
        Bms.Advance(step, Amps, MosCelsius);
    }
}
