namespace BtBattery.Benchmarks.DBus;

/// <summary>A peer without substance: each <see cref="RunAsync"/> lets one prepared message in and waits until one is written.</summary>
internal sealed class LoopStream(byte[] incoming) : Stream
{
    private readonly SemaphoreSlim _toRead = new(0);
    private readonly SemaphoreSlim _written = new(0);

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _toRead.WaitAsync(cancellationToken);
        incoming.CopyTo(buffer);
        return incoming.Length;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _written.Release();
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    internal Task RunAsync()
    {
        _toRead.Release();
        return _written.WaitAsync();
    }

    internal Task WrittenAsync() => _written.WaitAsync();
}
