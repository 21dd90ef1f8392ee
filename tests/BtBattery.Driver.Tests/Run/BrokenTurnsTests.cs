using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Run;

/// <summary>What the log says of a bug in the working out of limits.</summary>
public sealed class BrokenTurnsTests
{
    [Fact]
    public void Each_bug_is_told_once_and_so_is_its_end()
    {
        var log = new LogLines();
        var turns = new BrokenTurns(log.CreateLogger("turns"));
        turns.Take(null);
        Assert.Empty(log.Lines);

        turns.Take(new InvalidOperationException("one"));
        turns.Take(new InvalidOperationException("one"));
        Assert.Contains("no current is allowed", Assert.Single(log.Lines));

        turns.Take(new InvalidOperationException("two"));
        turns.Take(null);
        turns.Take(null);
        Assert.Equal(3, log.Lines.Count);
        Assert.Contains("again", log.Lines[^1]);
    }
}
