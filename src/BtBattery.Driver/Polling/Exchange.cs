using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Polling;

/// <summary>One question and its good answer, as they went over the radio.</summary>
/// <param name="Request">The bytes written.</param>
/// <param name="Reply">The bytes of all notifications that came until the answer was complete, joined.</param>
/// <param name="At">When the answer was complete.</param>
public sealed record Exchange(ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Reply, MonotonicTime At);
