using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Run;

/// <summary>What the log says of a bug in the working out of limits, and in what is shown of cells.</summary>
public sealed class BrokenTurnsTests : IDisposable
{
    private readonly LogLines _log = new();
    private readonly BrokenTurns _turns;

    public BrokenTurnsTests() => _turns = new(_log.CreateLogger("turns"));

    [Fact]
    public void Each_bug_is_told_once_and_so_is_its_end()
    {
        Take(null);
        Assert.Empty(_log.Lines);

        Take("one");
        Take("one");
        Assert.Contains("no current is allowed", Assert.Single(_log.Lines));

        Take("two");
        Take(null);
        Take(null);
        Assert.Equal(3, _log.Lines.Count);
        Assert.Contains("again", _log.Lines[^1]);
    }

    [Fact]
    public void A_bug_that_concerns_cells_alone_is_told_once_and_by_itself()
    {
        Take(null, "cells");
        Take(null, "cells");
        Assert.StartsWith("Error: The cell monitor shows nothing", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Contains("limits and alarms do not depend on it", _log.Lines[0], StringComparison.Ordinal);

        // A turn in which nothing could be worked out says nothing of cells.
        Take("limits");
        Take(null, "cells");
        Assert.Equal(3, _log.Lines.Count);
        Take(null);
        Take(null);
        Assert.Equal("Warning: The cell monitor goes on.", _log.Lines[^1]);
        Assert.Equal(4, _log.Lines.Count);
    }

    public void Dispose() => _log.Dispose();

    private void Take(string? error, string? ofCells = null) => _turns.Take(Bug(error), Bug(ofCells));

    private static InvalidOperationException? Bug(string? what) => what is null ? null : new(what);
}
