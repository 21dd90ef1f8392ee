namespace BtBattery.Driver.Tools;

/// <summary>The question that gave the pack voltage, and its answer, byte for byte.</summary>
/// <param name="Request">What was written.</param>
/// <param name="Reply">The checked frame that answered it.</param>
public sealed record ReadingExchange(ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Reply);
