using System.Globalization;
using System.Text.RegularExpressions;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>Goes over every key that is declared.</summary>
public sealed class DeclarationTests
{
    /// <summary>The keys of dbus-btbattery with its defaults, so that none is forgotten and none changes unnoticed.</summary>
    private const string Inherited = """
        LINEAR_LIMITATION_ENABLE = False
        BT_WATCHDOG_TIMEOUT = 30
        BT_WATCHDOG_ACTION = log
        MAX_BATTERY_CHARGE_CURRENT = 70
        MAX_BATTERY_DISCHARGE_CURRENT = 90
        SOC_IMBALANCE_DETECTION_ENABLE = True
        SOC_IMBALANCE_THRESHOLD = 10
        CCCM_CV_ENABLE = True
        DCCM_CV_ENABLE = True
        CELL_VOLTAGES_WHILE_CHARGING = 3.55, 3.5, 3.45, 3.3
        MAX_CHARGE_CURRENT_CV_FRACTION = 0, 0.05, 0.5, 1
        CELL_VOLTAGES_WHILE_DISCHARGING = 2.7, 2.8, 2.9, 3.1
        MAX_DISCHARGE_CURRENT_CV_FRACTION = 0, 0.1, 0.5, 1
        CCCM_T_ENABLE = True
        DCCM_T_ENABLE = True
        TEMPERATURE_LIMITS_WHILE_CHARGING = 0, 2, 5, 10, 15, 20, 35, 40, 55
        MAX_CHARGE_CURRENT_T_FRACTION = 0, 0.1, 0.2, 0.4, 0.8, 1, 1, 0.4, 0
        TEMPERATURE_LIMITS_WHILE_DISCHARGING = -20, 0, 5, 10, 15, 45, 55
        MAX_DISCHARGE_CURRENT_T_FRACTION = 0, 0.2, 0.3, 0.4, 1, 1, 0
        PENALTY_AT_CELL_VOLTAGE = 3.45, 3.55, 3.6
        PENALTY_BATTERY_VOLTAGE = 0.01, 1, 2
        MIN_CELL_VOLTAGE = 2.9
        MAX_CELL_VOLTAGE = 3.45
        FLOAT_CELL_VOLTAGE = 3.35
        MAX_VOLTAGE_TIME_SEC = 900
        SOC_LEVEL_TO_RESET_VOLTAGE_LIMIT = 90
        CCCM_SOC_ENABLE = True
        DCCM_SOC_ENABLE = True
        CC_SOC_LIMIT1 = 98
        CC_SOC_LIMIT2 = 95
        CC_SOC_LIMIT3 = 91
        CC_CURRENT_LIMIT1_FRACTION = 0.1
        CC_CURRENT_LIMIT2_FRACTION = 0.3
        CC_CURRENT_LIMIT3_FRACTION = 0.5
        DC_SOC_LIMIT1 = 10
        DC_SOC_LIMIT2 = 20
        DC_SOC_LIMIT3 = 30
        DC_CURRENT_LIMIT1_FRACTION = 0.1
        DC_CURRENT_LIMIT2_FRACTION = 0.3
        DC_CURRENT_LIMIT3_FRACTION = 0.5
        CVCM_ENABLE = False
        MIDPOINT_ENABLE = False
        SOC_LOW_WARNING = 20
        SOC_LOW_ALARM = 10
        BATTERY_CAPACITY = 50
        INVERT_CURRENT_MEASUREMENT = 1
        TIME_TO_SOC_POINTS =
        TIME_TO_SOC_VALUE_TYPE = 3
        TIME_TO_SOC_INC_FROM = False
        BATTERY_CELL_DATA_FORMAT = 1
        BMS_TYPE =
        """;

    public static TheoryData<string> Names => [.. ConfigurationKeys.All.Select(key => key.Name)];

    [Fact]
    public void Every_key_of_dbus_btbattery_is_there_with_its_default()
    {
        foreach (string line in Inherited.ReplaceLineEndings("\n").Split('\n'))
        {
            string[] parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            ConfigurationKey? key = ConfigurationKeys.Find(parts[0]);
            Assert.True(key is not null, $"{parts[0]} is not declared.");
            Assert.Equal((parts[0], parts[1]), (parts[0], key.DefaultText(Chemistry.Lfp)));
        }
    }

    [Fact]
    public void Every_key_is_in_effect_but_these() => Assert.Equal(
        ["BATTERY_CELL_DATA_FORMAT"],
        ConfigurationKeys.All.Where(key => !key.IsInEffect).Select(key => key.Name));

    [Fact]
    public void Only_password_and_pin_are_secret() =>
        Assert.Equal(["PASSWORD", "PIN"], ConfigurationKeys.All.Where(key => key.IsSecret).Select(key => key.Name));

    [Fact]
    public void No_key_of_driver_or_bank_depends_on_the_chemistry_of_a_battery() =>
        Assert.DoesNotContain(ConfigurationKeys.All, key => key.Scope != KeyScope.Battery && key.DependsOnChemistry);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_says_what_people_need(string name)
    {
        ConfigurationKey key = ConfigurationKeys.Find(name)!;
        Assert.Matches("^[A-Z][A-Z0-9_]*$", key.Name);
        Assert.EndsWith(".", key.Effect, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("  |\n"), key.Effect);
        Assert.True(key.Source is null || key.Source.EndsWith('.'));
        Assert.Contains(key.Unit, (string[])["", "V", "A", "A/s", "Ah", "°C", "%", "s", "V/s"]);
        Assert.False(DeadKeys.All.ContainsKey(key.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_default_passes_its_own_check_and_reads_back_as_itself(string name)
    {
        ConfigurationKey key = ConfigurationKeys.Find(name)!;
        foreach (Chemistry chemistry in Enum.GetValues<Chemistry>())
        {
            string text = key.DefaultText(chemistry);
            string section = key.Scope switch { KeyScope.Driver => "", KeyScope.Bank => "[BANK]\n", _ => $"[{Setup.First}]\n" };
            DriverConfiguration configuration = Setup.Load($"[DEFAULT]\nCHEMISTRY = {CellRange.Of(chemistry).Name}\n{section}{key.Name} = {text}\n".Replace(
                "[DEFAULT]\nCHEMISTRY = ", key == BatteryKeys.Chemistry ? "[DEFAULT]\n; " : "[DEFAULT]\nCHEMISTRY = ", StringComparison.Ordinal));
            Assert.Empty(configuration.Findings);
            ConfigurationValues values = key.Scope == KeyScope.Battery ? configuration.Batteries[0].Values : configuration.Values;
            Assert.Equal(text, values[key].Text);
            Assert.Equal((OriginKind.File, section.Length == 0 ? 3 : 4), (values[key].Origin.Kind, values[key].Origin.Line));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_no_value_is_refused_in_one_sentence_that_names_the_key(string name)
    {
        ConfigurationKey key = ConfigurationKeys.Find(name)!;
        foreach (string text in key.Kind == KeyKind.Text && !key.IsSecret && key.Name != "ADAPTER" ? (string[])[new string('x', 33)] : ["(", "NaN", "Infinity", "0x10", "١"])
        {
            Finding finding = Assert.Single(Setup.Load($"[DEFAULT]\n{name} = {text}\n").Findings);
            Assert.Equal((Severity.Error, Setup.Owners, 2, "DEFAULT", name), (finding.Severity, finding.File, finding.Line, finding.Section, finding.Key));
            Assert.StartsWith(name, finding.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_beyond_its_range_is_refused_and_the_range_is_told(string name)
    {
        ConfigurationKey key = ConfigurationKeys.Find(name)!;
        if (key.Least is not double least || key.Most is not double most)
        {
            Assert.DoesNotContain(key.Kind, (KeyKind[])[KeyKind.Integer, KeyKind.Number, KeyKind.NumberList]);
            return;
        }

        Assert.True(least < most);
        foreach (double number in (double[])[least - 1, most + 1])
        {
            Finding finding = Assert.Single(Setup.Load(FormattableString.Invariant($"[DEFAULT]\n{name} = {number}\n")).Findings);
            Assert.Equal(FindingCodes.OutOfRange, finding.Code);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}"), finding.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("Yes", true)]
    [InlineData("on", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("OFF", false)]
    [InlineData("0", false)]
    public void The_usual_spellings_of_true_and_false_work(string text, bool expected)
    {
        DriverConfiguration configuration = Setup.Load($"[DEFAULT]\nCCCM_CV_ENABLE = {text}\nMIDPOINT_ENABLE={text}\n");
        Assert.Empty(configuration.Findings);
        Assert.Equal((expected, expected), (configuration.Batteries[0].Get(CurrentKeys.ChargeByVoltage), configuration.Get(BankKeys.Midpoint)));
    }

    [Theory]
    [InlineData("li-ion", Chemistry.LiIon, 4.1)]
    [InlineData("LiIon", Chemistry.LiIon, 4.1)]
    [InlineData("NMC", Chemistry.LiIon, 4.1)]
    [InlineData("lto", Chemistry.Lto, 2.7)]
    [InlineData("LiFePO4", Chemistry.Lfp, 3.45)]
    public void The_chemistry_sets_the_defaults_of_cell_voltages(string text, Chemistry expected, double highest)
    {
        BatteryConfiguration battery = Setup.Load($"[DEFAULT]\nCHEMISTRY = {text}\n").Batteries[0];
        Assert.Equal((expected, highest), (battery.Chemistry, battery.Get(CellVoltageKeys.Max)));
        CellRange range = CellRange.Of(expected);
        foreach (ConfigurationKey<double> key in (ConfigurationKey<double>[])[CellVoltageKeys.Max, CellVoltageKeys.Float, CellVoltageKeys.Min, CellVoltageKeys.Blocked])
        {
            Assert.InRange(battery.Get(key), range.LowestVolts, range.HighestVolts);
        }

        foreach (ConfigurationKey<IReadOnlyList<double>> key in (ConfigurationKey<IReadOnlyList<double>>[])
            [CellVoltageKeys.PenaltyAt, CurrentKeys.ChargeVoltages, CurrentKeys.DischargeVoltages])
        {
            Assert.All(battery.Get(key), volts => Assert.InRange(volts, range.LowestVolts, range.HighestVolts));
        }
    }

    [Fact]
    public void Asking_the_wrong_values_for_a_key_is_a_mistake_of_the_program()
    {
        DriverConfiguration configuration = Setup.Load("");
        Assert.Throws<ArgumentException>(() => configuration.Get(CellVoltageKeys.Max));
        Assert.Throws<ArgumentException>(() => configuration.Batteries[0].Get(BankKeys.Topology));
    }
}
