namespace BtBattery.Simulator.Bms;

/// <summary>What is impossible for a battery of any make.</summary>
internal static class StateLimits
{
    public static string? Objection(BatteryState state, int cells, int sensors) =>
        (state.Cells.Count is 0 || state.Cells.Count > cells ? $"a battery has 1 to {cells} cells" : null)
        ?? (state.Cells.Any(volts => !(volts >= 0 && volts <= 65.535)) ? "a cell voltage is not between 0 and 65.535 V" : null)
        ?? (state.PackVoltage is { } pack && !(pack >= 0 && pack <= 1000) ? "the pack voltage is not between 0 and 1000 V" : null)
        ?? (!double.IsFinite(state.Current) ? "the current is not a number" : null)
        ?? (!(state.Soc >= 0 && state.Soc <= 100) ? "the state of charge is not between 0 and 100 %" : null)
        ?? (!(state.RemainingAh >= 0) || !(state.DesignAh >= 0) || !(state.FullAh is null or >= 0) ? "a capacity is negative" : null)
        ?? (state.Cycles is < 0 or > 65535 ? "the cycles are not between 0 and 65535" : null)
        ?? (state.Temperatures.Count > sensors ? $"this board has at most {sensors} temperature sensors" : null)
        ?? (state.Temperatures.Append(state.MosTemperature).Any(celsius => !(celsius is null or (>= -40 and <= 150)))
            ? "a temperature is not between -40 and 150 °C" : null)
        ?? (state.Balancing.Any(cell => cell < 1 || cell > state.Cells.Count) ? "a balancing cell has no such number in this pack" : null);
}
