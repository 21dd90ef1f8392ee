using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests;

public sealed class BatteryFiguresTests
{
    [Fact]
    public void Power_is_as_old_as_the_older_of_its_two_readings()
    {
        var battery = new BatterySnapshot { Voltage = At(26.0, 5), Current = At(-10.0, 3) };

        Assert.Equal(At(-260.0, 3), BatteryFigures.Power(battery));
        Assert.Null(BatteryFigures.Power(new BatterySnapshot { Voltage = At(26.0, 5) }));
    }

    [Fact]
    public void Installed_capacity_is_the_learned_one_if_there_is_one()
    {
        Assert.Equal(312.47, BatteryFigures.InstalledAh(new BatterySnapshot { FullAh = At(312.47, 1), DesignAh = At(300, 1) })?.Value);
        Assert.Equal(300, BatteryFigures.InstalledAh(new BatterySnapshot { DesignAh = At(300, 1) })?.Value);
        Assert.Equal(300, BatteryFigures.InstalledAh(new BatterySnapshot { FullAh = At(0, 1), DesignAh = At(300, 1) })?.Value);
        Assert.Null(BatteryFigures.InstalledAh(new BatterySnapshot { DesignAh = At(0, 1) }));
    }

    [Theory]
    [InlineData(58.8, 60, -1.2)]
    [InlineData(60, 60, 0)]
    [InlineData(105.79, 100, 0)]
    public void Consumed_charge_is_never_positive(double remaining, double design, double consumed) =>
        Assert.Equal(
            consumed, BatteryFigures.ConsumedAh(new BatterySnapshot { RemainingAh = At(remaining, 1), DesignAh = At(design, 1) })!.Value.Value, 9);

    private static Measured<double> At(double value, double seconds) => new(value, new MonotonicTime(TimeSpan.FromSeconds(seconds)));
}
