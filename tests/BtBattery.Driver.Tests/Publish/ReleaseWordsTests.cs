using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tests.Publish;

public sealed class ReleaseWordsTests
{
    private static readonly DriverOptions s_options =
        new() { Address = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress address) ? address : throw new FormatException(), BusAddress = "" };

    [Theory]
    [InlineData(LossPolicy.Cautious, "25 % falling to 10 % of the charge limit and 25 % falling to 10 % of the discharge limit are left; from 120 s on")]
    [InlineData(LossPolicy.Balanced, "50 % falling to 10 % of the charge limit and 50 % falling to 10 % of the discharge limit are left; from 600 s on")]
    [InlineData(LossPolicy.KeepSailing, "50 % falling to 10 % of the charge limit and 100 % falling to 25 % of the discharge limit are left; from 600 s on")]
    public void What_becomes_of_limits_is_what_the_decision_table_says(LossPolicy policy, string words)
    {
        string told = ReleaseWords.WhatHappens(s_options with { LimitPolicy = policy });
        Assert.Contains("From 30 s after the last reading on, " + words, told, StringComparison.Ordinal);
        Assert.DoesNotContain("own settings", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_follow_the_deadline() => Assert.Contains(
        "From 60 s after the last reading on, 25 %",
        ReleaseWords.WhatHappens(s_options with { DataTimeout = TimeSpan.FromSeconds(60), LimitPolicy = LossPolicy.Cautious }),
        StringComparison.Ordinal);

    [Fact]
    public void Where_no_limits_are_published_nobody_is_told_anything() =>
        Assert.EndsWith("Chargers and inverters are not told anything: they go on by their own settings.", ReleaseWords.WhatHappens(s_options), StringComparison.Ordinal);

    [Fact]
    public void While_there_is_one_the_time_comes_first() =>
        Assert.Equal(("The link is released to a phone app for 4 min more. It ends.", "It ends."), (ReleaseWords.Info("It ends.", 4), ReleaseWords.Info("It ends.", 0)));
}
