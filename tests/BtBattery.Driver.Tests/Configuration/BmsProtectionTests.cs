using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Checks;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>What a battery says of its own protection, against what is configured.</summary>
public sealed class BmsProtectionTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(3.65, 2.5)]
    [InlineData(3.5, 2.8)]
    public void Limits_within_those_of_the_BMS_are_sound(double? overvoltage, double? undervoltage) => Assert.Empty(Check(overvoltage, undervoltage));

    [Fact]
    public void Limits_beyond_those_of_the_BMS_are_told_at_the_line_that_set_them() => Assert.Equal(
        [
            $"error: {Setup.Owners}:2: [DEFAULT] MAX_CELL_VOLTAGE = 3.5 V is above what the BMS allows (A4:C1:38:00:00:01 stops charging by itself, at 3.45 V): write MAX_CELL_VOLTAGE = 3.45 or less.",
            $"error: {Setup.Owners}:3: [DEFAULT] MIN_CELL_VOLTAGE = 2.8 V is below what the BMS allows (A4:C1:38:00:00:01 stops discharging by itself, at 2.9 V): write MIN_CELL_VOLTAGE = 2.9 or more.",
        ],
        Check(3.45, 2.9).Select(finding => finding.ToString()));

    [Fact]
    public void A_default_beyond_them_has_no_line()
    {
        Finding finding = Assert.Single(BmsProtectionCheck.Run(new Setup().Load().Batteries[0], 3.4, null));
        Assert.Equal((FindingCodes.BmsProtection, null, "MAX_CELL_VOLTAGE"), (finding.Code, finding.File, finding.Key));
    }

    private static IReadOnlyList<Finding> Check(double? overvoltage, double? undervoltage) =>
        BmsProtectionCheck.Run(Setup.Load("[DEFAULT]\nMAX_CELL_VOLTAGE = 3.5\nMIN_CELL_VOLTAGE = 2.8\n").Batteries[0], overvoltage, undervoltage);
}
