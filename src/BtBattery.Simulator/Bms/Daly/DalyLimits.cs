namespace BtBattery.Simulator.Bms;

/// <summary>What the frames of a Daly board cannot hold.</summary>
internal static class DalyLimits
{
    /// <param name="state">What is to be sent.</param>
    /// <param name="cells">Most cells the generation has room for.</param>
    /// <param name="hasAlarms">False for the generation whose alarm bits nobody knows.</param>
    public static string? Objection(BatteryState state, int cells, bool hasAlarms) =>
        StateLimits.Objection(state, cells, sensors: 8)
        ?? (Math.Abs(state.Current) > 3000 ? "the current is beyond 3000 A" : null)
        ?? (state.Voltage > 6553.5 ? "the pack voltage is above 6553.5 V" : null)
        ?? (Math.Max(state.RemainingAh, state.DesignAh) > 6553.5 ? "a capacity is above 6553.5 Ah" : null)
        ?? (!IsTenth(state.Current) || !IsTenth(state.Soc) || !IsTenth(state.RemainingAh)
            ? "a Daly board sends current, state of charge and remaining capacity in tenths" : null)
        ?? (state.Temperatures.Append(state.MosTemperature).Any(celsius => celsius is { } known && known != Math.Round(known))
            ? "a Daly board sends temperatures as whole numbers" : null)
        ?? (state.FullAh is not null ? "a Daly board has no learned capacity" : null)
        ?? (state.ErrorCounts.Count > 0 ? "a Daly board has no error counts" : null)
        ?? (!hasAlarms && state.Protections.Count > 0 ? "the alarm bits of this generation are not known" : null)
        ?? (state.Protections.FirstOrDefault(name => !DalyAlarmBits.Bits.ContainsKey(name)) is { } unknown
            ? $"a Daly board has no protection \"{unknown}\"" : null)
        ?? (TooLong(state.Software) || TooLong(state.Hardware) ? "software and hardware are at most 28 ASCII characters" : null);

    private static bool IsTenth(double value) => Math.Abs(value * 10 - Math.Round(value * 10)) < 1e-6;

    private static bool TooLong(string? text) => text is not null && (text.Length > 28 || !System.Text.Ascii.IsValid(text));
}
