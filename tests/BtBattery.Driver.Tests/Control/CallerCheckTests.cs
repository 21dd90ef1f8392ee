using BtBattery.Driver.Control;

namespace BtBattery.Driver.Tests.Control;

/// <summary>The control interface answers root and the driver's own user, and nobody else.</summary>
public sealed class CallerCheckTests
{
    private const string Driver = ":1.1";

    [Theory]
    [InlineData(0u, 1000u, true)]
    [InlineData(1000u, 1000u, true)]
    [InlineData(1001u, 1000u, false)]
    [InlineData(1000u, 0u, false)]
    [InlineData(null, 1000u, false)]
    [InlineData(null, null, false)]
    [InlineData(1000u, null, false)]
    public async Task Who_may_ask(uint? caller, uint? driver, bool isAllowed)
    {
        var check = new CallerCheck((name, _) => Task.FromResult(name == Driver ? driver : caller), Driver);
        Assert.Equal(isAllowed, await check.ObjectionAsync(":1.2", CancellationToken.None) is null);
    }

    [Fact]
    public async Task A_call_without_a_sender_is_refused()
    {
        var check = new CallerCheck((_, _) => Task.FromResult<uint?>(0), Driver);
        Assert.Equal(
            "Only root and the user the driver runs as may ask this, not user unknown.",
            await check.ObjectionAsync(null, CancellationToken.None));
    }
}
