using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>Every fault of the table, for one battery and for four: see <see cref="FaultTrial"/>.</summary>
public abstract class FaultMatrix(ITestOutputHelper output)
{
    /// <summary>All faults.</summary>
    public static TheoryData<string> All => [.. FaultTable.All.Select(fault => fault.Name)];

    /// <summary>Those that can hit one and spare the others.</summary>
    public static TheoryData<string> OfOne => [.. FaultTable.All.Where(fault => fault.Reach != FaultReach.Everybody).Select(fault => fault.Name)];

    private protected void Run(string name, FaultScope scope)
    {
        using var trial = new FaultTrial(FaultTable.Find(name), scope);
        if (KnownToFail.Reason(name, scope) is { } reason)
        {
            Exception? noticed = Record.Exception(trial.Run);
            Assert.True(noticed is not null, $"It works by now: take it out of {nameof(KnownToFail)}, where it says \"{reason}\".");
            output.WriteLine($"As known, {reason}: {noticed.Message}");
            return;
        }

        trial.Run();
        output.WriteLine(FormattableString.Invariant(
            $"live after {trial.Recovery.TotalSeconds:F0} s of at most {trial.Bound.TotalSeconds:F0} s, no value older than {trial.LargestAge.TotalSeconds:F0} s, none new that was {trial.LargestDelay.TotalSeconds:F0} s old"));
    }
}
