namespace BtBattery.Simulator.Bms;

/// <summary>What a JBD frame cannot hold. A scenario that asks for it is refused instead of being sent rounded or wrapped.</summary>
internal static class JbdLimits
{
    private const double LargestHundredths = 655.35;

    public static string? Objection(BatteryState state) =>
        StateLimits.Objection(state, cells: 32, sensors: 16)
        ?? (state.Voltage > LargestHundredths ? "the pack voltage is above 655.35 V" : null)
        ?? (Math.Abs(state.Current) > 327.67 ? "the current is beyond 327.67 A" : null)
        ?? (Math.Max(Math.Max(state.RemainingAh, state.DesignAh), state.FullAh ?? 0) > LargestHundredths
            ? "a capacity is above 655.35 Ah" : null)
        ?? (state.Soc != Math.Round(state.Soc) ? "the state of charge of a JBD board is a whole number" : null)
        ?? (state.Temperatures.Contains(null) ? "a JBD board has no way to send an unreadable sensor" : null)
        ?? (state.MosTemperature is not null ? "a JBD board has no separate MOSFET sensor" : null)
        ?? UnknownProtection(state)
        ?? (state.ProductionDate is { Year: < 2000 or > 2127 } ? "the production date is not between 2000 and 2127" : null)
        ?? (IsVersion(state.Software) ? null : "the software version of a JBD board is two digits such as \"8.0\"")
        ?? (state.Hardware is { } name && (name.Length is 0 or > 40 || !System.Text.Ascii.IsValid(name))
            ? "the hardware name is not 1 to 40 ASCII characters" : null)
        ?? (state.ErrorCounts.Count > 11 || state.ErrorCounts.Any(count => count is < 0 or > 65535)
            ? "the error counts are not up to eleven numbers from 0 to 65535" : null);

    private static string? UnknownProtection(BatteryState state) =>
        state.Protections.FirstOrDefault(name => !JbdBoard.ProtectionNames.Contains(name)) is { } unknown
            ? $"a JBD board has no protection \"{unknown}\" (it has {string.Join(", ", JbdBoard.ProtectionNames)})"
            : null;

    private static bool IsVersion(string text) =>
        text.Length == 0 || (text.Length == 3 && text[1] == '.' && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[2]));
}
