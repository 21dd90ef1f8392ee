using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>A client wants to write a writable path; the loop decides and answers.</summary>
/// <param name="Path">The path, known to be writable.</param>
/// <param name="Value">The value, of the path's type.</param>
/// <param name="Answer">True = taken and published.</param>
internal sealed record WriteRequest(string Path, ItemValue Value, TaskCompletionSource<bool> Answer) : ILoopEvent;
