using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Tests.Screen;

/// <summary>Which keys can be set on the screen, and how their values look on the bus.</summary>
public sealed class ScreenKeyTests
{
    /// <summary>A new key has to be decided: it stands in this list, or it can be dangerous, or takes effect at a start only.</summary>
    private const string OnTheScreen = """
        POLL_INTERVAL Override
        MAX_CELL_VOLTAGE Lower
        FLOAT_CELL_VOLTAGE Lower
        MIN_CELL_VOLTAGE Higher
        BLOCKED_CELL_VOLTAGE Lower
        MAX_BATTERY_CHARGE_CURRENT Lower
        MAX_BATTERY_DISCHARGE_CURRENT Lower
        CCCM_CV_ENABLE Higher
        DCCM_CV_ENABLE Higher
        CCCM_T_ENABLE Higher
        DCCM_T_ENABLE Higher
        NO_SENSOR_CURRENT_FRACTION Lower
        MOSFET_T_ENABLE Higher
        CCCM_SOC_ENABLE Higher
        DCCM_SOC_ENABLE Higher
        LOSS_POLICY Override
        SOC_IMBALANCE_DETECTION_ENABLE Override
        SOC_IMBALANCE_THRESHOLD Override
        SERIES_CURRENT_TOLERANCE Override
        SERIES_CURRENT_TOLERANCE_FRACTION Override
        PARALLEL_VOLTAGE_DIFFERENCE Override
        MAX_VOLTAGE_TIME_SEC Lower
        SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT Lower
        SERIES_SOC_DIFFERENCE Override
        SERIES_CAPACITY_LOSS Override
        SERIES_VOLTAGE_DIFFERENCE Override
        SERIES_DELAY_SEC Override
        SOC_LOW_WARNING Override
        SOC_LOW_ALARM Override
        CELL_IMBALANCE_THRESHOLD Override
        CELL_IMBALANCE_DELAY Override
        """;

    /// <summary>Those that stand in files only.</summary>
    private const string InFilesOnly = """
        ADAPTER LOG_LEVEL DEVICE_INSTANCE SETTINGS BT_WATCHDOG_TIMEOUT BT_WATCHDOG_ACTION NAME CHEMISTRY CELL_COUNT BMS_TYPE PASSWORD PIN ALLOW_SWITCHING
        INVERT_CURRENT_MEASUREMENT BATTERY_CAPACITY CONNECTION INTERMITTENT_INTERVAL DATA_TIMEOUT BMS_CELL_OVERVOLTAGE BMS_CELL_UNDERVOLTAGE PENALTY_AT_CELL_VOLTAGE
        PENALTY_BATTERY_VOLTAGE CELL_VOLTAGES_WHILE_CHARGING MAX_CHARGE_CURRENT_CV_FRACTION CELL_VOLTAGES_WHILE_DISCHARGING MAX_DISCHARGE_CURRENT_CV_FRACTION
        TEMPERATURE_LIMITS_WHILE_CHARGING MAX_CHARGE_CURRENT_T_FRACTION TEMPERATURE_LIMITS_WHILE_DISCHARGING MAX_DISCHARGE_CURRENT_T_FRACTION MOSFET_TEMPERATURE_LIMITS
        MAX_CURRENT_MOSFET_T_FRACTION CC_SOC_LIMIT1 CC_SOC_LIMIT2 CC_SOC_LIMIT3 CC_CURRENT_LIMIT1_FRACTION CC_CURRENT_LIMIT2_FRACTION CC_CURRENT_LIMIT3_FRACTION
        DC_SOC_LIMIT1 DC_SOC_LIMIT2 DC_SOC_LIMIT3 DC_CURRENT_LIMIT1_FRACTION DC_CURRENT_LIMIT2_FRACTION DC_CURRENT_LIMIT3_FRACTION SOC_SOURCE SOC_FULL_CURRENT_FRACTION
        SOC_FULL_TIME_SEC BATTERIES TOPOLOGY PUBLISH_LIMITS MIDPOINT_ENABLE RECOVERY_THRESHOLD RECOVERY_HOLD_SEC RECOVERY_RAMP WAKE_CURRENT RECONNECT_VOLTAGE_DIFFERENCE
        RECONNECT_BLOCK_DIFFERENCE LINEAR_LIMITATION_ENABLE CVCM_ENABLE ABSORPTION_CELL_SPREAD ABSORPTION_RESTART_CELL_SPREAD BULK_CELL_SPREAD CHARGE_VOLTAGE_HOLD_SEC CHARGE_VOLTAGE_RAMP TIME_TO_SOC_POINTS
        TIME_TO_SOC_VALUE_TYPE TIME_TO_SOC_INC_FROM BATTERY_CELL_DATA_FORMAT COMPATIBILITY_PATHS MEMBER_SERVICES
        """;

    public static TheoryData<string> Names => [.. ScreenKeys.All.Select(key => key.Key.Name)];

    [Fact]
    public void These_keys_can_be_set_on_the_screen() =>
        Assert.Equal(OnTheScreen.ReplaceLineEndings("\n"), string.Join('\n', ScreenKeys.All.Select(key => $"{key.Key.Name} {key.Key.OnScreen}")));

    [Fact]
    public void Of_every_other_key_it_was_decided_that_it_cannot() => Assert.Equal(
        InFilesOnly.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ConfigurationKeys.All.Where(key => key.OnScreen == OnScreen.Never).Select(key => key.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_has_one_value_for_all_that_it_takes_on_the_bus(string name)
    {
        ScreenKey key = ScreenKeys.Find(ConfigurationKeys.Find(name)!)!;
        Assert.False(key.Key.IsSecret);
        Assert.True(key.Key.IsInEffect);
        Assert.True(key.Key.OnScreen == OnScreen.Override || key.Key.Kind == KeyKind.Number || (key.Key.OnScreen == OnScreen.Higher && key.Key.Kind == KeyKind.Bool));
        Assert.Same(key, ScreenKeys.Find(key.Path));
        Assert.Same(key, ScreenKeys.Find(key.OverriddenPath));
        Assert.True(key.Least >= 0, "A setting that nobody has set is -1.");
        foreach (double number in (double[])[key.Least, key.Most])
        {
            ItemValue value = Value(key, number);
            Assert.True(key.TryRead(value, out object? read));
            Assert.Equal(value, key.ToItem(read));
        }

        Assert.False(key.TryRead(Value(key, key.Least - 1), out _));
        Assert.False(key.TryRead(Value(key, key.Most + 1), out _));
        Assert.False(key.TryRead(ItemValue.Invalid, out _));
        Assert.False(key.TryRead(ItemValue.Of("1"), out _));
        Assert.False(key.TryRead(key.Kind == ItemKind.Number ? ItemValue.Of((int)key.Least) : ItemValue.Of(key.Least, 1), out _));
    }

    /// <summary>To round these to 15 digits makes others of them.</summary>
    [Theory]
    [InlineData(4.105)]
    [InlineData(4.19)]
    [InlineData(3.45)]
    public void A_number_reads_back_as_it_was_written(double volts)
    {
        ScreenKey key = ScreenKeys.Find(CellVoltageKeys.Max)!;
        Assert.True(key.TryRead(BusItem.Read(volts, ItemKind.Number)!.Value, out object? read));
        Assert.Equal(volts, read);
        Assert.Equal(volts, key.ToItem(read).AsNumber);
    }

    /// <summary>Numbers that are kept for years.</summary>
    [Fact]
    public void Words_have_their_numbers_for_ever()
    {
        ScreenKey policy = ScreenKeys.Find(BankKeys.LossPolicy)!;
        Assert.Equal(["cautious", "balanced", "keep_sailing"], policy.Words);
        Assert.True(policy.TryRead(ItemValue.Of(2), out object? value));
        Assert.Equal(LossPolicy.KeepSailing, value);
        Assert.Equal(["Off", "On"], ScreenKeys.Find(CurrentKeys.ChargeByVoltage)!.Words);
        Assert.Equal(
            ("/Settings/MaxBatteryChargeCurrent", "/Settings/Overridden/MaxBatteryChargeCurrent", "MaxBatteryChargeCurrentOverridden"),
            (ScreenKeys.Find(CurrentKeys.MaxCharge)!.Path, ScreenKeys.Find(CurrentKeys.MaxCharge)!.OverriddenPath, ScreenKeys.Find(CurrentKeys.MaxCharge)!.OverriddenName));
    }

    private static ItemValue Value(ScreenKey key, double number) => key.Kind == ItemKind.Number ? ItemValue.Of(number, 3) : ItemValue.Of((int)number);
}
