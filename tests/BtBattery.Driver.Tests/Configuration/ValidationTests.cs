using BtBattery.Driver.Configuration;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>Every rule, with the sentence an owner reads.</summary>
public sealed class ValidationTests
{
    private const string At = Setup.Owners;

    [Theory]
    // Lines
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE 3.4", "bad_line", ":2: This is no section, no setting and no remark: write KEY = value, or begin the line with ; if it is a remark.")]
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE: 3.4", "bad_line", ":2: This is no section, no setting and no remark: write KEY = value, or begin the line with ; if it is a remark.")]
    [InlineData("[DEFAULT]\n= 3.4", "bad_line", ":2: This is no section, no setting and no remark: write KEY = value, or begin the line with ; if it is a remark.")]
    [InlineData(
        "[DEFAULT\nPIN = 1",
        "bad_line",
        ":1: The name of a section stands between [ and ]: write [DEFAULT], [BANK] or the address of a battery, such as [A4:C1:38:00:00:01].")]
    [InlineData("[]", "bad_line", ":1: The name of a section stands between [ and ]: write [DEFAULT], [BANK] or the address of a battery, such as [A4:C1:38:00:00:01].")]
    [InlineData("[DEFAULT] ; mine", "inline_comment", ":1: Behind [DEFAULT] there is more on the line. Put a remark on a line of its own, beginning with ;.")]
    [InlineData("PIN = 1", "no_section", ":1: This stands before the first section: put a line [DEFAULT] above it.")]

    // Sections
    [InlineData(
        "[starboard]\nNAME = x", "unknown_section", ":1: [starboard] There is no such section: write [DEFAULT], [BANK] or the address of a battery, such as [A4:C1:38:00:00:01].")]
    [InlineData("[DEFAULT]\n[BANK]\n[default]", "duplicate_section", ":3: [default] [default] is there already, in line 1; put all its keys under one heading.")]
    [InlineData(
        "[A4:C1:38:00:00:01]\n[a4:c1:38:00:00:01]", "duplicate_section", ":2: [a4:c1:38:00:00:01] [a4:c1:38:00:00:01] is there already, in line 1; put all its keys under one heading.")]

    // Keys
    [InlineData("[DEFAULT]\nMAX_CEL_VOLTAGE = 3.4", "unknown_key", ":2: [DEFAULT] MAX_CEL_VOLTAGE is not a key: write MAX_CELL_VOLTAGE.")]
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTGAE = 3.4", "unknown_key", ":2: [DEFAULT] MAX_CELL_VOLTGAE is not a key: write MAX_CELL_VOLTAGE.")]
    [InlineData("[DEFAULT]\npoll-interval = 3", "unknown_key", ":2: [DEFAULT] poll-interval is not a key: write POLL_INTERVAL.")]
    [InlineData("[DEFAULT]\nFRIDGE = on", "unknown_key", ":2: [DEFAULT] FRIDGE is not a key: 'btbattery check-config' lists them all, or take the line out.")]
    [InlineData(
        "[DEFAULT]\nthe sun is bright = on",
        "unknown_key",
        ":2: [DEFAULT] What stands before the = sign is not a key: 'btbattery check-config' lists them all, or take the line out.")]
    [InlineData("[DEFAULT]\nPIN = 1\npin = 1", "duplicate_key", ":3: [DEFAULT] PIN is there already, in line 2; keep one of them.")]
    [InlineData(
        "[BANK]\nMAX_CELL_VOLTAGE = 3.4", "wrong_place", ":2: [BANK] MAX_CELL_VOLTAGE is for batteries: put it under [DEFAULT] for all, or under the address of one.")]
    [InlineData("[BANK]\nADAPTER = hci1", "wrong_place", ":2: [BANK] ADAPTER holds for the driver as a whole: put it under [DEFAULT] in config.ini.")]
    [InlineData(
        "[A4:C1:38:00:00:01]\nCVCM_ENABLE = True",
        "wrong_place",
        ":2: [A4:C1:38:00:00:01] CVCM_ENABLE holds for the bank as a whole: put it under [BANK] in config.ini.")]

    // Values
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE = 34.5", "out_of_range", ":2: [DEFAULT] MAX_CELL_VOLTAGE = 34.5: give a number from 0.5 to 5 V.")]
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE = high", "wrong_type", ":2: [DEFAULT] MAX_CELL_VOLTAGE = high: give a number from 0.5 to 5 V.")]
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE = NaN", "wrong_type", ":2: [DEFAULT] MAX_CELL_VOLTAGE = NaN: give a number from 0.5 to 5 V.")]
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE = 1e999", "wrong_type", ":2: [DEFAULT] MAX_CELL_VOLTAGE = 1e999: give a number from 0.5 to 5 V.")]
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE = 3,45", "wrong_type", ":2: [DEFAULT] MAX_CELL_VOLTAGE = 3,45: a number has a point and no comma; write 3.45.")]
    [InlineData("[DEFAULT]\nMAX_CELL_VOLTAGE =", "wrong_type", ":2: [DEFAULT] MAX_CELL_VOLTAGE is empty: give a number from 0.5 to 5 V.")]
    [InlineData("[DEFAULT]\nBT_WATCHDOG_TIMEOUT = 30.5", "wrong_type", ":2: [DEFAULT] BT_WATCHDOG_TIMEOUT = 30.5: give a whole number from -1 to 86400 s.")]
    [InlineData("[DEFAULT]\nCCCM_CV_ENABLE = maybe", "wrong_type", ":2: [DEFAULT] CCCM_CV_ENABLE = maybe: give True or False.")]
    [InlineData("[DEFAULT]\nBMS_TYPE = tesla", "wrong_type", ":2: [DEFAULT] BMS_TYPE = tesla: give one of jbd, daly-d2, daly-p81, daly-a5, or nothing to find out by asking.")]
    [InlineData("[DEFAULT]\nBT_WATCHDOG_ACTION = restart", "wrong_type", ":2: [DEFAULT] BT_WATCHDOG_ACTION = restart: give one of log, exit, reboot.")]
    [InlineData("[DEFAULT]\nINVERT_CURRENT_MEASUREMENT = 2", "wrong_type", ":2: [DEFAULT] INVERT_CURRENT_MEASUREMENT = 2: give one of 1, -1.")]
    [InlineData("[DEFAULT]\nPASSWORD = 12345", "wrong_type", ":2: [DEFAULT] PASSWORD: give the six characters of the battery's password, without quotes, or nothing.")]
    [InlineData("[DEFAULT]\nPIN = 12a", "wrong_type", ":2: [DEFAULT] PIN: give the passkey of the battery, up to six digits, without quotes, or nothing.")]
    [InlineData("[DEFAULT]\nADAPTER = bluetooth", "wrong_type", ":2: [DEFAULT] ADAPTER = bluetooth: give addresses or names (hci0) of Bluetooth adapters with commas between, or nothing for the first one that is switched on.")]
    [InlineData(
        "[DEFAULT]\nMAX_CELL_VOLTAGE = 3.4 ; not too high",
        "inline_comment",
        ":2: [DEFAULT] MAX_CELL_VOLTAGE has a remark behind its value, which would become part of it: write MAX_CELL_VOLTAGE = 3.4, and put the remark on a line of its own.")]
    [InlineData(
        "[DEFAULT]\nTIME_TO_SOC_POINTS = 100, 0; Specify more",
        "inline_comment",
        ":2: [DEFAULT] TIME_TO_SOC_POINTS has a remark behind its value, which would become part of it: write TIME_TO_SOC_POINTS = 100, 0, and put the remark on a line of its own.")]
    [InlineData(
        "[DEFAULT]\nNAME = Boat # 2 ; the port one",
        "inline_comment",
        ":2: [DEFAULT] NAME has a remark behind its value, which would become part of it: write NAME = Boat # 2, and put the remark on a line of its own.")]
    [InlineData(
        "[DEFAULT]\nPASSWORD = 123456 # mine",
        "inline_comment",
        ":2: [DEFAULT] PASSWORD has a remark behind its value, which would become part of it: write PASSWORD = and its value only, and put the remark on a line of its own.")]

    // Lists
    [InlineData(
        "[DEFAULT]\nCELL_VOLTAGES_WHILE_CHARGING = 3.3, 3.45, 3.5, 3.55",
        "unordered",
        ":2: [DEFAULT] CELL_VOLTAGES_WHILE_CHARGING = 3.3, 3.45, 3.5, 3.55: 3.45 is out of order; give numbers from 0.5 to 5 V with commas between them, each smaller than the one before.")]
    [InlineData(
        "[DEFAULT]\nCELL_VOLTAGES_WHILE_DISCHARGING = 2.7, 2.8, 2.8, 3.1",
        "unordered",
        ":2: [DEFAULT] CELL_VOLTAGES_WHILE_DISCHARGING = 2.7, 2.8, 2.8, 3.1: 2.8 is out of order; give numbers from 0.5 to 5 V with commas between them, each larger than the one before.")]
    [InlineData(
        "[DEFAULT]\nMAX_CHARGE_CURRENT_CV_FRACTION = 0, 0.5, 0.05, 1",
        "unordered",
        ":2: [DEFAULT] MAX_CHARGE_CURRENT_CV_FRACTION = 0, 0.5, 0.05, 1: 0.05 is out of order; give numbers from 0 to 1 with commas between them, none smaller than the one before.")]
    [InlineData(
        "[DEFAULT]\nMAX_CHARGE_CURRENT_CV_FRACTION = 0, 5, 50, 100",
        "out_of_range",
        ":2: [DEFAULT] MAX_CHARGE_CURRENT_CV_FRACTION = 0, 5, 50, 100: 5 is out of range; give numbers from 0 to 1 with commas between them, none smaller than the one before.")]
    [InlineData(
        "[DEFAULT]\nTEMPERATURE_LIMITS_WHILE_CHARGING = 0, warm",
        "wrong_type",
        ":2: [DEFAULT] TEMPERATURE_LIMITS_WHILE_CHARGING = 0, warm: give numbers from -40 to 125 °C with commas between them, each larger than the one before.")]
    [InlineData("[DEFAULT]\nCELL_VOLTAGES_WHILE_CHARGING = 3.5", "wrong_length", ":2: [DEFAULT] CELL_VOLTAGES_WHILE_CHARGING = 3.5: give at least 2 numbers.")]
    [InlineData(
        "[DEFAULT]\nTIME_TO_SOC_POINTS = 33,32,31,30,29,28,27,26,25,24,23,22,21,20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1",
        "wrong_length",
        ":2: [DEFAULT] TIME_TO_SOC_POINTS = 33,32,31,30,29,28,27,26,25,24,23,22,21,20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,…: give at most 32 numbers.")]
    [InlineData(
        "[DEFAULT]\nTIME_TO_SOC_POINTS = 100, 20, 100",
        "unordered",
        ":2: [DEFAULT] TIME_TO_SOC_POINTS = 100, 20, 100: 100 is out of order; give numbers from 0 to 100 % with commas between them, none twice, or nothing.")]
    [InlineData(
        "[DEFAULT]\nCELL_VOLTAGES_WHILE_CHARGING = 3.55, 3.5, 3.3",
        "wrong_length",
        ":2: [DEFAULT] CELL_VOLTAGES_WHILE_CHARGING = 3.55, 3.5, 3.3 V has 3 numbers and MAX_CHARGE_CURRENT_CV_FRACTION = 0, 0.05, 0.5, 1 (default) has 4: they go together, one by one; write as many in both.")]
    [InlineData(
        "[DEFAULT]\nPENALTY_BATTERY_VOLTAGE = 0.1, 0.2",
        "wrong_length",
        ":2: [DEFAULT] PENALTY_AT_CELL_VOLTAGE = 3.45, 3.55, 3.6 V (default for LFP) has 3 numbers and PENALTY_BATTERY_VOLTAGE = 0.1, 0.2 V has 2: they go together, one by one; write as many in both.")]

    // Contradictions
    [InlineData(
        "[DEFAULT]\nFLOAT_CELL_VOLTAGE = 3.5",
        "contradiction",
        ":2: [DEFAULT] FLOAT_CELL_VOLTAGE = 3.5 V is above MAX_CELL_VOLTAGE = 3.45 V (default for LFP), and a full cell is held at no more than it is charged to: write a lower FLOAT_CELL_VOLTAGE or a higher MAX_CELL_VOLTAGE.")]
    [InlineData(
        "[DEFAULT]\nBLOCKED_CELL_VOLTAGE = 3.4",
        "contradiction",
        ":2: [DEFAULT] BLOCKED_CELL_VOLTAGE = 3.4 V is above FLOAT_CELL_VOLTAGE = 3.35 V (default for LFP), and a battery that must not be charged is held at no more than float: write a lower BLOCKED_CELL_VOLTAGE or a higher FLOAT_CELL_VOLTAGE.")]
    [InlineData(
        "[DEFAULT]\nMIN_CELL_VOLTAGE = 3.31",
        "contradiction",
        ":2: [DEFAULT] MIN_CELL_VOLTAGE = 3.31 V is above BLOCKED_CELL_VOLTAGE = 3.3 V (default for LFP), and an empty cell has less than one that rests: write a lower MIN_CELL_VOLTAGE or a higher BLOCKED_CELL_VOLTAGE.")]
    [InlineData(
        "[BANK]\nRECONNECT_VOLTAGE_DIFFERENCE = 0.6",
        "contradiction",
        ":2: [BANK] RECONNECT_VOLTAGE_DIFFERENCE = 0.6 V is above RECONNECT_BLOCK_DIFFERENCE = 0.5 V (default): one direction is blocked before both are; "
        + "write a lower first number or a higher second one.")]
    [InlineData(
        "[BANK]\nABSORPTION_CELL_SPREAD = 0.02\nABSORPTION_RESTART_CELL_SPREAD = 0.01",
        "contradiction",
        ":2: [BANK] ABSORPTION_CELL_SPREAD = 0.02 V is not at or below ABSORPTION_RESTART_CELL_SPREAD = 0.01 V, and charging would begin anew as soon as it is done: write a lower ABSORPTION_CELL_SPREAD or a higher ABSORPTION_RESTART_CELL_SPREAD.")]
    [InlineData(
        "[BANK]\nBULK_CELL_SPREAD = 0.02\nABSORPTION_CELL_SPREAD = 0.02",
        "contradiction",
        ":3: [BANK] ABSORPTION_CELL_SPREAD = 0.02 V is not below BULK_CELL_SPREAD = 0.02 V, and charging would begin anew as soon as it is done: write a lower ABSORPTION_CELL_SPREAD or a higher BULK_CELL_SPREAD.")]
    [InlineData(
        "[BANK]\nABSORPTION_RESTART_CELL_SPREAD = 0.09\nBULK_CELL_SPREAD = 0.08",
        "contradiction",
        ":2: [BANK] ABSORPTION_RESTART_CELL_SPREAD = 0.09 V is not below BULK_CELL_SPREAD = 0.08 V, and charging would begin anew as soon as it is done: write a lower ABSORPTION_RESTART_CELL_SPREAD or a higher BULK_CELL_SPREAD.")]
    [InlineData(
        "[BANK]\nSOC_LOW_WARNING = 5",
        "contradiction",
        ":2: [BANK] SOC_LOW_WARNING = 5 % is below SOC_LOW_ALARM = 10 % (default): the warning comes before the alarm; write a higher warning or a lower alarm.")]
    [InlineData(
        "[DEFAULT]\nDATA_TIMEOUT = 5\nPOLL_INTERVAL = 4",
        "contradiction",
        ":2: [DEFAULT] DATA_TIMEOUT = 5 s must be at least twice POLL_INTERVAL = 4 s, or values would be invalid most of the time: write DATA_TIMEOUT = 8 or more.")]
    [InlineData(
        "[DEFAULT]\nCONNECTION = intermittent\nINTERMITTENT_INTERVAL = 60",
        "contradiction",
        ":3: [DEFAULT] DATA_TIMEOUT = 30 s (default) must be at least 15 s longer than INTERMITTENT_INTERVAL = 60 s, the time that connecting may take, or values would be invalid before the next reading: write DATA_TIMEOUT = 75 or more, or INTERMITTENT_INTERVAL = 15 or less, or PUBLISH_LIMITS = False under [BANK] to monitor only.")]
    [InlineData(
        "[DEFAULT]\nCONNECTION = intermittent\nINTERMITTENT_INTERVAL = 600",
        "contradiction",
        ":3: [DEFAULT] DATA_TIMEOUT = 30 s (default) must be at least 15 s longer than INTERMITTENT_INTERVAL = 600 s, the time that connecting may take, or values would be invalid before the next reading: write INTERMITTENT_INTERVAL = 105 or less with DATA_TIMEOUT = 120, or PUBLISH_LIMITS = False under [BANK] to monitor only.")]
    [InlineData(
        "[DEFAULT]\nCONNECTION = intermittent\nDATA_TIMEOUT = 20",
        "contradiction",
        ":3: [DEFAULT] DATA_TIMEOUT = 20 s must be at least 15 s longer than INTERMITTENT_INTERVAL = 15 s (default), the time that connecting may take, or values would be invalid before the next reading: write DATA_TIMEOUT = 30 or more, or PUBLISH_LIMITS = False under [BANK] to monitor only.")]
    [InlineData("[DEFAULT]\nCONNECTION = sometimes", "wrong_type", ":2: [DEFAULT] CONNECTION = sometimes: give one of continuous, intermittent.")]
    [InlineData("[DEFAULT]\nINTERMITTENT_INTERVAL = 5", "out_of_range", ":2: [DEFAULT] INTERMITTENT_INTERVAL = 5: give a number from 10 to 3600 s.")]
    [InlineData("[BANK]\nPUBLISH_LIMITS = perhaps", "wrong_type", ":2: [BANK] PUBLISH_LIMITS = perhaps: give True or False.")]
    [InlineData(
        "[DEFAULT]\nCC_SOC_LIMIT2 = 98", "unordered", ":2: [DEFAULT] CC_SOC_LIMIT1 = 98 % (default) and CC_SOC_LIMIT2 = 98 % are out of order: CC_SOC_LIMIT2 is lower than CC_SOC_LIMIT1.")]
    [InlineData(
        "[DEFAULT]\nDC_SOC_LIMIT3 = 15", "unordered", ":2: [DEFAULT] DC_SOC_LIMIT2 = 20 % (default) and DC_SOC_LIMIT3 = 15 % are out of order: DC_SOC_LIMIT3 is higher than DC_SOC_LIMIT2.")]
    [InlineData(
        "[DEFAULT]\nCC_CURRENT_LIMIT1_FRACTION = 0.4",
        "unordered",
        ":2: [DEFAULT] CC_CURRENT_LIMIT1_FRACTION = 0.4 and CC_CURRENT_LIMIT2_FRACTION = 0.3 (default) are out of order: CC_CURRENT_LIMIT2_FRACTION is not lower than CC_CURRENT_LIMIT1_FRACTION.")]
    [InlineData(
        "[DEFAULT]\nDC_CURRENT_LIMIT3_FRACTION = 0.2",
        "unordered",
        ":2: [DEFAULT] DC_CURRENT_LIMIT2_FRACTION = 0.3 (default) and DC_CURRENT_LIMIT3_FRACTION = 0.2 are out of order: DC_CURRENT_LIMIT3_FRACTION is not lower than DC_CURRENT_LIMIT2_FRACTION.")]

    [InlineData(
        "[DEFAULT]\nMAX_CURRENT_MOSFET_T_FRACTION = 1, 0, 0.1",
        "unordered",
        ":2: [DEFAULT] MAX_CURRENT_MOSFET_T_FRACTION = 1, 0, 0.1: 0.1 is out of order; give numbers from 0 to 1 with commas between them, none larger than the one before.")]
    [InlineData(
        "[DEFAULT]\nMOSFET_TEMPERATURE_LIMITS = 70, 90",
        "wrong_length",
        ":2: [DEFAULT] MOSFET_TEMPERATURE_LIMITS = 70, 90 °C has 2 numbers and MAX_CURRENT_MOSFET_T_FRACTION = 1, 0.25, 0 (default) has 3: they go together, one by one; write as many in both.")]
    [InlineData("[DEFAULT]\nCELL_COUNT = 2", "out_of_range", ":2: [DEFAULT] CELL_COUNT = 2: give a whole number from 3 to 32.")]

    // What cells and BMS allow
    [InlineData(
        "[DEFAULT]\nMAX_CELL_VOLTAGE = 4.2",
        "chemistry",
        ":2: [DEFAULT] MAX_CELL_VOLTAGE = 4.2 V is more than LFP cells bear, which is 3.65 V: write a lower voltage, or the right CHEMISTRY.")]
    [InlineData(
        "[DEFAULT]\nCHEMISTRY = Li-ion\nMIN_CELL_VOLTAGE = 2.4",
        "chemistry",
        ":3: [DEFAULT] MIN_CELL_VOLTAGE = 2.4 V is less than Li-ion cells bear, which is 2.5 V: write a higher voltage, or the right CHEMISTRY.")]
    [InlineData(
        "[DEFAULT]\nBMS_CELL_OVERVOLTAGE = 3.4",
        "bms_protection",
        ":2: [DEFAULT] MAX_CELL_VOLTAGE = 3.45 V (default for LFP) is above what the BMS allows (BMS_CELL_OVERVOLTAGE = 3.4 V): write MAX_CELL_VOLTAGE = 3.4 or less.")]
    [InlineData(
        "[DEFAULT]\nMIN_CELL_VOLTAGE = 2.6\nBMS_CELL_UNDERVOLTAGE = 2.7",
        "bms_protection",
        ":2: [DEFAULT] MIN_CELL_VOLTAGE = 2.6 V is below what the BMS allows (BMS_CELL_UNDERVOLTAGE = 2.7 V): write MIN_CELL_VOLTAGE = 2.7 or more.")]

    // The bank
    [InlineData("[DEFAULT]\nDEVICE_INSTANCE = 256", "out_of_range", ":2: [DEFAULT] DEVICE_INSTANCE = 256: give a whole number from 0 to 255.")]
    [InlineData(
        "[BANK]\nBATTERIES = starboard",
        "wrong_type",
        ":2: [BANK] BATTERIES = starboard: give 1 to 4 Bluetooth addresses with commas between them, such as A4:C1:38:00:00:01, or nothing.")]
    [InlineData(
        "[BANK]\nBATTERIES = A4:C1:38:00:00:01, a4:c1:38:00:00:01",
        "duplicate_battery",
        ":2: [BANK] BATTERIES = A4:C1:38:00:00:01, a4:c1:38:00:00:01: A4:C1:38:00:00:01 stands there twice; name each battery once.")]
    public void A_fault_is_told_with_its_line_and_what_to_write_instead(string text, string code, string line)
    {
        Finding finding = Assert.Single(Setup.Load(text).Findings);
        Assert.Equal("error: " + At + line, finding.ToString());
        Assert.Equal((code, Severity.Error), (finding.Code, finding.Severity));
    }

    [Theory]
    [InlineData(
        "[DEFAULT]\nMAX_CHARGE_CURRENT_CV_FRACTION = 0.35, 0.5, 0.6, 0.9",
        "curve_end",
        ":2: [DEFAULT] MAX_CHARGE_CURRENT_CV_FRACTION = 0.35, 0.5, 0.6, 0.9 begins with 0.35: beyond 3.55 V the battery is still charged. Write 0 as the first number.")]
    [InlineData(
        "[DEFAULT]\nMAX_DISCHARGE_CURRENT_CV_FRACTION = 0.1, 0.2, 0.5, 1",
        "curve_end",
        ":2: [DEFAULT] MAX_DISCHARGE_CURRENT_CV_FRACTION = 0.1, 0.2, 0.5, 1 begins with 0.1: beyond 2.7 V the battery is still discharged. Write 0 as the first number.")]
    [InlineData(
        "[DEFAULT]\nTEMPERATURE_LIMITS_WHILE_CHARGING = 0, 55\nMAX_CHARGE_CURRENT_T_FRACTION = 0, 1",
        "curve_end",
        ":3: [DEFAULT] MAX_CHARGE_CURRENT_T_FRACTION = 0, 1 ends with 1: beyond 55 °C the battery is still charged. Write 0 as the last number.")]
    [InlineData(
        "[DEFAULT]\nTEMPERATURE_LIMITS_WHILE_DISCHARGING = 0, 55\nMAX_DISCHARGE_CURRENT_T_FRACTION = 1, 0",
        "curve_end",
        ":3: [DEFAULT] MAX_DISCHARGE_CURRENT_T_FRACTION = 1, 0 begins with 1: beyond 0 °C the battery is still discharged. Write 0 as the first number.")]
    [InlineData(
        "[DEFAULT]\nMAX_CURRENT_MOSFET_T_FRACTION = 1, 0.25, 0.1",
        "curve_end",
        ":2: [DEFAULT] MAX_CURRENT_MOSFET_T_FRACTION = 1, 0.25, 0.1 ends with 0.1: beyond 90 °C the battery is still charged and discharged. Write 0 as the last number.")]
    [InlineData(
        "[BANK]\nPUBLISH_LIMITS = False\n[DEFAULT]\nCONNECTION = intermittent\nINTERMITTENT_INTERVAL = 600",
        "contradiction",
        ":5: [DEFAULT] DATA_TIMEOUT = 30 s (default) must be at least 15 s longer than INTERMITTENT_INTERVAL = 600 s, the time that connecting may take, or values would be invalid before the next reading: write INTERMITTENT_INTERVAL = 105 or less with DATA_TIMEOUT = 120.")]
    [InlineData(
        "[BANK]\nPUBLISH_LIMITS = False\n[DEFAULT]\nDATA_TIMEOUT = 5\nPOLL_INTERVAL = 4",
        "contradiction",
        ":4: [DEFAULT] DATA_TIMEOUT = 5 s must be at least twice POLL_INTERVAL = 4 s, or values would be invalid most of the time: write DATA_TIMEOUT = 8 or more.")]
    [InlineData(
        "[DEFAULT]\nCONNECTION = intermittent\nBMS_TYPE = jbd",
        "sleeps",
        ":2: [DEFAULT] CONNECTION = intermittent with BMS_TYPE = jbd: JBD boards may switch their radio off while no current flows and nobody is connected. With CONNECTION = intermittent such a battery can be out of reach until a load, a charger or its button wakes it; CONNECTION = continuous keeps it awake.")]
    [InlineData("[DEFAULT]\nLIPRO_CELL_COUNT = 15\n[BANK]\nlipro_cell_count = 16", "dead_key", ":2: [DEFAULT] LIPRO_CELL_COUNT does nothing: it belongs to a device that this driver does not read. The line can go.")]
    public void What_is_odd_is_a_warning(string text, string code, string line)
    {
        DriverConfiguration configuration = Setup.Load(text);
        Finding finding = Assert.Single(configuration.Findings);
        Assert.Equal("warning: " + At + line, finding.ToString());
        Assert.Equal((code, Severity.Warning), (finding.Code, finding.Severity));
        Assert.False(configuration.HasErrors);
    }

    [Theory]
    [InlineData("CONNECTION = intermittent")]
    [InlineData("CONNECTION = intermittent\nINTERMITTENT_INTERVAL = 105\nDATA_TIMEOUT = 120")]
    [InlineData("CONNECTION = intermittent\nPOLL_INTERVAL = 15\nDATA_TIMEOUT = 29\nINTERMITTENT_INTERVAL = 14")]
    [InlineData("INTERMITTENT_INTERVAL = 600")]
    public void Readings_that_come_in_time_are_fine(string text) => Assert.Empty(Setup.Load($"[DEFAULT]\n{text}\n").Findings);

    [Fact]
    public void A_curve_that_is_switched_off_may_end_as_it_likes() =>
        Assert.Empty(Setup.Load("[DEFAULT]\nMAX_CHARGE_CURRENT_CV_FRACTION = 0.35, 0.5, 0.6, 0.9\nCCCM_CV_ENABLE = no\n").Findings);

    [Fact]
    public void What_was_read_from_the_BMS_must_make_sense_itself() => Assert.Contains(
        "error: " + At + ":2: [DEFAULT] BMS_CELL_UNDERVOLTAGE = 3.7 V is not below BMS_CELL_OVERVOLTAGE = 3.6 V: copy both anew from the app of the BMS.",
        Setup.Load("[DEFAULT]\nBMS_CELL_UNDERVOLTAGE = 3.7\nBMS_CELL_OVERVOLTAGE = 3.6\n").Findings.Select(finding => finding.ToString()));

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_order()
    {
        const string text = "[DEFAULT]\nFOO = 1\nMAX_CELL_VOLTAGE = x\nFLOAT_CELL_VOLTAGE = y\nDATA_TIMEOUT = 5\nPOLL_INTERVAL = 5\n[BANK]\nADAPTER = hci1\n[x]\n";
        Assert.Equal([2, 3, 4, 5, 8, 9], Setup.Load(text).Findings.Select(finding => finding.Line));
    }

    [Fact]
    public void A_value_that_is_wrong_leads_to_no_further_complaints()
    {
        // 3.5 would be above the default of MAX_CELL_VOLTAGE, which is not what the owner meant.
        DriverConfiguration configuration = Setup.Load("[DEFAULT]\nMAX_CELL_VOLTAGE = 3.6O\nFLOAT_CELL_VOLTAGE = 3.5\n");
        Assert.Equal(2, Assert.Single(configuration.Findings).Line);
        Assert.Equal(3.45, configuration.Batteries[0].Get(BtBattery.Driver.Configuration.Keys.CellVoltageKeys.Max));
    }

    [Fact]
    public void What_is_wrong_for_all_batteries_is_told_once() =>
        Assert.Single(Setup.Load("[DEFAULT]\nFLOAT_CELL_VOLTAGE = 3.5\n", Setup.First, Setup.Second, Setup.Third).Findings);

    [Fact]
    public void What_is_wrong_for_one_battery_is_told_at_its_section()
    {
        Finding finding = Assert.Single(Setup.Load($"[DEFAULT]\nMAX_CELL_VOLTAGE = 3.4\n[{Setup.Second}]\nFLOAT_CELL_VOLTAGE = 3.42\n", Setup.First, Setup.Second).Findings);
        Assert.Equal((4, Setup.Second), (finding.Line, finding.Section));
    }

    [Fact]
    public void Without_any_battery_the_rest_is_checked_all_the_same()
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = "[DEFAULT]\nFLOAT_CELL_VOLTAGE = 3.5\n";
        setup.Request = setup.Request with { Batteries = [] };
        Assert.Equal([FindingCodes.NoBattery, FindingCodes.Contradiction], setup.Load().Findings.Select(finding => finding.Code));
    }
}
