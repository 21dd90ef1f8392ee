namespace BtBattery.Bms.Conversations;

/// <summary>Bytes to write to the battery.</summary>
/// <param name="Name">What is asked, for log and counters, such as <c>pack info</c>.</param>
/// <param name="Bytes">The whole frame, checksum included.</param>
public sealed record BmsRequest(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>How long to wait for the answer, counted from the end of the write.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long to leave the battery alone before this request is written.</summary>
    /// <value>Zero unless the protocol asks for a pause.</value>
    public TimeSpan PauseBefore { get; init; }

    /// <summary>True if the round has its use without the answer; what is known should not wait for it.</summary>
    public bool IsOptional { get; init; }
}
