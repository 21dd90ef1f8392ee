namespace BtBattery.Simulator.Physics.Guarding;

/// <summary>The SoC of a BMS: the charge that its shunt saw, put right where a cell is full or empty.</summary>
internal sealed class CoulombCounter
{
    /// <summary>How long a cell has to be there before it is believed.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private readonly BmsDescription _bms;
    private TimeSpan _full;
    private TimeSpan _empty;
    private double _discharged;

    public CoulombCounter(BmsDescription bms, PackDescription pack)
    {
        _bms = bms;
        DesignAh = bms.DesignAh ?? Math.Max(1, Math.Round(pack.Cells.Average(cell => cell.CapacityAh)));
        FullAh = bms.FullAh ?? DesignAh;
        RemainingAh = FullAh * Math.Clamp(pack.Cells.Average(cell => cell.Charge) + bms.SocError, 0, 1);
    }

    /// <summary>Ah it was sold with.</summary>
    public double DesignAh { get; }

    /// <summary>Ah that are 100 %.</summary>
    public double FullAh { get; }

    /// <summary>Ah that it believes to be there.</summary>
    public double RemainingAh { get; private set; }

    /// <summary>Whole cycles by discharged charge.</summary>
    public int Cycles => Math.Min(_bms.Cycles + (int)(_discharged / FullAh), ushort.MaxValue);

    /// <summary>One step with what was measured in it.</summary>
    public void Step(TimeSpan step, in Reading reading)
    {
        double moved = reading.Amps * step.TotalHours;
        if (moved < 0) _discharged -= moved;
        RemainingAh = Math.Clamp(RemainingAh + moved, 0, FullAh);
        _full = reading.HighestCell >= _bms.FullCellVolts && reading.Amps >= 0 ? _full + step : TimeSpan.Zero;
        _empty = reading.LowestCell <= _bms.EmptyCellVolts && reading.Amps <= 0 ? _empty + step : TimeSpan.Zero;
        if (_full >= Settled) RemainingAh = FullAh;
        if (_empty >= Settled) RemainingAh = 0;
    }
}
