using System.Net.Sockets;
using System.Text;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>What systemd listens on for word from its services.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class ManagerSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    /// <param name="path">The socket; everybody may write to it.</param>
    public ManagerSocket(string path)
    {
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
    }

    /// <summary>Every message so far that was waited for or passed by.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Waits for a message.</summary>
    public async Task<string> WaitForAsync(Func<string, bool> matches)
    {
        byte[] buffer = new byte[4096];
        using var deadline = new CancellationTokenSource(ChildProcess.Patience, TimeProvider.System);
        while (true)
        {
            int length = await _socket.ReceiveAsync(buffer, deadline.Token);
            Told.Add(Encoding.UTF8.GetString(buffer, 0, length));
            if (matches(Told[^1]))
            {
                return Told[^1];
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
