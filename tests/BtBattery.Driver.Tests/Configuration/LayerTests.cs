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
}
