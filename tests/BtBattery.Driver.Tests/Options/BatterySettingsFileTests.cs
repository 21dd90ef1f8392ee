using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Options;

public sealed class BatterySettingsFileTests
{
    private const string Text = """
        # for all
        [DEFAULT]
        ALLOW_SWITCHING = yes
        invert_current_measurement = -1

        [A4:C1:38:00:00:01]
        ; the starboard one
        BMS_TYPE = JBD
        PASSWORD = 123456
        ALLOW_SWITCHING = False

        [a4:c1:38:00:00:02]
        PIN = 000042
        """;

    [Fact]
    public void The_section_of_a_battery_wins_over_the_common_one()
    {
        BatterySettings first = BatterySettingsFile.Read(Text, Address("A4:C1:38:00:00:01"));
        Assert.Equal(new BatterySettings { BmsType = "jbd", Password = "123456", InvertCurrent = true }, first);

        BatterySettings second = BatterySettingsFile.Read(Text, Address("A4:C1:38:00:00:02"));
        Assert.Equal(new BatterySettings { Pin = "000042", AllowSwitching = true, InvertCurrent = true }, second);

        BatterySettings third = BatterySettingsFile.Read(Text, Address("A4:C1:38:00:00:03"));
        Assert.Equal(new BatterySettings { AllowSwitching = true, InvertCurrent = true }, third);
    }

    [Fact]
    public void The_own_section_wins_wherever_it_stands()
    {
        const string text = "[A4:C1:38:00:00:01]\nPIN = 1\n[DEFAULT]\nPIN = 2\n";
        Assert.Equal("1", BatterySettingsFile.Read(text, Address("A4:C1:38:00:00:01")).Pin);
    }

    [Fact]
    public void An_empty_file_sets_nothing() => Assert.Equal(new BatterySettings(), BatterySettingsFile.Read("", Address("A4:C1:38:00:00:01")));

    [Fact]
    public void A_battery_can_be_exempted_from_a_common_password() =>
        Assert.Null(BatterySettingsFile.Read("[DEFAULT]\nPASSWORD = 123456\n[A4:C1:38:00:00:01]\nPASSWORD =\n", Address("A4:C1:38:00:00:01")).Password);

    [Fact]
    public void A_secret_that_was_mistyped_is_not_shown()
    {
        SettingsException exception = Assert.Throws<SettingsException>(
            () => BatterySettingsFile.Read("[DEFAULT]\nPASSWORD = \"abc123\"", Address("A4:C1:38:00:00:01")));
        Assert.DoesNotContain("abc123", exception.Message, StringComparison.Ordinal);
        Assert.Contains("without quotes", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", new BatterySettings { Password = "abc123" }.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[DEFAULT]\nBMS_TYP = jbd", "BMS_TYP is not a key")]
    [InlineData("[DEFAULT]\nBMS_TYPE = tesla", "BMS_TYPE = tesla: give one of jbd")]
    [InlineData("[DEFAULT]\nPASSWORD = 12345", "six characters")]
    [InlineData("[DEFAULT]\nPIN = 12a", "six digits")]
    [InlineData("[DEFAULT]\nALLOW_SWITCHING = maybe", "True or False")]
    [InlineData("[DEFAULT]\nINVERT_CURRENT_MEASUREMENT = 2", "1, or -1")]
    [InlineData("[A4:C1:38:00:00:01]\nPIN = 1\n[a4:c1:38:00:00:01]\nPIN = 2", "two sections")]
    [InlineData("[starboard]\nPIN = 1", "[starboard]")]
    [InlineData("PIN = 1", "before the first section")]
    [InlineData("[DEFAULT]\nPIN = 1\nPIN = 2", "PIN")]
    [InlineData("[DEFAULT\nPIN = 1", "DEFAULT")]
    [InlineData("[A4:C1:38:00:00:02]\nPIN = x", "six digits")]
    public void Every_fault_is_one_sentence(string text, string part)
    {
        SettingsException exception = Assert.Throws<SettingsException>(() => BatterySettingsFile.Read(text, Address("A4:C1:38:00:00:01")));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static BatteryAddress Address(string text)
    {
        Assert.True(BatteryAddress.TryParse(text, out BatteryAddress address));
        return address;
    }
}
