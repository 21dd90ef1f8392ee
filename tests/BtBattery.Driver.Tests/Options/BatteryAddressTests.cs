using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Options;

public sealed class BatteryAddressTests
{
    [Theory]
    [InlineData("A4:C1:38:00:00:01", "A4:C1:38:00:00:01", "a4c138000001")]
    [InlineData("00:0a:0B:0c:0D:0e", "00:0A:0B:0C:0D:0E", "000a0b0c0d0e")]
    [InlineData("ff:ff:ff:ff:ff:ff", "FF:FF:FF:FF:FF:FF", "ffffffffffff")]
    public void Reads_any_case_and_prints_one(string text, string printed, string compact)
    {
        Assert.True(BatteryAddress.TryParse(text, out BatteryAddress address));
        Assert.Equal(printed, address.ToString());
        Assert.Equal(compact, address.Compact);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A4:C1:38:00:00")]
    [InlineData("A4:C1:38:00:00:0")]
    [InlineData("A4:C1:38:00:00:011")]
    [InlineData("A4-C1-38-00-00-01")]
    [InlineData("A4:C1:38:00:00:0G")]
    [InlineData("A4C138000001")]
    [InlineData("A4:C1:38:00:00:0\u0661")]
    public void Refuses_everything_else(string? text) => Assert.False(BatteryAddress.TryParse(text, out _));
}
