namespace BtBattery.Bms.Conversations;

/// <summary>Bytes to write to the battery. Only the protocols of this project can make one: docs/bms/requests.md lists all of them.</summary>
public sealed record BmsRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="name">What is asked.</param>
    /// <param name="bytes">The whole frame, checksum included.</param>
    internal BmsRequest(string name, ReadOnlyMemory<byte> bytes) => (Name, Bytes) = (name, bytes);

    /// <summary>What is asked, for log and counters, such as <c>pack info</c>.</summary>
    public string Name { get; }

    /// <summary>The whole frame, checksum included.</summary>
    public ReadOnlyMemory<byte> Bytes { get; internal init; }

    /// <summary>How long to wait for the answer, counted from the end of the write.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long to leave the battery alone before this request is written.</summary>
    /// <value>Zero unless the protocol asks for a pause.</value>
    public TimeSpan PauseBefore { get; init; }

    /// <summary>
    /// True if neither these bytes nor the answer may be written down anywhere: they would tell the owner's password, or
    /// part of it.
    /// </summary>
    /// <value>False.</value>
    public bool IsSecret { get; init; }

    /// <summary>True if the round has its use without the answer; what is known should not wait for it.</summary>
    public bool IsOptional { get; init; }
}
