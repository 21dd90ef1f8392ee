using BtBattery.Simulator.Physics;

namespace BtBattery.Bench.Tests;

public sealed class PerfectStageTests
{
    [Theory]
    [InlineData(88, 26.8)]
    [InlineData(86, 27.6)]
    public void It_begins_anew_later_than_who_is_measured_against_it(double socPercent, double volts)
    {
        BankCase bank = PerfectControllerTests.Sunny(PerfectControllerTests.Pack());
        var stage = new PerfectStage(OwnersLimits.Of(bank), new BankModel(bank.Bank with { Wiring = "1" }));
        Assert.Equal(27.6, stage.Next(TimeSpan.Zero, [Pack(100, 3.45)]), 6);
        Assert.Equal(26.8, stage.Next(TimeSpan.FromHours(1), [Pack(100, 3.45)]), 6);
        Assert.Equal(volts, stage.Next(TimeSpan.FromHours(2), [Pack(socPercent, 3.3)]), 6);
    }

    private static PackSight Pack(double socPercent, double volts) => new()
    {
        Number = 1,
        LowestVolts = volts,
        HighestVolts = volts,
        CellOvp = 3.65,
        CellUvp = 2.5,
        ShownSocPercent = socPercent,
    };
}
