namespace BtBattery.DBus;

/// <summary>One direction of a <see cref="StreamPair"/>: a bounded ring of bytes with one reader and one writer at a time.</summary>
internal sealed class BytePipe
{
    private readonly Lock _lock = new();
    private readonly byte[] _ring;
    private int _start;
    private int _count;
    private bool _isWriterGone;
    private bool _isReaderGone;
    private TaskCompletionSource _changed = NewSignal();

    internal BytePipe(int capacity) => _ring = new byte[capacity];

    /// <summary>Waits for bytes and takes as many as there are and fit; 0 when the writer is gone and nothing is left.</summary>
    internal async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isReaderGone, typeof(Stream));
                if (_count > 0 || _isWriterGone || target.IsEmpty) return Take(target.Span);
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes everything, waiting for room.</summary>
    /// <exception cref="IOException">The reader is gone.</exception>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken)
    {
        while (!source.IsEmpty)
        {
            Task changed;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isWriterGone, typeof(Stream));
                if (_isReaderGone) throw new IOException("The other end of the stream is closed.");
                source = source[Put(source.Span)..];
                changed = _changed.Task;
            }

            if (!source.IsEmpty) await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal void CloseReader()
    {
        lock (_lock)
        {
            _isReaderGone = true;
            Signal();
        }
    }

    internal void CloseWriter()
    {
        lock (_lock)
        {
            _isWriterGone = true;
            Signal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int Take(Span<byte> target)
    {
        int count = Math.Min(_count, target.Length);
        int first = Math.Min(count, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(target);
        _ring.AsSpan(0, count - first).CopyTo(target[first..]);
        _start = (_start + count) % _ring.Length;
        _count -= count;
        if (count > 0) Signal();
        return count;
    }

    private int Put(ReadOnlySpan<byte> source)
    {
        int count = Math.Min(_ring.Length - _count, source.Length);
        int end = (int)(((long)_start + _count) % _ring.Length);
        int first = Math.Min(count, _ring.Length - end);
        source[..first].CopyTo(_ring.AsSpan(end));
        source[first..count].CopyTo(_ring);
        _count += count;
        if (count > 0) Signal();
        return count;
    }

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }
}
