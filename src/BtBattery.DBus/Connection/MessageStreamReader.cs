namespace BtBattery.DBus;

/// <summary>
/// Cuts a stream into messages. The length in a header is checked before anything is reserved for it, and a large message gets memory
/// only as its bytes arrive.
/// </summary>
internal sealed class MessageStreamReader : IDisposable
{
    private const int UsualLength = 4 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = WirePool.Rent(UsualLength);
    private int _start;
    private int _end;

    internal MessageStreamReader(Stream stream) => _stream = stream;

    public void Dispose() => WirePool.Return(Interlocked.Exchange(ref _buffer, []));

    /// <summary>The next message; null at the end of the stream.</summary>
    /// <exception cref="DBusProtocolException">The bytes are not a message, or the stream ends inside one.</exception>
    internal async ValueTask<Message?> ReadAsync(CancellationToken cancellationToken)
    {
        int needed = WireLimits.FixedHeaderLength;
        while (true)
        {
            if (_end - _start >= WireLimits.FixedHeaderLength)
            {
                needed = MessageParser.LengthOf(_buffer.AsSpan(_start, WireLimits.FixedHeaderLength));
                if (_end - _start >= needed) return Take(needed);
            }

            MakeRoom(needed);
            int count = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (count == 0)
            {
                if (_end > _start) DBusProtocolException.Throw("The stream ends inside a message.");
                return null;
            }

            _end += count;
        }
    }

    private Message Take(int length)
    {
        Message message = MessageParser.Parse(_buffer.AsSpan(_start, length));
        _start += length;
        if (_start == _end && _buffer.Length > 4 * UsualLength)
        {
            // A rare large message must not hold its memory for ever.
            WirePool.Return(_buffer);
            _buffer = WirePool.Rent(UsualLength);
        }

        if (_start == _end) _start = _end = 0;
        return message;
    }

    /// <summary>Makes room for at least one more byte of a message of the given length.</summary>
    private void MakeRoom(int needed)
    {
        int have = _end - _start;
        if (needed <= _buffer.Length - _start && _end < _buffer.Length) return;

        // At most twice of what has really arrived is reserved on the word of the header.
        int wanted = Math.Min(needed, Math.Max(UsualLength, 2 * have));
        if (wanted <= _buffer.Length && have < _buffer.Length)
        {
            _buffer.AsSpan(_start, have).CopyTo(_buffer);
        }
        else
        {
            byte[] larger = WirePool.Rent(wanted);
            _buffer.AsSpan(_start, have).CopyTo(larger);
            WirePool.Return(_buffer);
            _buffer = larger;
        }

        _start = 0;
        _end = have;
    }
}
