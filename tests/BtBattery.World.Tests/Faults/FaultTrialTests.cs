namespace BtBattery.World.Tests;

/// <summary>What a trial promises to notice, it notices.</summary>
public sealed class FaultTrialTests
{
    [Fact]
    public void A_fault_without_effect_fails() => Fails("the effect was not Lost", new Fault("nothing", ["rssi NAME -80"], []), FaultScope.OnlyOne);

    [Fact]
    public void A_battery_that_does_not_come_back_fails() =>
        Fails("Not live", new Fault("for ever", ["vanish NAME"], []), FaultScope.AllFour);

    [Fact]
    public void Another_battery_that_notices_fails() => Fails(
        "is not hit, and its values are",
        new Fault("two at once", ["silence NAME", "silence OTHER"], ["restore all"]) { Lasts = TimeSpan.FromSeconds(20) },
        FaultScope.OneOfFour);

    [Fact]
    public void A_short_loss_where_none_is_expected_fails() => Fails(
        "was lost",
        new Fault("too long", ["silence NAME"], ["restore NAME"]) { Effect = FaultEffect.None, IsHarmless = true, Lasts = TimeSpan.FromSeconds(40) },
        FaultScope.OnlyOne);

    [Fact]
    public void Something_left_behind_fails() => Fails(
        "left something behind",
        new Fault("a client more", [new FaultStep("connect", (world, _) => world.Result(world.ConnectAsync()))], []) { Effect = FaultEffect.None },
        FaultScope.OnlyOne);

    [Fact]
    public void What_is_known_to_fail_is_in_the_table() =>
        Assert.Empty(KnownToFail.Faults.Except(FaultTable.All.Select(fault => fault.Name)));

    private static void Fails(string why, Fault fault, FaultScope scope)
    {
        using var trial = new FaultTrial(fault, scope);
        Assert.Contains(why, Assert.ThrowsAny<Exception>(trial.Run).Message, StringComparison.Ordinal);
    }
}
