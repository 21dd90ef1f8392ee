namespace BtBattery.Simulator.Bms;

/// <summary>
/// A Daly board of the generation "d2": status in 62 or 80 registers, the block with the MOSFET temperature, settings,
/// version. The 62-register board answers no read of 80 and the other way round.
/// </summary>
public sealed class DalyD2Board : DalyRegisterBoard
{
    private const byte Unit = 0xD2;
    private readonly bool _hasEighty;

    /// <summary>A board on <paramref name="pack"/>.</summary>
    /// <param name="pack">What it measures and switches.</param>
    /// <param name="hasEighty">True for the newer boards whose status has 80 registers.</param>
    /// <param name="usesFf00">True for firmware that talks through ff00/ff01/ff02.</param>
    public DalyD2Board(SimulatedPack pack, bool hasEighty = false, bool usesFf00 = false)
        : base(pack, Unit, Unit, usesFf00) => _hasEighty = hasEighty;

    private protected override (int Start, int Count) UnaskedBlock => (0xA9, 0x20);

    /// <inheritdoc/>
    public override string? Objection(BatteryState state) => DalyLimits.Objection(state, cells: 32, hasAlarms: true);

    private protected override DalyRegisters? Read(int start, int count) => (start, count) switch
    {
        (0x00, 0x3E) when !_hasEighty => Status(count),
        (0x00, 0x50) when _hasEighty => Status(count),
        (0x3E, 0x09) when !_hasEighty && Pack.State.MosTemperature is not null => Balancing(),
        (0x80, 0x29) => Settings(),
        (0xA9, 0x20) => Version(),
        _ => null,
    };

    private protected override bool Write(int address, int value)
    {
        bool on = value != 0;
        switch (address)
        {
            case 0xA5: Pack.State = Pack.State with { ChargeFet = on }; return true;
            case 0xA6: Pack.State = Pack.State with { DischargeFet = on }; return true;
            case 0xA7 when value <= 1000: Pack.State = Pack.State with { Soc = value / 10.0 }; return true;
            default: return false;
        }
    }

    private DalyRegisters Status(int count)
    {
        BatteryState state = Pack.State;
        var block = new DalyRegisters(0x00, count);
        List<int> cells = [.. state.Cells.Select(volts => Scaled(volts, 1000))];
        for (int i = 0; i < cells.Count; i++) block[i] = cells[i];
        List<int> temperatures = [.. state.Temperatures.Select(RawTemperature)];
        for (int i = 0; i < temperatures.Count; i++) block[0x20 + i] = temperatures[i];
        block[0x28] = Scaled(state.Voltage, 10);
        block[0x29] = RawCurrent(state.Current);
        block[0x2A] = Scaled(state.Soc, 10);
        block[0x2B] = cells.Max();
        block[0x2C] = cells.Min();
        block[0x2D] = temperatures.DefaultIfEmpty(0).Max();
        block[0x2E] = temperatures.DefaultIfEmpty(0).Min();
        block[0x2F] = Activity(state);
        block[0x30] = Scaled(state.RemainingAh, 10);
        block[0x31] = cells.Count;
        block[0x32] = temperatures.Count;
        block[0x33] = state.Cycles;
        block[0x34] = state.Balancing.Count > 0 ? 1 : 0;
        block[0x35] = state.ChargeFet ? 1 : 0;
        block[0x36] = state.DischargeFet ? 1 : 0;
        block[0x37] = cells.Sum() / cells.Count;
        block[0x38] = cells.Max() - cells.Min();
        block[0x39] = Power(state);
        ulong alarms = DalyAlarmBits.Of(state);
        for (int i = 0; i < 4; i++) block[0x3A + i] = (int)(alarms >> (16 * i) & 0xFFFF);
        if (count > 0x3E) FillBalancing(block);
        return block;
    }

    private DalyRegisters Balancing()
    {
        var block = new DalyRegisters(0x3E, 9);
        FillBalancing(block);
        block.Fill(0x43, 4, 0xFFFF);
        return block;
    }

    private void FillBalancing(DalyRegisters block)
    {
        uint bits = Pack.State.Balancing.Aggregate(0u, (all, cell) => all | 1u << (cell - 1));
        block[0x3E] = (int)(bits & 0xFFFF);
        block[0x3F] = (int)(bits >> 16);
        block[0x40] = 30000;
        block[0x42] = Pack.State.MosTemperature is { } celsius ? (int)celsius + 40 : 0;
    }

    private DalyRegisters Settings()
    {
        BatteryState state = Pack.State;
        var block = new DalyRegisters(0x80, 0x29);
        block[0x80] = Scaled(state.DesignAh, 10);
        block[0x81] = 3200;
        block[0x82] = 1;
        block[0x83] = state.Cells.Count;
        block[0x86] = state.Temperatures.Count;
        block[0x8A] = 3600;
        (block[0x8B], block[0x8C]) = (3600, 3650);
        (block[0x8D], block[0x8E]) = (2800, 2500);
        (block[0x8F], block[0x90]) = (36 * state.Cells.Count, 36 * state.Cells.Count + 1);
        (block[0x91], block[0x92]) = (28 * state.Cells.Count, 26 * state.Cells.Count);
        (block[0x93], block[0x94]) = (29000, 28800);
        (block[0x95], block[0x96]) = (31000, 31200);
        block[0xA5] = state.ChargeFet ? 1 : 0;
        block[0xA6] = state.DischargeFet ? 1 : 0;
        block[0xA7] = Scaled(state.Soc, 10);
        block[0xA8] = 0x57;
        return block;
    }

    private DalyRegisters Version()
    {
        var block = new DalyRegisters(0xA9, 0x20);
        block.Text(0xA9, Pack.State.Software, 32);
        block.Text(0xB9, Pack.State.Hardware ?? "", 32);
        return block;
    }
}
