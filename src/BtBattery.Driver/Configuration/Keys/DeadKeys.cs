namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys that files of former drivers have and that never did anything. They are taken, and told once.</summary>
public static class DeadKeys
{
    /// <summary>Name, and why it does nothing.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["GREENMETER_ADDRESS"] = "it belongs to a device that this driver does not read",
        ["LIPRO_START_ADDRESS"] = "it belongs to a device that this driver does not read",
        ["LIPRO_END_ADDRESS"] = "it belongs to a device that this driver does not read",
        ["LIPRO_CELL_COUNT"] = "it belongs to a device that this driver does not read",
        ["PUBLISH_CONFIG_VALUES"] = "'btbattery check-config' shows every value and where it comes from",
        ["TIME_TO_SOC_LOOP_CYCLES"] = "times are worked out anew with every reading",
    };
}
