namespace BtBattery.Bms.Recordings;

/// <summary>One request and what came back.</summary>
/// <param name="Request">The bytes written; empty if the device spoke first.</param>
/// <param name="Notifications">The notifications as the radio split them, in the order of arrival; empty if no reply came.</param>
public sealed record RecordedExchange(ReadOnlyMemory<byte> Request, IReadOnlyList<ReadOnlyMemory<byte>> Notifications);
