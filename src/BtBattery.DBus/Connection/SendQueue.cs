using System.Threading.Channels;

namespace BtBattery.DBus;

/// <summary>
/// Messages waiting to be written, and the one task that writes them: short ones that wait together in one piece, since a write, and waking who reads it, costs more than
/// most messages. Bounded in bytes; adding never waits.
/// </summary>
internal sealed class SendQueue
{
    /// <summary>Up to so many bytes are written together; a message that is longer by itself.</summary>
    private const int Together = 4096;

    private readonly Stream _stream;
    private readonly int _maxBytes;
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private long _queuedBytes;

    internal SendQueue(Stream stream, int maxBytes)
    {
        _stream = stream;
        _maxBytes = maxBytes;
    }

    /// <summary>Takes over a pooled buffer.</summary>
    /// <returns>False if the queue is full; the buffer is given back then. True also after <see cref="Close"/>, for nobody.</returns>
    internal bool TryAdd(byte[] buffer, int length)
    {
        long queued = Interlocked.Add(ref _queuedBytes, length);
        bool isFull = queued > _maxBytes && queued > length; // A single large message may pass through an empty queue.
        if (!isFull && _entries.Writer.TryWrite(new Entry(buffer, length, null))) return true;
        Interlocked.Add(ref _queuedBytes, -length);
        WirePool.Return(buffer);
        return !isFull;
    }

    /// <summary>Completes when everything added before has been written; is cancelled if the queue is closed first.</summary>
    internal async Task FlushAsync()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_entries.Writer.TryWrite(new Entry([], 0, written))) written.SetCanceled();
        await written.Task;
    }

    /// <summary>No more is added. What waits is given up when the stream fails, which is the caller's next step.</summary>
    internal void Close() => _entries.Writer.TryComplete();

    /// <summary>Writes until the queue is closed; throws what the stream throws.</summary>
    /// <remarks>Waiting ends by <see cref="Close"/>, not by the token: a wait that can be cancelled allocates each time.</remarks>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _entries.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (_entries.Reader.TryRead(out Entry entry)) await WriteAsync(Join(entry), cancellationToken);
            }
        }
        finally
        {
            _entries.Writer.TryComplete();
            while (_entries.Reader.TryRead(out Entry entry)) GiveUp(entry);
        }
    }

    private static void GiveUp(Entry entry)
    {
        if (entry.Written is { } written) written.TrySetCanceled();
        else WirePool.Return(entry.Buffer);
    }

    /// <summary>With those that wait behind it, as far as they go together.</summary>
    private Entry Join(Entry joined)
    {
        while (joined.Written is null && _entries.Reader.TryPeek(out Entry next) && next.Written is null && joined.Length + next.Length <= Together)
        {
            _entries.Reader.TryRead(out next);
            byte[] buffer = joined.Buffer;
            if (buffer.Length < joined.Length + next.Length)
            {
                buffer = WirePool.Rent(Together);
                joined.Buffer.AsSpan(0, joined.Length).CopyTo(buffer);
                WirePool.Return(joined.Buffer);
            }

            next.Buffer.AsSpan(0, next.Length).CopyTo(buffer.AsSpan(joined.Length));
            WirePool.Return(next.Buffer);
            joined = new Entry(buffer, joined.Length + next.Length, null);
        }

        return joined;
    }

    private async ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken)
    {
        if (entry.Written is { } written)
        {
            written.TrySetResult();
            return;
        }

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _stream.WriteAsync(entry.Buffer.AsMemory(0, entry.Length), cancellationToken);
            await _stream.FlushAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Add(ref _queuedBytes, -entry.Length);
            WirePool.Return(entry.Buffer);
        }
    }

    private readonly record struct Entry(byte[] Buffer, int Length, TaskCompletionSource? Written);
}
