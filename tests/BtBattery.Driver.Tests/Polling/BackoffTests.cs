using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Tests.Polling;

public sealed class BackoffTests
{
    [Fact]
    public void Grows_to_its_cap_and_jitter_only_shortens()
    {
        TimeSpan previous = TimeSpan.Zero;
        for (int failures = 1; failures < 100; failures++)
        {
            TimeSpan wait = Backoff.After(failures, 0);
            Assert.InRange(wait, previous, Backoff.Longest);
            Assert.InRange(Backoff.After(failures, 0.999), wait * 0.75, wait);
            previous = wait;
        }

        Assert.Equal(Backoff.Longest, previous);
    }
}
