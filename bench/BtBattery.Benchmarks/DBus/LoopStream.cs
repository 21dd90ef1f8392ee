using BtBattery.DBus;

namespace BtBattery.Benchmarks.DBus;

/// <summary>A peer without substance: each <see cref="RunAsync"/> lets one prepared message in and waits until one is written.</summary>
internal sealed class LoopStream(byte[] incoming) : AsyncStream
{
    private readonly SemaphoreSlim _toRead = new(0);
    private readonly SemaphoreSlim _written = new(0);

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

    internal Task RunAsync()
    {
        _toRead.Release();
        return _written.WaitAsync();
    }

    internal Task WrittenAsync() => _written.WaitAsync();
}
