using System.Text;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Installing.Questions;
using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.Tests.Installing.Reference;

/// <summary>What is made of the configuration of an installed dbus-btbattery.</summary>
public sealed class ReferenceImportTests : IDisposable
{
    private const string One = "A4:C1:38:00:00:01";
    private const string Two = "A4:C1:38:00:00:02";
    private const string Program = "opt/victronenergy/dbus-btbattery";

    private readonly GxFolder _gx = new();

    public void Dispose() => _gx.Dispose();

    [Fact]
    public void Addresses_flags_and_settings_come_over()
    {
        Install($"exec /{Program}/dbus-btbattery.py -p {One.ToLowerInvariant()} {Two}");
        _gx.Write($"{Program}/default_config.ini", "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 70.0\nMAX_CELL_VOLTAGE = 3.45\nSOC_LOW_WARNING = 25\nGREENMETER_ADDRESS = 1\n");
        _gx.Write($"{Program}/config.ini", "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 50.0\nMAX_BATTERY_DISCHARGE_CURRENT = 90.0\nmidpoint_enable = True\n");

        FirstBank bank = Import();

        Assert.EndsWith(
            $"""

            [DEFAULT]
            CHEMISTRY = LFP
            MAX_BATTERY_CHARGE_CURRENT = 50
            MAX_BATTERY_DISCHARGE_CURRENT = 90

            [BANK]
            MIDPOINT_ENABLE = True
            SOC_LOW_WARNING = 25
            BATTERIES = {One}, {Two}
            TOPOLOGY = parallel

            """,
            Text(bank),
            StringComparison.Ordinal);
        Assert.Equal([One, Two], bank.Batteries.Select(battery => battery.ToString()));
        Assert.Equal($"Taken over from /service/dbus-btbattery: {One}, {Two} in parallel, and 4 settings.", bank.Told[0]);
        Assert.DoesNotContain(bank.Told, line => line.StartsWith("GREENMETER", StringComparison.Ordinal));
        Assert.False(Load(bank).HasErrors);
    }

    [Fact]
    public void Each_key_that_is_dead_or_means_something_else_is_told()
    {
        Install($"exec /{Program}/dbus-btbattery.py {One}");
        _gx.Write(
            $"{Program}/config.ini",
            """
            [DEFAULT]
            LIPRO_CELL_COUNT = 15
            NONSENSE = 1
            CCCM_CV_ENABLE = yes
            DCCM_CV_ENABLE = off
            BT_WATCHDOG_ACTION = reboot
            TIME_TO_SOC_POINTS = 100, 50; the end
            MAX_BATTERY_CHARGE_CURRENT = fifty
            SOC_LOW_ALARM = 90
            DBUS_POLL_INTERVAL = 5000
            """);

        FirstBank bank = Import();

        Assert.False(Load(bank).HasErrors);
        Assert.DoesNotContain("SOC_LOW_ALARM", Text(bank), StringComparison.Ordinal);
        Assert.Contains("TIME_TO_SOC_POINTS = 100, 50\n", Text(bank), StringComparison.Ordinal);
        foreach (string part in (string[])
        [
            "LIPRO_CELL_COUNT never did anything and is left out", "NONSENSE is left out: this driver does not know it", "CCCM_CV_ENABLE = yes was False there", "BT_WATCHDOG_ACTION comes at the end",
            "TIME_TO_SOC_POINTS had a remark", "MAX_BATTERY_CHARGE_CURRENT is left out, its default holds: 'fifty' is no value", "SOC_LOW_ALARM is left out, its default holds:",
            "DBUS_POLL_INTERVAL is left out: values are published when they change", "are not both set",
        ])
        {
            Assert.Single(bank.Told, line => line.Contains(part, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(bank.Told, line => line.StartsWith("DCCM_CV_ENABLE", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_battery_s_own_file_the_two_currents_come_over_that_had_an_effect()
    {
        Install($"exec /{Program}/dbus-btbattery.py -p {One}:/data/one.ini {Two}:two.ini");
        _gx.Write("data/one.ini", "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 20\nMAX_BATTERY_DISCHARGE_CURRENT = 30\nMAX_CELL_VOLTAGE = 3.4\n");
        _gx.Write($"{Program}/two.ini", "MAX_BATTERY_CHARGE_CURRENT = 10\n");
        _gx.Write($"{Program}/config.ini", "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 50\nMAX_BATTERY_DISCHARGE_CURRENT = 60\n");

        FirstBank bank = Import();

        DriverConfiguration loaded = Load(bank);
        Assert.Equal([20, 10], loaded.Batteries.Select(battery => battery.Get(CurrentKeys.MaxCharge)));
        Assert.Equal([30, 60], loaded.Batteries.Select(battery => battery.Get(CurrentKeys.MaxDischarge)));
        Assert.Single(bank.Told, line => line.Contains("look at MAX_CELL_VOLTAGE", StringComparison.Ordinal));
    }

    /// <summary>It read a battery's own file instead of the common one, so what that allows never held for the battery.</summary>
    [Theory]
    [InlineData("MAX_BATTERY_DISCHARGE_CURRENT = 150\n", 70, 150)]
    [InlineData("MAX_CELL_VOLTAGE = 3.4\n", 70, 90)]
    [InlineData(null, 70, 90)]
    public void A_common_current_does_not_come_to_a_battery_with_a_file_of_its_own(string? own, double charge, double discharge)
    {
        Install($"exec /{Program}/dbus-btbattery.py -p {One}:/data/one.ini {Two}");
        _gx.Write($"{Program}/default_config.ini", "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 70.0\nMAX_BATTERY_DISCHARGE_CURRENT = 90.0\n");
        _gx.Write($"{Program}/config.ini", "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 200\nMAX_BATTERY_DISCHARGE_CURRENT = 300\n");
        if (own is not null)
        {
            _gx.Write("data/one.ini", own);
        }

        FirstBank bank = Import();

        DriverConfiguration loaded = Load(bank);
        Assert.Equal([charge, 200], loaded.Batteries.Select(battery => battery.Get(CurrentKeys.MaxCharge)));
        Assert.Equal([discharge, 300], loaded.Batteries.Select(battery => battery.Get(CurrentKeys.MaxDischarge)));
        Assert.Single(bank.Told, line => line.StartsWith($"MAX_BATTERY_CHARGE_CURRENT = 200 in its common file did not hold for {One}", StringComparison.Ordinal));
        Assert.Equal(own is null, bank.Told.Contains($"There is no file /data/one.ini, which {One} was started with."));
    }

    /// <summary>The values of the Li-ion sample that is shipped with it; the driver does not start with all of them.</summary>
    [Fact]
    public void The_cells_are_told_by_their_voltages_and_what_is_not_sound_is_left_out()
    {
        Install($"exec /{Program}/dbus-btbattery.py {One}");
        _gx.Write(
            $"{Program}/config.ini",
            """
            [DEFAULT]
            MAX_BATTERY_CHARGE_CURRENT = 50.0
            MAX_BATTERY_DISCHARGE_CURRENT = 50.0
            CELL_VOLTAGES_WHILE_CHARGING = 4.15,4.10,4.0,3.90
            MAX_CHARGE_CURRENT_CV_FRACTION = 0.35,0.50,0.60,0.90
            CELL_VOLTAGES_WHILE_DISCHARGING = 3.0,3.55,3.7
            MAX_DISCHARGE_CURRENT_CV_FRACTION = 0,0.35,1
            PENALTY_AT_CELL_VOLTAGE = 4.19,4.20,4.21
            PENALTY_BATTERY_VOLTAGE = 0.01,0.03,0.04
            MIN_CELL_VOLTAGE = 3.0
            MAX_CELL_VOLTAGE = 4.2
            FLOAT_CELL_VOLTAGE = 4.1
            MAX_VOLTAGE_TIME_SEC = 5
            BMS_TYPE = JBD
            CVCM_ENABLE = True
            """);

        FirstBank bank = Import();

        DriverConfiguration loaded = Load(bank);
        Assert.False(loaded.HasErrors);
        Assert.Equal(Chemistry.LiIon, loaded.Batteries[0].Chemistry);
        Assert.Equal((3.0, 4.2, 50), (loaded.Batteries[0].Get(CellVoltageKeys.Min), loaded.Batteries[0].Get(CellVoltageKeys.Max), loaded.Batteries[0].Get(CurrentKeys.MaxCharge)));
        Assert.Contains(bank.Told, line => line.StartsWith("BMS_TYPE is used", StringComparison.Ordinal));
    }

    [Fact]
    public void Addresses_may_stand_in_its_configuration()
    {
        _gx.Write("data/dbus-btbattery/dbus-btbattery.py", "");
        _gx.Write("data/dbus-btbattery/config.ini", $"[DEFAULT]\nCONNECTION_MODE = parallel\nBT_ADDRESSES = {One},{Two}\nBT_ADAPTER = hci1\nBT_POLL_INTERVAL = 30\n");
        _gx.Write("service/dbus-btbattery/run", "#!/bin/sh\nexec ./dbus-btbattery.py\n");

        FirstBank bank = Import();

        Assert.Contains($"ADAPTER = hci1\n\n[BANK]\nBATTERIES = {One}, {Two}\nTOPOLOGY = parallel\n", Text(bank), StringComparison.Ordinal);
        Assert.Contains("BT_POLL_INTERVAL is left out: batteries are read every 2 s here (POLL_INTERVAL).", bank.Told);
    }

    [Fact]
    public void Answers_of_the_command_line_hold_and_what_is_written_is_not_proposed_anew()
    {
        Install($"exec /{Program}/dbus-btbattery.py {One}");
        _gx.Write($"{Program}/config.ini", "[DEFAULT]\nMAX_BATTERY_CHARGE_CURRENT = 30\n");

        FirstBank bank = new ReferenceImport(_gx.Places, ReferenceDriver.Find(_gx.Places)!, new Interview(new(null, "280", null, null), takesProposals: true, terminal: null)).Make(_gx.Places.Config);

        Assert.EndsWith($"BATTERIES = {One}\n\n[{One}]\nBATTERY_CAPACITY = 280\nMAX_BATTERY_DISCHARGE_CURRENT = 90\n", Text(bank), StringComparison.Ordinal);
        Assert.Equal(30, Load(bank).Batteries[0].Get(CurrentKeys.MaxCharge));
    }

    [Theory]
    [InlineData("exec /x/dbus-btbattery.py", "No addresses are found in it")]
    [InlineData("exec /x/dbus-btbattery.py 70:3e:97", "is not a Bluetooth address")]
    [InlineData("exec /x/dbus-btbattery.py " + One + " " + One, "stands there twice")]
    public void What_cannot_be_taken_over_is_a_sentence(string run, string part)
    {
        Install(run);

        Assert.Contains(part, Assert.Throws<RefusalException>(Import).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_found_where_venus_keeps_it_and_a_file_named_down_keeps_it_down()
    {
        Assert.Null(ReferenceDriver.Find(_gx.Places));
        _gx.Write("service/other/run", "exec /data/other");
        _gx.Write("opt/victronenergy/service/dbus-btbattery/run", $"exec /{Program}/dbus-btbattery.py {One}");

        ReferenceDriver found = ReferenceDriver.Find(_gx.Places)!;
        Assert.Equal(("/service/dbus-btbattery", true), (found.Entry, found.IsEnabled));
        Assert.Equal(["/opt/victronenergy/service/dbus-btbattery"], found.Folders);

        _gx.Write("opt/victronenergy/service/dbus-btbattery/down", "");
        Assert.False(ReferenceDriver.Find(_gx.Places)!.IsEnabled);
    }

    private void Install(string run) => _gx.Write("service/dbus-btbattery/run", $"#!/bin/sh\nexec 2>&1\n{run}\n");

    private FirstBank Import() => new ReferenceImport(_gx.Places, ReferenceDriver.Find(_gx.Places)!).Make(_gx.Places.Config);

    private static string Text(FirstBank bank) => Encoding.UTF8.GetString(bank.Configuration!);

    private DriverConfiguration Load(FirstBank bank) => ConfigurationCheck.Load(new() { ProgramFolder = _gx.At(""), ConfigFile = _gx.Places.Config }, bank.Configuration!);
}
