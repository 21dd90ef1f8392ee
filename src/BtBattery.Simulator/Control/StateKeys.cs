using BtBattery.Simulator.Bms;

namespace BtBattery.Simulator.Control;

/// <summary>The values that "set" can change: one line per key.</summary>
internal static class StateKeys
{
    private static readonly IReadOnlyDictionary<string, Func<BatteryState, string, BatteryState>> Keys =
        new Dictionary<string, Func<BatteryState, string, BatteryState>>
        {
            ["cells"] = (state, text) => state with { Cells = [.. List(text).Select(Number)] },
            ["voltage"] = (state, text) => state with { PackVoltage = text == "sum" ? null : Number(text) },
            ["current"] = (state, text) => state with { Current = Number(text) },
            ["soc"] = (state, text) => state with { Soc = Number(text) },
            ["remainingAh"] = (state, text) => state with { RemainingAh = Number(text) },
            ["designAh"] = (state, text) => state with { DesignAh = Number(text) },
            ["fullAh"] = (state, text) => state with { FullAh = text == "none" ? null : Number(text) },
            ["cycles"] = (state, text) => state with { Cycles = Whole(text) },
            ["temps"] = (state, text) => state with { Temperatures = [.. List(text).Select(Temperature)] },
            ["mosTemp"] = (state, text) => state with { MosTemperature = Temperature(text) },
            ["chargeFet"] = (state, text) => state with { ChargeFet = Switch(text) },
            ["dischargeFet"] = (state, text) => state with { DischargeFet = Switch(text) },
            ["fet"] = (state, text) => state with { ChargeFet = (FetBits(text) & 1) != 0, DischargeFet = (FetBits(text) & 2) != 0 },
            ["protections"] = (state, text) => state with { Protections = [.. List(text)] },
            ["balancing"] = (state, text) => state with { Balancing = [.. List(text).Select(Whole)] },
        };

    /// <summary>All keys in words.</summary>
    public static string Names => string.Join(", ", Keys.Keys) + ", cell1…, temp1…";

    /// <summary>The state after one "key=value".</summary>
    public static BatteryState Apply(BatteryState state, string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new ControlException($"{assignment} is not of the form key=value");
        string key = assignment[..equals];
        string value = assignment[(equals + 1)..];
        if (Keys.TryGetValue(key, out Func<BatteryState, string, BatteryState>? change)) return change(state, value);
        if (TryPlace(key, "cell", state.Cells.Count, out int cell))
            return state with { Cells = Replaced(state.Cells, cell, Number(value)) };
        if (TryPlace(key, "temp", state.Temperatures.Count, out int sensor))
            return state with { Temperatures = Replaced(state.Temperatures, sensor, Temperature(value)) };
        throw new ControlException($"there is no value {key}; there are {Names}");
    }

    private static bool TryPlace(string key, string prefix, int count, out int index)
    {
        index = -1;
        if (!key.StartsWith(prefix, StringComparison.Ordinal)
            || !int.TryParse(key.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return false;
        if (number < 1 || number > count) throw new ControlException($"this battery has no {prefix}{number}, it has {count}");
        index = number - 1;
        return true;
    }

    private static List<T> Replaced<T>(IReadOnlyList<T> list, int index, T value) => [.. list.Take(index), value, .. list.Skip(index + 1)];

    private static string[] List(string text) => text is "" or "none" ? [] : text.Split(',');

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number : throw new ControlException($"{text} is not a number");

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : throw new ControlException($"{text} is not a whole number");

    private static double? Temperature(string text) => text == "none" ? null : Number(text);

    private static bool Switch(string text) => text switch
    {
        "on" or "true" or "1" => true,
        "off" or "false" or "0" => false,
        _ => throw new ControlException($"{text} is neither on nor off"),
    };

    private static int FetBits(string text) => text switch
    {
        "on" => 3,
        "off" => 0,
        "0" or "1" or "2" or "3" => text[0] - '0',
        _ => throw new ControlException($"{text} is none of 0, 1 (charge on), 2 (discharge on), 3 (both), on, off"),
    };
}
