using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Links;

/// <summary>One notification as the radio delivered it.</summary>
/// <param name="Bytes">The bytes, owned by the reader.</param>
/// <param name="At">When it arrived here.</param>
public readonly record struct Notification(byte[] Bytes, MonotonicTime At);
