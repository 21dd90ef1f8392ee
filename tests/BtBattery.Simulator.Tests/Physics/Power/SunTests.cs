using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Simulator.Tests.Physics.Power;

/// <summary>Sky and air of a day.</summary>
public sealed class SunTests
{
    [Fact]
    public void A_clear_day_rises_to_noon_and_is_dark_at_night()
    {
        var sun = new Sun(new SolarDescription { Sunrise = 6, Sunset = 20 }, new Random(1));
        Assert.Equal([0, 0, 0, 0], new double[] { 0, 5.9, 20.1, 23 }.Select(At));
        Assert.Equal(1, At(13), 6);
        Assert.Equal(At(8), At(18), 6);
        Assert.InRange(At(8), 0.3, 0.45);

        double At(double hour) => sun.Step(TimeSpan.FromHours(hour), 1, hour);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Clouds_are_before_the_sun_for_the_share_of_time_that_was_said(double share)
    {
        var sun = new Sun(new SolarDescription { Clouds = share, IsConstant = true }, new Random(5));
        int clouded = 0;
        const int Seconds = 7 * 86400;
        for (int second = 1; second <= Seconds; second++)
        {
            double passes = sun.Step(TimeSpan.FromSeconds(second), 1, 12);
            Assert.InRange(passes, 0.09, 1);
            if (passes < 0.85) clouded++;
        }

        Assert.InRange((double)clouded / Seconds, share - 0.08, share + 0.08);
    }

    [Fact]
    public void Afternoons_are_warm_and_nights_cold()
    {
        var ambient = new AmbientDescription { MeanCelsius = 10, SwingCelsius = 6 };
        Assert.Equal((16, 4), (DayTime.Celsius(ambient, 15), Math.Round(DayTime.Celsius(ambient, 3), 9)));
    }

    [Theory]
    [InlineData(23, 22, 6, true)]
    [InlineData(5, 22, 6, true)]
    [InlineData(6, 22, 6, false)]
    [InlineData(12, 8, 17, true)]
    [InlineData(12, 0, 0, true)]
    public void A_time_of_day_may_lie_over_midnight(double hour, double from, double to, bool isWithin) =>
        Assert.Equal(isWithin, DayTime.IsWithin(hour, from, to));
}
