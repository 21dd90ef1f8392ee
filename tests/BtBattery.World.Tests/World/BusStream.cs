using System.Threading.Tasks.Sources;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>The client's end of a connection with a <see cref="MemoryBus"/>: everything happens on the thread of the world.</summary>
internal sealed class BusStream : AsyncStream, IValueTaskSource<int>
{
    /// <summary>What dbus-daemon lets wait for one connection is of this order.</summary>
    private const int MaxWaiting = 16 * 1024 * 1024;

    private byte[] _waiting = new byte[4096];
    private int _start;
    private int _end;
    private bool _hasEnded;

    // The one read that waits, used again and again: a world reads a million times in a day.
    private ManualResetValueTaskSourceCore<bool> _wait = new() { RunContinuationsAsynchronously = true };
    private Memory<byte> _target;
    private CancellationToken _cancellation;
    private CancellationTokenRegistration _registration;
    private bool _isWaiting;

    /// <summary>The bus's end; set before anything is written.</summary>
    public BusPeer? Peer { get; set; }

    /// <summary>Gives the client something to read.</summary>
    /// <returns>False if too much waits already.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        int waiting = _end - _start;
        if (waiting + bytes.Length > MaxWaiting)
        {
            return false;
        }

        if (_end + bytes.Length > _waiting.Length)
        {
            byte[] target = waiting + bytes.Length > _waiting.Length / 2 ? new byte[2 * (waiting + bytes.Length)] : _waiting;
            _waiting.AsSpan(_start, waiting).CopyTo(target);
            (_waiting, _start, _end) = (target, 0, waiting);
        }

        bytes.CopyTo(_waiting.AsSpan(_end));
        _end += bytes.Length;
        Wake();
        return true;
    }

    /// <summary>The bus has ended the connection: what waits can still be read.</summary>
    public void End()
    {
        _hasEnded = true;
        Wake();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        if (_start != _end || _hasEnded)
        {
            return new ValueTask<int>(Take(buffer.Span));
        }

        _wait.Reset();
        (_target, _cancellation, _isWaiting) = (buffer, cancellationToken, true);
        _registration = cancellationToken.UnsafeRegister(static stream => ((BusStream)stream!).Wake(), this);
        return new ValueTask<int>(this, _wait.Version);
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        _wait.GetResult(token);
        _cancellation.ThrowIfCancellationRequested();
        return Take(_target.Span);
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasEnded)
        {
            throw new IOException("The other end of the stream is closed.");
        }

        Peer!.Receive(buffer.Span);
        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Peer?.Close();
        }

        base.Dispose(disposing);
    }

    private void Wake()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            _registration.Dispose();
            _wait.SetResult(true);
        }
    }

    private int Take(Span<byte> target)
    {
        int count = Math.Min(_end - _start, target.Length);
        _waiting.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }
}
