using System.Net.Sockets;

namespace BtBattery.Simulator.Control;

/// <summary>Takes control commands on a unix socket: a line in, a line out, any number of clients.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly string _path;
    private readonly Func<string, string> _execute;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private ControlServer(Socket listener, string path, Func<string, string> execute)
    {
        _listener = listener;
        _path = path;
        _execute = execute;
        _accepting = AcceptAsync();
    }

    /// <summary>Listens on <paramref name="path"/>; a socket that a killed predecessor left there is replaced.</summary>
    /// <exception cref="ControlException">The path cannot be used; the message is a sentence for the user.</exception>
    public static async Task<ControlServer> ListenAsync(string path, Func<string, string> execute, CancellationToken cancellationToken)
    {
        if (File.Exists(path)) await RemoveStaleAsync(path, cancellationToken);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(8);
            return new ControlServer(listener, path, execute);
        }
        catch (Exception problem) when (problem is SocketException or ArgumentException)
        {
            listener.Dispose();
            throw new ControlException($"The control socket {path} cannot be made: {problem.Message}.", problem);
        }
    }

    /// <summary>Hangs up, and takes the socket file away.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        File.Delete(_path);
        _stop.Dispose();
    }

    private static async Task RemoveStaleAsync(string path, CancellationToken cancellationToken)
    {
        if (IsOrdinaryFile(path))
            throw new ControlException($"The file {path} exists and is not a socket of a simulator; choose another name.");
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await probe.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }
        catch (SocketException problem)
        {
            throw new ControlException($"The file {path} exists and cannot be used: {problem.Message}.", problem);
        }
        throw new ControlException($"A running simulator listens on {path} already; choose another name.");
    }

    /// <summary>A socket cannot be opened as a file; everything else that is there must not be deleted.</summary>
    private static bool IsOrdinaryFile(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        while (true)
        {
            try
            {
                Socket client = await _listener.AcceptAsync(_stop.Token);
                clients.RemoveAll(task => task.IsCompleted);
                clients.Add(ServeAsync(client));
            }
            catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                break;
            }
        }
        await Task.WhenAll(clients);
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream);
            var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
                await writer.WriteLineAsync(_execute(line).AsMemory(), _stop.Token);
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // The client hung up, or the simulator ends.
        }
    }
}
