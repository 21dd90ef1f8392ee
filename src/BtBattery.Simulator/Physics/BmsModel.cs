using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Physics.Guarding;

namespace BtBattery.Simulator.Physics;

/// <summary>The BMS of a pack: measures with its own errors, counts its own SoC, balances, and opens its FETs by what it measured.</summary>
public sealed class BmsModel
{
    private const double HighestCellVolts = 65.535;

    private readonly CellModel[] _cells;
    private readonly Guard _guard;
    private readonly CoulombCounter _counter;
    private readonly double _ampsResolution;
    private readonly double _largestAmps;
    private readonly int[] _sensors;

    // What the frames say, in steps of their resolution.
    private readonly int[] _cellSteps;
    private readonly int[] _celsiusSteps;
    private int _ampSteps;
    private int _mosSteps;
    private int _socSteps;
    private int _remainingSteps;
    private int _cycles;
    private uint _balancing;
    private Protections _said;
    private BatteryState? _measured;

    internal BmsModel(PackDescription pack, CellModel[] cells)
    {
        Description = pack.Bms ?? BmsDescription.Usual(pack.Chemistry);
        _cells = cells;
        _guard = new Guard(Description, pack);
        _counter = new CoulombCounter(Description, pack);
        _ampsResolution = Description.AmpsResolution ?? (IsJbd ? 0.01 : 0.1);
        _largestAmps = IsJbd ? 327.67 : 3000;
        _sensors = [.. Description.SensorCells.Count > 0 ? Description.SensorCells : cells.Length > 1 ? [1, cells.Length / 2 + 1] : [1]];
        _cellSteps = new int[cells.Length];
        _celsiusSteps = new int[_sensors.Length];
        Say(Measure(0, pack.Celsius));
    }

    /// <summary>The BMS as it was described, or the usual one of the chemistry.</summary>
    public BmsDescription Description { get; }

    /// <summary>False while somebody switched its charge FET off.</summary>
    public bool AllowCharge
    {
        get;
        set => (field, _measured) = (value, value == field ? _measured : null);
    } = true;

    /// <summary>False while somebody switched its discharge FET off.</summary>
    public bool AllowDischarge
    {
        get;
        set => (field, _measured) = (value, value == field ? _measured : null);
    } = true;

    /// <summary>True while it believes its charge FET to be closed.</summary>
    public bool ChargeFet => AllowCharge && (_guard.Active & Protections.EndCharging) == 0;

    /// <summary>True while it believes its discharge FET to be closed.</summary>
    public bool DischargeFet => AllowDischarge && (_guard.Active & Protections.EndDischarging) == 0;

    /// <summary>Its own SoC, 0…1, before it is rounded.</summary>
    public double Soc => _counter.RemainingAh / _counter.FullAh;

    /// <summary>What it says: the same object until something in it changed.</summary>
    public BatteryState Measured
    {
        get
        {
            if (_said != Saying) (_said, _measured) = (Saying, null);
            return _measured ??= State();
        }
    }

    private bool IsJbd => Description.Board == BmsBoard.Jbd;

    private Protections Saying => _guard.Active | (AllowCharge && AllowDischarge ? 0 : Protections.SoftwareLock);

    /// <summary>A that the balancer takes from a cell, by its place from 0.</summary>
    internal double BleedAmps(int cell) => (_balancing & 1u << cell) != 0 ? Description.BalanceAmps : 0;

    /// <summary>One step with <paramref name="amps"/> really flowing through FETs of <paramref name="mosCelsius"/>.</summary>
    internal void Advance(TimeSpan step, double amps, double mosCelsius)
    {
        Reading reading = Measure(amps, mosCelsius);
        _guard.Step(step, reading);
        _counter.Step(step, reading);
        Balance(reading);
        Say(reading);
    }

    private Reading Measure(double amps, double mosCelsius)
    {
        double highest = double.MinValue, lowest = double.MaxValue, sum = 0;
        for (int cell = 0; cell < _cells.Length; cell++)
        {
            double error = cell < Description.CellErrors.Count ? Description.CellErrors[cell] : 0;
            double steps = Math.Round(Math.Clamp(_cells[cell].Volts + error, 0, HighestCellVolts) / Description.VoltsResolution);
            Set(ref _cellSteps[cell], steps);
            double volts = steps * Description.VoltsResolution;
            highest = Math.Max(highest, volts);
            lowest = Math.Min(lowest, volts);
            sum += volts;
        }
        double hottest = double.MinValue, coldest = double.MaxValue;
        for (int sensor = 0; sensor < _sensors.Length; sensor++)
        {
            double error = sensor < Description.SensorErrors.Count ? Description.SensorErrors[sensor] : 0;
            double celsius = Math.Clamp(_cells[_sensors[sensor] - 1].Celsius + error, -40, 150);
            Set(ref _celsiusSteps[sensor], Math.Round(IsJbd ? celsius * 10 : celsius));
            hottest = Math.Max(hottest, celsius);
            coldest = Math.Min(coldest, celsius);
        }
        double measured = amps * Description.ShuntGain + Description.ShuntOffsetAmps;
        if (Math.Abs(measured) < Description.ShuntDeadBandAmps) measured = 0;
        return new Reading(highest, lowest, sum, measured, hottest, coldest, Description.HasMosSensor ? mosCelsius : null);
    }

    private void Balance(in Reading reading)
    {
        uint balancing = 0;
        bool may = Description.BalanceAmps > 0 && (reading.Amps > 0 || !Description.BalanceOnlyWhileCharging);
        for (int cell = 0; may && cell < _cells.Length; cell++)
        {
            double volts = _cellSteps[cell] * Description.VoltsResolution;
            if (volts >= Description.BalanceFromVolts && volts - reading.LowestCell >= Description.BalanceDifference) balancing |= 1u << cell;
        }
        if (balancing != _balancing) (_balancing, _measured) = (balancing, null);
    }

    private void Say(in Reading reading)
    {
        Set(ref _ampSteps, Math.Round(Math.Clamp(reading.Amps, -_largestAmps, _largestAmps) / _ampsResolution));
        Set(ref _mosSteps, Math.Round(Math.Clamp(reading.MosCelsius ?? 0, -40, 150)));
        Set(ref _socSteps, Math.Round(Soc * (IsJbd ? 100 : 1000)));
        Set(ref _remainingSteps, Math.Round(_counter.RemainingAh * (IsJbd ? 100 : 10)));
        Set(ref _cycles, _counter.Cycles);
    }

    private void Set(ref int steps, double value)
    {
        if (steps == (int)value) return;
        steps = (int)value;
        _measured = null;
    }

    /// <summary>Made whenever somebody asks after a change, so often once a second: plain loops, and lists that seldom change are kept.</summary>
    private BatteryState State()
    {
        var cells = new double[_cellSteps.Length];
        for (int cell = 0; cell < cells.Length; cell++) cells[cell] = Math.Round(_cellSteps[cell] * Description.VoltsResolution, 3);
        var temperatures = new double?[_celsiusSteps.Length];
        for (int sensor = 0; sensor < temperatures.Length; sensor++) temperatures[sensor] = IsJbd ? _celsiusSteps[sensor] / 10.0 : _celsiusSteps[sensor];
        return new BatteryState
        {
            Cells = cells,
            Current = Math.Round(_ampSteps * _ampsResolution, IsJbd ? 2 : 1),
            Soc = IsJbd ? _socSteps : _socSteps / 10.0,
            RemainingAh = _remainingSteps / (IsJbd ? 100.0 : 10.0),
            DesignAh = _counter.DesignAh,
            FullAh = Description.FullAh,
            Cycles = _cycles,
            Temperatures = temperatures,
            MosTemperature = Description.HasMosSensor ? _mosSteps : null,
            ChargeFet = ChargeFet,
            DischargeFet = DischargeFet,
            Protections = ProtectionNames.Of(Saying, Description.Board),
            Balancing = _balancing == 0 ? [] : [.. Enumerable.Range(1, _cells.Length).Where(cell => (_balancing & 1u << (cell - 1)) != 0)],
            Software = Description.Software,
            Hardware = Description.Hardware,
            ErrorCounts = IsJbd ? _guard.Counts : [],
        };
    }
}
