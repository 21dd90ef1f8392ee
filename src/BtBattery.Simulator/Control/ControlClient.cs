using System.Net.Sockets;

namespace BtBattery.Simulator.Control;

/// <summary>The other end of the control socket.</summary>
internal static class ControlClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Sends one line and returns the answer.</summary>
    /// <exception cref="ControlException">Nobody listens there, or no answer came; the message is a sentence for the user.</exception>
    public static async Task<string> AskAsync(string path, string line, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), both.Token);
            using var stream = new NetworkStream(socket);
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"), both.Token);
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync(both.Token)
                ?? throw new ControlException($"The simulator at {path} hung up without an answer.");
        }
        catch (Exception problem) when (problem is SocketException or IOException or ArgumentException)
        {
            throw new ControlException($"No simulator listens on {path}: start one with \"btbattery-sim run --control {path}\".", problem);
        }
        catch (OperationCanceledException problem) when (deadline.IsCancellationRequested)
        {
            throw new ControlException($"The simulator at {path} gave no answer within {Deadline.TotalSeconds:F0} s.", problem);
        }
    }
}
