using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Recordings;

/// <summary>What a recording says: the values of all its answers together, or why it must not yield values.</summary>
/// <param name="Family">The protocol it was read with.</param>
/// <param name="Readings">The values; null if there is an error.</param>
/// <param name="Error">One of <see cref="Conversations.ReplyCodes"/>; null if there are values.</param>
public sealed record DecodedRecording(BmsFamily Family, BatterySnapshot? Readings, string? Error);
