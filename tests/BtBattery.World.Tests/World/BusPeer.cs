using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>One connection of a <see cref="MemoryBus"/>.</summary>
internal sealed class BusPeer(MemoryBus bus, Stream stream)
{
    private readonly SendQueue _queue = new(stream, maxBytes: 16 * 1024 * 1024);

    /// <summary>Its unique name; "" before it said Hello.</summary>
    public string Name { get; set; } = "";

    /// <summary>The program it belongs to, if that said so.</summary>
    public BusProgram? Program { get; init; }

    /// <summary>Its match rules; one stands as often as it was added.</summary>
    public List<(string Text, MatchRule Rule)> Rules { get; } = [];

    /// <summary>Calls it was given and has not answered.</summary>
    public List<(BusPeer Caller, uint Serial)> Unanswered { get; } = [];

    public void Start() => _ = ServeAsync();

    public void Send(byte[] message)
    {
        // The queue gives its buffers to the pool of the library, so it gets one from there.
        byte[] buffer = WirePool.Rent(message.Length);
        message.CopyTo(buffer, 0);
        if (!_queue.TryAdd(buffer, message.Length))
        {
            Close();
        }
    }

    public void Close()
    {
        _queue.Close();
        stream.Dispose();
        bus.Left(this);
    }

    private async Task ServeAsync()
    {
        using var reader = new MessageStreamReader(stream);
        try
        {
            await AuthenticateAsync();
            _ = WriteAsync();
            while (await reader.ReadAsync(CancellationToken.None) is { } message)
            {
                bus.Take(this, message);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or DBusProtocolException)
        {
            // A client that leaves in the middle of something, or that was sent away.
        }
        catch (Exception exception)
        {
            bus.Faults.Add(exception);
        }

        Close();
    }

    private async Task WriteAsync()
    {
        try
        {
            await _queue.RunAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The reader notices as well, and ends the connection.
        }
    }

    private async Task AuthenticateAsync()
    {
        if (await ReadLineAsync() is not "\0AUTH EXTERNAL")
        {
            throw new DBusProtocolException("AUTH EXTERNAL was expected.");
        }

        await stream.WriteAsync("DATA\r\n"u8.ToArray());
        await ReadLineAsync();
        await stream.WriteAsync("OK 00000000000000000000000000000000\r\n"u8.ToArray());
        await ReadLineAsync();
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new List<byte>();
        byte[] one = new byte[1];
        while (line is not [.., (byte)'\r', (byte)'\n'])
        {
            // Not ReadExactlyAsync, which goes on outside of the world.
            if (await stream.ReadAsync(one) == 0)
            {
                throw new EndOfStreamException();
            }

            line.Add(one[0]);
        }

        return System.Text.Encoding.ASCII.GetString([.. line])[..^2];
    }
}
