namespace BtBattery.Simulator.Bms;

/// <summary>A Daly board of the generation "p81": asked as unit 81, answers as unit 51.</summary>
public sealed class DalyP81Board : DalyRegisterBoard
{
    private int _heartbeat;

    /// <summary>A board on <paramref name="pack"/>.</summary>
    /// <param name="pack">What it measures.</param>
    /// <param name="usesFf00">True for firmware that talks through ff00/ff01/ff02.</param>
    public DalyP81Board(SimulatedPack pack, bool usesFf00 = false)
        : base(pack, 0x81, 0x51, usesFf00)
    {
    }

    private protected override (int Start, int Count) UnaskedBlock => (0xA4, 0x0A);

    /// <inheritdoc/>
    public override string? Objection(BatteryState state) => DalyLimits.Objection(state, cells: 48, hasAlarms: false);

    private protected override DalyRegisters? Read(int start, int count) => (start, count) switch
    {
        (0x00, 0x40) => CellsAndPack(),
        (0x41, 0x3E) => Status(),
        (0xA4, 0x0A) => new DalyRegisters(start, count),
        (0x100, 0x51) => Settings(),
        (0x178, 0x4A) => Version(),
        _ => null,
    };

    private DalyRegisters CellsAndPack()
    {
        BatteryState state = Pack.State;
        var block = new DalyRegisters(0x00, 0x40);
        List<int> cells = [.. state.Cells.Select(volts => Scaled(volts, 1000))];
        for (int i = 0; i < cells.Count; i++) block[i] = cells[i];
        block.Fill(0x30, 8, 0xFF);
        for (int i = 0; i < state.Temperatures.Count; i++) block[0x30 + i] = RawTemperature(state.Temperatures[i]);
        block[0x38] = Scaled(state.Voltage, 10);
        block[0x39] = RawCurrent(state.Current);
        block[0x3A] = Scaled(state.Soc, 10);
        block[0x3B] = ++_heartbeat & 0xFFFF;
        block[0x3C] = cells.Count;
        block[0x3D] = state.Temperatures.Count;
        block[0x3E] = cells.Max();
        block[0x3F] = cells.IndexOf(cells.Max()) + 1;
        return block;
    }

    private DalyRegisters Status()
    {
        BatteryState state = Pack.State;
        var block = new DalyRegisters(0x41, 0x3E);
        List<int> cells = [.. state.Cells.Select(volts => Scaled(volts, 1000))];
        List<int> temperatures = [.. state.Temperatures.Select(RawTemperature)];
        block[0x41] = cells.IndexOf(cells.Min()) + 1;
        block[0x42] = cells.Max() - cells.Min();
        block[0x43] = temperatures.DefaultIfEmpty(0).Max();
        block[0x44] = temperatures.IndexOf(temperatures.DefaultIfEmpty(0).Max()) + 1;
        block[0x45] = temperatures.DefaultIfEmpty(0).Min();
        block[0x46] = temperatures.IndexOf(temperatures.DefaultIfEmpty(0).Min()) + 1;
        block[0x48] = Activity(state);
        block[0x4B] = Scaled(state.RemainingAh, 10);
        block[0x4C] = state.Cycles;
        ulong balancing = state.Balancing.Aggregate(0ul, (bits, cell) => bits | 1ul << (cell - 1));
        for (int i = 0; i < 3; i++) block[0x4F + i] = (int)(balancing >> (16 * i) & 0xFFFF);
        block[0x52] = state.ChargeFet ? 1 : 0;
        block[0x53] = state.DischargeFet ? 1 : 0;
        block[0x57] = cells.Sum() / cells.Count;
        block[0x58] = Power(state);
        block[0x5A] = state.MosTemperature is { } celsius ? (int)celsius + 40 : 0xFF;
        block[0x5B] = 0xFFFF;
        block.Fill(0x77, 8, 0xFFFF);
        return block;
    }

    private DalyRegisters Settings()
    {
        var block = new DalyRegisters(0x100, 0x51);
        block[0x100] = 1;
        block[0x101] = Pack.State.Cells.Count;
        int milliampereHours = Scaled(Pack.State.DesignAh, 1000);
        block[0x109] = milliampereHours >> 16;
        block[0x10A] = milliampereHours & 0xFFFF;
        return block;
    }

    private DalyRegisters Version()
    {
        var block = new DalyRegisters(0x178, 0x4A);
        block.Text(0x178, Pack.State.Software, 28);
        block.Text(0x186, Pack.State.Hardware ?? "", 14);
        return block;
    }
}
