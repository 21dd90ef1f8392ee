namespace BtBattery.DBus;

/// <summary>One end of a <see cref="StreamPair"/>.</summary>
internal sealed class PipeStream(BytePipe input, BytePipe output) : AsyncStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        input.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        output.WriteAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.CloseReader();
            output.CloseWriter();
        }

        base.Dispose(disposing);
    }
}
