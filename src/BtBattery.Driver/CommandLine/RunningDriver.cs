using BtBattery.DBus;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.CommandLine;

/// <summary>A driver that serves a battery already, seen from a tool: the tool asks it over D-Bus instead of opening a second link.</summary>
internal sealed class RunningDriver : IAsyncDisposable
{
    private readonly DBusConnection _connection;
    private readonly string _service;

    private RunningDriver(DBusConnection connection, string service)
    {
        _connection = connection;
        _service = service;
    }

    /// <summary>The driver that serves that battery; null if none does.</summary>
    /// <exception cref="DBusException">The bus cannot be used.</exception>
    public static async Task<RunningDriver?> FindAsync(string busAddress, BatteryAddress address, CancellationToken cancellationToken)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, cancellationToken: cancellationToken);
        try
        {
            if (await connection.GetNameOwnerAsync(address.ServiceName, cancellationToken) is not null)
            {
                return new RunningDriver(connection, address.ServiceName);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Writes a path.</summary>
    /// <returns>True if it was taken.</returns>
    /// <exception cref="DBusException">The driver does not answer.</exception>
    public async Task<bool> WriteAsync(string path, int value, CancellationToken cancellationToken)
    {
        MessageWriter call = _connection.CreateMethodCall(_service, path, BusItem.Interface, "SetValue", "v");
        call.WriteVariantInt32(value);
        Message reply = await _connection.CallAsync(ref call, timeout: null, cancellationToken);
        return reply.GetReader().ReadInt32() == 0;
    }

    /// <summary>Reads a text path.</summary>
    /// <exception cref="DBusException">The driver does not answer.</exception>
    public async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        Message reply = await _connection.CallAsync(_service, path, BusItem.Interface, "GetText", timeout: null, cancellationToken);
        return reply.GetReader().ReadString();
    }

    /// <summary>Waits until a text path fulfils a condition.</summary>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    /// <exception cref="DBusException">The driver does not answer.</exception>
    public async Task<string> WaitForTextAsync(
        string path, Func<string, bool> condition, TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var changed = new SemaphoreSlim(0);
        await using IAsyncDisposable subscription = await _connection.SubscribeAsync(
            new MatchRule { Type = MessageType.Signal, Sender = _service, Path = "/", Interface = BusItem.Interface, Member = "ItemsChanged" },
            _ => changed.Release(),
            cancellationToken);
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (true)
        {
            string text = await ReadTextAsync(path, cancellationToken);
            if (condition(text))
            {
                return text;
            }

            try
            {
                await changed.WaitAsync(both.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"{_service} still says '{text}'.");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
