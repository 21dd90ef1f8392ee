namespace BtBattery.Bms.Framing;

/// <summary>
/// Joins notifications of any size into checked frames. It looks at content only: how the radio cut the bytes, and how
/// many frames share one notification, makes no difference. What is not a frame is dropped one byte at a time, because
/// start and end bytes also occur inside frames.
/// </summary>
/// <remarks>
/// The buffer holds more than the longest frame of any protocol here, so a full buffer can always be worked off: its
/// head is a frame, or is dropped. Memory is taken once.
/// </remarks>
internal abstract class FrameAssembler(FrameCounters counters)
{
    /// <summary>Size of the buffer in bytes. The longest frame of these protocols has 262 (JBD, length byte 255).</summary>
    internal const int Capacity = 512;

    private readonly byte[] _buffer = new byte[Capacity];
    private int _start;
    private int _end;

    /// <summary>Bytes waiting for the rest of their frame.</summary>
    public int Pending => _end - _start;

    /// <summary>Takes as many bytes as fit and returns how many; read all frames before offering the rest.</summary>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, Pending).CopyTo(_buffer);
            (_start, _end) = (0, Pending);
        }

        int taken = Math.Min(bytes.Length, Capacity - _end);
        bytes[..taken].CopyTo(_buffer.AsSpan(_end));
        _end += taken;
        return taken;
    }

    /// <summary>The next whole, checked frame. It stays readable until the next call of <see cref="Append"/>.</summary>
    public bool TryRead(out ReadOnlySpan<byte> frame)
    {
        while (_start < _end)
        {
            ReadOnlySpan<byte> head = _buffer.AsSpan(_start, Pending);
            FrameVerdict verdict = Inspect(head);
            if (verdict.Bad is { } reason)
            {
                counters.Count(reason);
                _start++;
                continue;
            }

            if (verdict.Length == 0)
                break;

            if (HasOneByteTooMany(head, verdict.Length))
            {
                counters.Count(BadFrame.Ambiguous);
                _start++;
                continue;
            }

            _start += verdict.Length;
            frame = head[..verdict.Length];
            return true;
        }

        frame = default;
        return false;
    }

    /// <summary>Forgets everything received so far: the rest of a frame given up cannot become the start of the next.</summary>
    public void Clear()
    {
        if (Pending > 0)
            counters.Count(BadFrame.Unfinished);
        (_start, _end) = (0, 0);
    }

    /// <summary>
    /// True if a lone byte stands behind the frame and the frame would be good as well with that byte at its end and one
    /// of its own taken out: then a byte was added on the way, and the checksum fitted by chance.
    /// </summary>
    private bool HasOneByteTooMany(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length != length + 1 || Inspect(bytes[length..]).Bad is null)
            return false;

        Span<byte> without = stackalloc byte[length];
        bytes[1..].CopyTo(without);
        for (int removed = 1; removed < length; removed++)
        {
            without[removed - 1] = bytes[removed - 1];
            if (Inspect(without).Length == length)
                return true;
        }

        return false;
    }

    /// <summary>Judges the head of <paramref name="bytes"/>, which is never empty. It must not ask for more than <see cref="Capacity"/>.</summary>
    protected abstract FrameVerdict Inspect(ReadOnlySpan<byte> bytes);
}
