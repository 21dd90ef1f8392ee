using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Weight;

/// <summary>Counts every message that one connection sends, by dbus-monitor.</summary>
internal sealed class ServiceTraffic : IAsyncDisposable
{
    /// <summary>Before the fields of a header: D-Bus Specification, "Message Format".</summary>
    private const int FixedHeader = 16;

    private readonly Process _monitor;
    private readonly byte[] _sender;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private (long Messages, long Bytes) _sent;

    private ServiceTraffic(Process monitor, string sender)
    {
        _monitor = monitor;

        // Field 7 of a header, a variant of a string.
        _sender = [7, 1, (byte)'s', 0, (byte)sender.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(sender), 0];
        _reading = ReadAsync();
    }

    /// <summary>So far, with headers.</summary>
    public (long Messages, long Bytes) Sent
    {
        get
        {
            lock (_lock)
            {
                return _sent;
            }
        }
    }

    /// <summary>Begins to count; returns once a message was counted.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="service">A name that the connection owns.</param>
    /// <param name="connection">Its unique name.</param>
    public static async Task<ServiceTraffic> ListenAsync(PrivateBus bus, string service, string connection)
    {
        var start = new ProcessStartInfo("dbus-monitor", ["--address", bus.Address, "--binary", $"sender='{service}'"]) { RedirectStandardOutput = true };
        var traffic = new ServiceTraffic(Process.Start(start)!, connection);
        await traffic._first.Task.WaitAsync(ChildProcess.Patience);
        return traffic;
    }

    /// <summary>Length of a message by its first bytes.</summary>
    /// <returns>Of header and body, in bytes.</returns>
    public static (int Header, int Body) LengthsOf(ReadOnlySpan<byte> start)
    {
        bool isBig = start[0] == 'B';
        int body = isBig ? BinaryPrimitives.ReadInt32BigEndian(start[4..]) : BinaryPrimitives.ReadInt32LittleEndian(start[4..]);
        int fields = isBig ? BinaryPrimitives.ReadInt32BigEndian(start[12..]) : BinaryPrimitives.ReadInt32LittleEndian(start[12..]);
        return ((FixedHeader + fields + 7) / 8 * 8, body);
    }

    public async ValueTask DisposeAsync()
    {
        _monitor.Kill();
        await _reading;
        _monitor.Dispose();
    }

    private async Task ReadAsync()
    {
        Stream stream = _monitor.StandardOutput.BaseStream;
        byte[] start = new byte[FixedHeader];
        while (await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false) == start.Length)
        {
            (int header, int body) = LengthsOf(start);
            byte[] rest = new byte[header - FixedHeader + body];
            if (await stream.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false) < rest.Length)
            {
                break;
            }

            // What the daemon tells the monitor itself is not of the service.
            if (rest.AsSpan(0, header - FixedHeader).IndexOf(_sender) >= 0)
            {
                lock (_lock)
                {
                    _sent = (_sent.Messages + 1, _sent.Bytes + header + body);
                }

                _first.TrySetResult();
            }
        }
    }
}
