using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>A client wants to write a writable path; the loop decides and answers.</summary>
/// <param name="Battery">Number of the battery that it is about, from 1; 0 for the bank itself.</param>
/// <param name="Path">The path, as a battery has it alone, known to be writable.</param>
/// <param name="Value">The value, of the path's type.</param>
/// <param name="Answer">True = taken and published.</param>
/// <param name="At">When it arrived.</param>
internal sealed record WriteRequest(int Battery, string Path, ItemValue Value, TaskCompletionSource<bool> Answer, MonotonicTime At) : ILoopEvent
{
    private int _isClaimed;

    /// <summary>
    /// Decides who answers: the loop, which then carries it out, or whoever waited too long, who then has refused it. Never both.
    /// </summary>
    public bool TryClaim() => Interlocked.Exchange(ref _isClaimed, 1) == 0;
}
