using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>What the command line says, and where it cannot be meant.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("a4:c1:38:00:00:01", "A4:C1:38:00:00:01", null)]
    [InlineData("A4:C1:38:00:00:01:starboard.ini", "A4:C1:38:00:00:01", "starboard.ini")]
    [InlineData("A4:C1:38:00:00:01:C:/data/a:b.ini", "A4:C1:38:00:00:01", "C:/data/a:b.ini")]
    public void A_battery_is_an_address_with_or_without_a_file(string text, string address, string? file)
    {
        Assert.True(BatteryArgument.TryParse(text, out BatteryArgument? argument, out _));
        Assert.Equal((address, file), (argument.Address.ToString(), argument.File));
    }

    [Theory]
    [InlineData("raed", "'raed' is neither a command nor a Bluetooth address: 'btbattery --help' lists the commands; an address is six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.")]
    [InlineData("hell0", "'hell0' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.")]
    [InlineData("A4:C1:38:00:00", "'A4:C1:38:00:00' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.")]
    [InlineData("A4:C1:38:00:00:01x", "'A4:C1:38:00:00:01x' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.")]
    [InlineData("A4:C1:38:00:00:01:", "'A4:C1:38:00:00:01:' names no file after the last colon: give one, as in A4:C1:38:00:00:01:starboard.ini, or leave the colon out.")]
    [InlineData("--frobnicate", "'--frobnicate' is not an option.")]
    public void Else_it_is_told_what_to_give(string text, string message)
    {
        var setup = new Setup();
        setup.Request = setup.Request with { Batteries = [Setup.First, text] };
        Finding finding = Assert.Single(setup.Load().Findings);
        Assert.Equal((FindingCodes.BadArgument, "error: " + message), (finding.Code, finding.ToString()));
    }

    [Fact]
    public void A_battery_is_named_once()
    {
        var setup = new Setup();
        setup.Request = setup.Request with { Batteries = [Setup.First, "a4:c1:38:00:00:01"] };
        Finding finding = Assert.Single(setup.Load().Findings);
        Assert.Equal(
            (FindingCodes.DuplicateBattery, "error: A4:C1:38:00:00:01 is given twice on the command line: name each battery once."), (finding.Code, finding.ToString()));
    }

    [Fact]
    public void Four_batteries_are_the_most()
    {
        string[] five = [Setup.First, Setup.Second, Setup.Third, Setup.Fourth, Setup.Fifth];
        Assert.Empty(Setup.Load("", five[..4]).Findings);
        Assert.Equal("error: There are 5 batteries on the command line: one driver serves at most 4.", Assert.Single(Setup.Load("", five).Findings).ToString());

        Finding finding = Assert.Single(Setup.Load($"[BANK]\nBATTERIES = {string.Join(',', five)}\n").Findings);
        Assert.Equal(FindingCodes.TooManyBatteries, finding.Code);
        Assert.EndsWith(": these are 5 batteries; one driver serves at most 4.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_addresses_the_file_names_the_batteries()
    {
        var setup = new Setup();
        setup.Request = setup.Request with { Batteries = [] };
        setup.Files[Setup.Owners] = $"[BANK]\nBATTERIES = {Setup.Second}, {Setup.First.ToLowerInvariant()}\n[{Setup.First}]\nNAME = Port\n";
        DriverConfiguration configuration = setup.Load();
        Assert.Empty(configuration.Findings);
        Assert.Equal([(Setup.Second, null, 1), (Setup.First, "Port", 2)], configuration.Batteries.Select(battery => (battery.Address.ToString(), battery.Name, battery.DeviceInstance)));
    }

    [Fact]
    public void Addresses_on_the_command_line_are_used_instead_of_those_of_the_file() => Assert.Equal(
        [Setup.Third], Setup.Load($"[BANK]\nBATTERIES = {Setup.Second}\n[{Setup.Second}]\nPIN = 1\n", Setup.Third).Batteries.Select(battery => battery.Address.ToString()));

    [Fact]
    public void With_neither_both_ways_are_told()
    {
        var setup = new Setup();
        setup.Request = setup.Request with { Batteries = [] };
        DriverConfiguration configuration = setup.Load();
        Finding finding = Assert.Single(configuration.Findings);
        Assert.Equal(
            (FindingCodes.NoBattery,
                "error: No battery is named: give its address on the command line, as in 'btbattery A4:C1:38:00:00:01', or write BATTERIES = A4:C1:38:00:00:01 under [BANK] in /opt/btbattery/config.ini."),
            (finding.Code, finding.ToString()));
        Assert.Null(configuration.Wiring);
    }

    [Fact]
    public void A_section_for_a_battery_that_the_file_does_not_name_is_odd()
    {
        var setup = new Setup();
        setup.Request = setup.Request with { Batteries = [] };
        setup.Files[Setup.Owners] = $"[BANK]\nBATTERIES = {Setup.First}\n\n[{Setup.Second}]\nPIN = 1\n";
        Assert.Equal(
            $"warning: {Setup.Owners}:4: [{Setup.Second}] {Setup.Second} is none of the BATTERIES, so this section has no effect: look for a mistyped address.",
            Assert.Single(setup.Load().Findings).ToString());
    }

    [Theory]
    [InlineData(true, true, null, "-s and -p are both given: the batteries are in series or in parallel; write a mixed bank with --topology.")]
    [InlineData(true, false, "parallel", "--topology and -s are both given: leave one of them out.")]
    [InlineData(false, true, "parallel", "--topology and -p are both given: leave one of them out.")]
    public void The_wiring_is_given_once(bool series, bool parallel, string? topology, string message)
    {
        var setup = new Setup();
        setup.Request = setup.Request with { IsSeries = series, IsParallel = parallel, Topology = topology };
        Finding finding = Assert.Single(setup.Load().Findings);
        Assert.Equal((FindingCodes.BadArgument, "error: " + message), (finding.Code, finding.ToString()));
    }

    [Fact]
    public void The_wiring_of_the_command_line_wins_over_that_of_the_file()
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = "[BANK]\nTOPOLOGY = parallel\n";
        setup.Request = setup.Request with { Batteries = [Setup.First, Setup.Second] };
        Assert.Equal($"{Setup.First}|{Setup.Second}", setup.Load().Wiring?.ToString());
        setup.Request = setup.Request with { IsSeries = true };
        Assert.Equal($"{Setup.First}+{Setup.Second}", setup.Load().Wiring?.ToString());
        Assert.Equal("command line, -s", setup.Load().Values[BankKeys.Topology].Origin.ToString());
    }

    [Fact]
    public void An_option_with_a_wrong_value_is_named_as_it_is_written_there()
    {
        var setup = new Setup();
        setup.Request = setup.Request with
        {
            Values = [new CommandLineValue(BatteryKeys.PollInterval, "--poll-interval", "99"), new CommandLineValue(BatteryKeys.Password, "--password", "abc")],
        };
        Assert.Equal(
            ["error: --poll-interval 99: give a number from 0.5 to 15 s.", "error: --password: give the six characters of the battery's password, without quotes, or nothing."],
            setup.Load().Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void Device_instances_count_up_and_must_have_room()
    {
        Assert.Equal([253, 254, 255], Setup.Load("[DEFAULT]\nDEVICE_INSTANCE = 253\n", Setup.First, Setup.Second, Setup.Third).Batteries.Select(battery => battery.DeviceInstance));
        Assert.Equal(
            $"error: {Setup.Owners}:2: [DEFAULT] DEVICE_INSTANCE = 254: with 3 batteries the last one would get 256; write 253 or less.",
            Assert.Single(Setup.Load("[DEFAULT]\nDEVICE_INSTANCE = 254\n", Setup.First, Setup.Second, Setup.Third).Findings).ToString());
    }

    [Fact]
    public void Two_batteries_of_one_name_are_odd() => Assert.Equal(
        $"warning: {Setup.Owners}:2: [DEFAULT] NAME = Port: {Setup.First} and {Setup.Second} have the same name; give each its own, under its address.",
        Assert.Single(Setup.Load("[DEFAULT]\nNAME = Port\n", Setup.First, Setup.Second).Findings).ToString());
}
