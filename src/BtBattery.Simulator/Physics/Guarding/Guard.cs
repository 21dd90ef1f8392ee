namespace BtBattery.Simulator.Physics.Guarding;

/// <summary>The protections of a BMS: decides from what it measures which FET is open.</summary>
internal sealed class Guard
{
    private readonly BmsDescription _bms;
    private readonly int _cells;
    private readonly double _chargeAmps;
    private readonly double _dischargeAmps;
    private readonly double _shortAmps;

    private readonly Protection _cellHigh;
    private readonly Protection _cellLow;
    private readonly Protection _packHigh;
    private readonly Protection _packLow;
    private readonly Protection _chargeHot;
    private readonly Protection _chargeCold;
    private readonly Protection _dischargeHot;
    private readonly Protection _dischargeCold;
    private readonly Protection _chargeCurrent;
    private readonly Protection _dischargeCurrent;
    private readonly Protection _short;
    private readonly Protection _mos;
    private readonly Protection[] _counted;
    private readonly Protection[] _all;

    public Guard(BmsDescription bms, PackDescription pack)
    {
        _bms = bms;
        _cells = pack.Cells.Count;
        _chargeAmps = bms.ChargeOvercurrentAmps ?? 1.2 * pack.MaxChargeAmps;
        _dischargeAmps = bms.DischargeOvercurrentAmps ?? 1.2 * pack.MaxDischargeAmps;
        _shortAmps = bms.ShortCircuitAmps ?? 6 * pack.MaxDischargeAmps;
        // In the order in which JBD boards count them.
        _counted =
        [
            _short = new Protection(Protections.ShortCircuit, TimeSpan.Zero, bms.OvercurrentRelease),
            _chargeCurrent = new Protection(Protections.ChargeOvercurrent, bms.OvercurrentDelay, bms.OvercurrentRelease),
            _dischargeCurrent = new Protection(Protections.DischargeOvercurrent, bms.OvercurrentDelay, bms.OvercurrentRelease),
            _cellHigh = new Protection(Protections.CellOvervoltage, bms.OvpDelay, bms.OvpDelay),
            _cellLow = new Protection(Protections.CellUndervoltage, bms.UvpDelay, bms.UvpDelay),
            _chargeHot = new Protection(Protections.ChargeOvertemperature, bms.CelsiusDelay, bms.CelsiusDelay),
            _chargeCold = new Protection(Protections.ChargeUndertemperature, bms.CelsiusDelay, bms.CelsiusDelay),
            _dischargeHot = new Protection(Protections.DischargeOvertemperature, bms.CelsiusDelay, bms.CelsiusDelay),
            _dischargeCold = new Protection(Protections.DischargeUndertemperature, bms.CelsiusDelay, bms.CelsiusDelay),
            _packHigh = new Protection(Protections.PackOvervoltage, bms.OvpDelay, bms.OvpDelay),
            _packLow = new Protection(Protections.PackUndervoltage, bms.UvpDelay, bms.UvpDelay),
        ];
        _mos = new Protection(Protections.MosOvertemperature, bms.CelsiusDelay, bms.CelsiusDelay);
        _all = [.. _counted, _mos];
    }

    /// <summary>The active ones.</summary>
    public Protections Active { get; private set; }

    /// <summary>How often each acted, in the order of JBD's counters.</summary>
    public IReadOnlyList<int> Counts { get; private set; } = new int[11];

    /// <summary>One step with what was measured at its end.</summary>
    public void Step(TimeSpan step, in Reading reading)
    {
        _cellHigh.Step(step, reading.HighestCell >= _bms.CellOvp, reading.HighestCell <= _bms.CellOvpRelease);
        _cellLow.Step(step, reading.LowestCell <= _bms.CellUvp, reading.LowestCell >= _bms.CellUvpRelease);
        double perCell = reading.PackVolts / _cells;
        _packHigh.Step(step, perCell >= _bms.PackOvpPerCell, perCell <= _bms.CellOvpRelease);
        _packLow.Step(step, perCell <= _bms.PackUvpPerCell, perCell >= _bms.CellUvpRelease);
        Hot(_chargeHot, _bms.ChargeMaxCelsius, reading, step);
        Cold(_chargeCold, _bms.ChargeMinCelsius, reading, step);
        Hot(_dischargeHot, _bms.DischargeMaxCelsius, reading, step);
        Cold(_dischargeCold, _bms.DischargeMinCelsius, reading, step);
        _mos.Step(step, reading.MosCelsius >= _bms.MosMaxCelsius, reading.MosCelsius <= _bms.MosMaxCelsius - 3 * _bms.CelsiusRelease);
        // The release of a current is a matter of time alone: with an open FET there is nothing to measure.
        _chargeCurrent.Step(step, reading.Amps >= _chargeAmps, isBack: true);
        _dischargeCurrent.Step(step, -reading.Amps >= _dischargeAmps, isBack: true);
        _short.Step(step, Math.Abs(reading.Amps) >= _shortAmps, isBack: true);
        Protections active = Protections.None;
        foreach (Protection protection in _all)
            if (protection.IsActive) active |= protection.Kind;
        if (active == Active) return;
        Active = active;
        Counts = [.. _counted.Select(protection => Math.Min(protection.Count, ushort.MaxValue))];
    }

    private void Hot(Protection protection, double limit, in Reading reading, TimeSpan step) =>
        protection.Step(step, reading.HighestCelsius >= limit, reading.HighestCelsius <= limit - _bms.CelsiusRelease);

    private void Cold(Protection protection, double limit, in Reading reading, TimeSpan step) =>
        protection.Step(step, reading.LowestCelsius <= limit, reading.LowestCelsius >= limit + _bms.CelsiusRelease);
}
