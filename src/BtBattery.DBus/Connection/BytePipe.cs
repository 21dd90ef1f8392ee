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

    // Made by whoever waits, which is the reader of an empty pipe or the writer of a full one.
    private TaskCompletionSource? _changed;

    internal BytePipe(int capacity) => _ring = new byte[capacity];

    /// <summary>Waits for bytes and takes as many as there are and fit; 0 when the writer is gone and nothing is left.</summary>
    internal async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration waking = cancellationToken.UnsafeRegister(static pipe => ((BytePipe)pipe!).Wake(), this);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                cancellationToken.ThrowIfCancellationRequested(); // Here, so that no wake falls between looking and waiting.
                ObjectDisposedException.ThrowIf(_isReaderGone, typeof(Stream));
                if (_count > 0 || _isWriterGone || target.IsEmpty) return Take(target.Span);
                changed = Changed();
            }

            await changed;
        }
    }

    /// <summary>Writes everything, waiting for room.</summary>
    /// <exception cref="IOException">The reader is gone.</exception>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration waking = cancellationToken.UnsafeRegister(static pipe => ((BytePipe)pipe!).Wake(), this);
        while (!source.IsEmpty)
        {
            Task changed;
            lock (_lock)
            {
                cancellationToken.ThrowIfCancellationRequested(); // Here, so that no wake falls between looking and waiting.
                ObjectDisposedException.ThrowIf(_isWriterGone, typeof(Stream));
                if (_isReaderGone) throw new IOException("The other end of the stream is closed.");
                source = source[Put(source.Span)..];
                if (source.IsEmpty) return;
                changed = Changed();
            }

            await changed;
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

    // Not WaitAsync with the token, which would leave the context of the waiter: see Elsewhere.
    private Task Changed() => (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Wake()
    {
        lock (_lock) Signal();
    }

    private void Signal()
    {
        _changed?.SetResult();
        _changed = null;
    }
}
