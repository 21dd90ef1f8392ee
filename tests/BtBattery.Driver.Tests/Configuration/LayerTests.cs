using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>Which of several values for one key holds, and that it is known where it comes from.</summary>
public sealed class LayerTests
{
    [Fact]
    public void Without_any_file_everything_is_default()
    {
        DriverConfiguration configuration = new Setup().Load();
        Assert.Empty(configuration.Findings);
        Assert.All(configuration.Values.All, value => Assert.Equal("default", value.Origin.ToString()));
        BatteryConfiguration battery = Assert.Single(configuration.Batteries);
        Assert.Equal(Setup.First, battery.Address.ToString());
        Assert.Equal(new BatterySettings(), battery.ToBatterySettings());
        Assert.Equal(3.45, battery.Get(CellVoltageKeys.Max));
        Assert.Equal("default for LFP", battery.Values[CellVoltageKeys.Max].Origin.ToString());
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), 1), (battery.PollInterval, battery.DataTimeout, battery.DeviceInstance));
    }

    [Fact]
    public void Each_layer_wins_over_the_one_below()
    {
        var setup = new Setup();
        setup.Request = setup.Request with { Batteries = [Setup.First + ":starboard.ini", Setup.Second] };
        string[] expected = ["default", Setup.Shipped + ":2", Setup.Shipped + ":4", Setup.Owners + ":4", Setup.Owners + ":2", "/home/owner/starboard.ini:1", "command line, --poll-interval"];
        Action[] layers =
        [
            () => { },
            () => setup.Files[Setup.Shipped] = "[DEFAULT]\nPOLL_INTERVAL = 3\n",
            () => setup.Files[Setup.Shipped] = $"[DEFAULT]\nPOLL_INTERVAL = 3\n[{Setup.First}]\nPOLL_INTERVAL = 4\n",
            () => setup.Files[Setup.Owners] = "# mine\n\n[DEFAULT]\nPOLL_INTERVAL = 5\n",
            () => setup.Files[Setup.Owners] = $"[{Setup.First}]\nPOLL_INTERVAL = 6\n[DEFAULT]\nPOLL_INTERVAL = 5\n",
            () => setup.Files["/home/owner/starboard.ini"] = "POLL_INTERVAL = 7\n",
            () => setup.Request = setup.Request with { Values = [new CommandLineValue(BatteryKeys.PollInterval, "--poll-interval", "8")] },
        ];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i]();
            ConfigurationValue value = setup.Load().Batteries[0].Values[BatteryKeys.PollInterval];
            Assert.Equal(expected[i], value.Origin.ToString());
            Assert.Equal(i + 2, setup.Load().Batteries[0].PollInterval.TotalSeconds);
        }
    }

    [Fact]
    public void A_battery_hears_nothing_of_what_is_set_for_another()
    {
        DriverConfiguration configuration = Setup.Load(
            $"[DEFAULT]\nALLOW_SWITCHING = yes\n[{Setup.First}]\nPASSWORD = 123456\nALLOW_SWITCHING = no\n[{Setup.Second.ToLowerInvariant()}]\nPIN = 000042\n",
            Setup.First.ToLowerInvariant(),
            Setup.Second,
            Setup.Third);
        Assert.Empty(configuration.Findings);
        Assert.Equal(new BatterySettings { Password = "123456" }, configuration.Batteries[0].ToBatterySettings());
        Assert.Equal(new BatterySettings { Pin = "000042", AllowSwitching = true }, configuration.Batteries[1].ToBatterySettings());
        Assert.Equal(new BatterySettings { AllowSwitching = true }, configuration.Batteries[2].ToBatterySettings());
    }

    [Fact]
    public void A_battery_can_be_exempted_from_a_common_password() =>
        Assert.Null(Setup.Load($"[DEFAULT]\nPASSWORD = 123456\n[{Setup.First}]\nPASSWORD =\n").Batteries[0].ToBatterySettings().Password);

    [Fact]
    public void The_file_that_comes_with_the_program_changes_nothing_untouched()
    {
        var setup = new Setup();
        setup.Files[Setup.Shipped] = Repository.Read("default_config.ini");
        setup.Files[Setup.Owners] = "[DEFAULT]\nCHEMISTRY = LTO\n";
        DriverConfiguration configuration = setup.Load();
        Assert.Empty(configuration.Findings);
        Assert.Equal((2.7, "default for LTO"), (configuration.Batteries[0].Get(CellVoltageKeys.Max), configuration.Batteries[0].Values[CellVoltageKeys.Max].Origin.ToString()));
        Assert.Equal(["CHEMISTRY"], configuration.Values.All.Concat(configuration.Batteries[0].Values.All).Where(value => value.Origin.Kind != OriginKind.Default).Select(value => value.Key.Name));
    }

    [Fact]
    public void What_was_changed_in_it_holds()
    {
        var setup = new Setup();
        setup.Files[Setup.Shipped] = Repository.Read("default_config.ini")
            .Replace("CHEMISTRY = LFP", "CHEMISTRY = Li-ion", StringComparison.Ordinal)
            .Replace("FLOAT_CELL_VOLTAGE = 3.35", "FLOAT_CELL_VOLTAGE = 3.9", StringComparison.Ordinal)
            .Replace("LOSS_POLICY = balanced", "LOSS_POLICY = cautious", StringComparison.Ordinal);
        DriverConfiguration configuration = setup.Load();
        Assert.Empty(configuration.Findings);
        Assert.Equal((4.1, 3.9), (configuration.Batteries[0].Get(CellVoltageKeys.Max), configuration.Batteries[0].Get(CellVoltageKeys.Float)));
        Assert.Equal(LossPolicy.Cautious, configuration.Get(BankKeys.LossPolicy));
        Assert.Equal(Setup.Shipped, configuration.Values[BankKeys.LossPolicy].Origin.File);
    }

    [Theory]
    [InlineData("[DEFAULT]\nCVCM_ENABLE = True\n[BANK]\nCVCM_ENABLE = False\n")]
    [InlineData("[BANK]\nCVCM_ENABLE = False\n[DEFAULT]\nCVCM_ENABLE = True\n")]
    public void A_key_of_the_bank_may_stand_in_either_place_and_the_section_wins(string text)
    {
        Assert.False(Setup.Load(text).Get(ChargeStageKeys.ChargeVoltageControl));
        Assert.True(Setup.Load("[DEFAULT]\nCVCM_ENABLE = True\n").Get(ChargeStageKeys.ChargeVoltageControl));
    }

    [Fact]
    public void A_file_of_one_battery_may_repeat_what_holds_for_the_bank()
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = "[BANK]\nCVCM_ENABLE = True\n";
        setup.Files["/home/owner/a.ini"] = "[DEFAULT]\nCVCM_ENABLE = on\nADAPTER =\nMAX_BATTERY_CHARGE_CURRENT = 20\n";
        setup.Request = setup.Request with { Batteries = [Setup.First + ":a.ini", Setup.Second] };
        DriverConfiguration configuration = setup.Load();
        Assert.Empty(configuration.Findings);
        Assert.Equal((20.0, 70.0), (configuration.Batteries[0].Get(CurrentKeys.MaxCharge), configuration.Batteries[1].Get(CurrentKeys.MaxCharge)));
        Assert.Equal(("/home/owner/a.ini", null), (configuration.Batteries[0].OwnFile, configuration.Batteries[1].OwnFile));
    }

    [Fact]
    public void A_file_of_one_battery_must_not_say_something_else()
    {
        var setup = new Setup();
        setup.Files["/home/owner/a.ini"] = "CVCM_ENABLE = True\n[DEFAULT]\nLOG_LEVEL = debug\nPIN = 1\n[BANK]\nPIN = 2\n[A4:C1:38:00:00:01]\nPIN = 3\n";
        setup.Request = setup.Request with { Batteries = [Setup.First + ":a.ini"] };
        Assert.Equal(
            [
                "error: /home/owner/a.ini:1: CVCM_ENABLE holds for the bank as a whole: put it under [BANK] in config.ini.",
                "error: /home/owner/a.ini:3: [DEFAULT] LOG_LEVEL holds for the driver as a whole: put it under [DEFAULT] in config.ini.",
                "error: /home/owner/a.ini:6: [BANK] PIN is for batteries: put it under [DEFAULT] for all, or under the address of one.",
                "error: /home/owner/a.ini:7: [A4:C1:38:00:00:01] A file of one battery has only the section [DEFAULT]: put its keys there, or the section into config.ini.",
            ],
            setup.Load().Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_key_twice_in_such_a_file_is_told_even_across_its_two_places()
    {
        var setup = new Setup();
        setup.Files["/home/owner/a.ini"] = "PIN = 1\n[DEFAULT]\nPIN = 1\n";
        setup.Request = setup.Request with { Batteries = [Setup.First + ":a.ini"] };
        Assert.Equal("error: /home/owner/a.ini:3: [DEFAULT] PIN is there already, in line 1; keep one of them.", Assert.Single(setup.Load().Findings).ToString());
    }

    [Fact]
    public void Two_batteries_may_share_a_file_whose_faults_are_told_once()
    {
        var setup = new Setup();
        setup.Files["/a.ini"] = "FOO = 1\nPIN = 7\n";
        setup.Request = setup.Request with { Batteries = [Setup.First + ":/a.ini", Setup.Second + ":/a.ini"] };
        DriverConfiguration configuration = setup.Load();
        Assert.Single(configuration.Findings);
        Assert.All(configuration.Batteries, battery => Assert.Equal("7", battery.ToBatterySettings().Pin));
        Assert.Equal([Setup.Shipped, Setup.Owners, "/a.ini"], configuration.Files.Select(file => file.Path));
        Assert.Equal([false, false, true], configuration.Files.Select(file => file.IsFound));
    }
}
