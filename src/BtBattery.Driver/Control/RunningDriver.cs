using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Control;

/// <summary>A driver that serves a battery already, seen from a tool: the tool asks it over D-Bus instead of opening a second link.</summary>
internal sealed class RunningDriver : IAsyncDisposable
{
    /// <summary>What another service of this program may take to say whether it serves a battery.</summary>
    private static readonly TimeSpan s_askTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Longer than the driver itself takes to give up dropping its link.</summary>
    private static readonly TimeSpan s_releaseTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Some megabytes, made and sent by a small computer.</summary>
    private static readonly TimeSpan s_recordingTimeout = TimeSpan.FromSeconds(60);

    private readonly DBusConnection _connection;

    private readonly string _root;

    private RunningDriver(DBusConnection connection, (string Service, string Root) place, BatteryAddress address)
    {
        _connection = connection;
        (Service, _root) = place;
        Address = address;
    }

    /// <summary>Its name on the bus.</summary>
    public string Service { get; }

    /// <summary>The battery.</summary>
    public BatteryAddress Address { get; }

    /// <summary>The driver that serves that battery, alone or in a bank; null if none does.</summary>
    /// <exception cref="DBusException">The bus cannot be used.</exception>
    public static async Task<RunningDriver?> FindAsync(string busAddress, BatteryAddress address, CancellationToken cancellationToken)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, cancellationToken: cancellationToken);
        try
        {
            if (await FindServiceAsync(connection, address, cancellationToken) is { } place)
            {
                return new RunningDriver(connection, place, address);
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

    /// <summary>The same for whoever makes a link if no driver does.</summary>
    /// <exception cref="LinkException">The bus cannot be used.</exception>
    public static async Task<RunningDriver?> FindBeforeLinkAsync(string busAddress, BatteryAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(busAddress, address, cancellationToken);
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.NoBus, $"There is no D-Bus at {busAddress}: {exception.Message}", exception);
        }
    }

    /// <summary>The batteries that drivers on the bus serve, in the order of their addresses.</summary>
    /// <exception cref="DBusException">The bus cannot be used.</exception>
    public static async Task<IReadOnlyList<BatteryAddress>> ListAsync(string busAddress, CancellationToken cancellationToken)
    {
        await using DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, cancellationToken: cancellationToken);
        List<BatteryAddress> served = [];
        foreach (string name in await connection.ListNamesAsync(cancellationToken))
        {
            served.AddRange((await ReadServedAsync(connection, name, cancellationToken)).Select(battery => battery.Address));
        }

        return [.. served.Distinct().OrderBy(address => address.Compact, StringComparer.Ordinal)];
    }

    /// <summary>Waits until a driver serves that battery, alone or in a bank.</summary>
    /// <exception cref="DBusException">The bus cannot be used.</exception>
    public static async Task<RunningDriver> WaitForAsync(string busAddress, BatteryAddress address, CancellationToken cancellationToken)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, cancellationToken: cancellationToken);
        try
        {
            var appeared = new SemaphoreSlim(0);
            await using IAsyncDisposable watch = await connection.WatchNamespaceOwnersAsync(
                ControlNames.Namespace,
                (name, owner) =>
                {
                    if (owner is not null && name.StartsWith(ControlNames.ServicePrefix, StringComparison.Ordinal))
                    {
                        appeared.Release();
                    }
                },
                cancellationToken);
            Task<DBusDisconnectedException> lost = connection.Disconnected;
            while (true)
            {
                if (await FindServiceAsync(connection, address, cancellationToken) is { } place)
                {
                    return new RunningDriver(connection, place, address);
                }

                using var givingUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                Task next = appeared.WaitAsync(givingUp.Token);
                if (await Task.WhenAny(next, lost) == lost)
                {
                    await givingUp.CancelAsync();
                    throw await lost;
                }

                await next;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The battery as the driver knows it now.</summary>
    /// <param name="now">The moment the values are stamped with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LinkException">The driver is gone, does not let us ask, or is of a version that cannot be asked.</exception>
    public async Task<BatteryReading> GetReadingAsync(MonotonicTime now, CancellationToken cancellationToken)
    {
        try
        {
            return ReadingJsonReader.Read(await AskAsync(_connection, Service, Address, s_releaseTimeout, cancellationToken), now);
        }
        catch (DBusException exception)
        {
            throw Explain(exception);
        }
        catch (FormatException exception)
        {
            throw new LinkException(LinkProblem.NoData, $"{Service} answers with what this version does not understand: {exception.Message}", exception);
        }
    }

    /// <summary>A recording of what the driver did with the battery: JSON lines, docs/tools/record.md.</summary>
    /// <exception cref="LinkException">The driver is gone, does not let us ask, or is of a version that cannot be asked.</exception>
    public async Task<byte[]> GetRecordingAsync(CancellationToken cancellationToken)
    {
        try
        {
            MessageWriter call = _connection.CreateMethodCall(Service, ControlNames.Path, ControlNames.Interface, ControlNames.GetRecording, "s");
            call.WriteString(Address.ToString());
            Message answer = await _connection.CallAsync(ref call, s_recordingTimeout, cancellationToken);
            return answer.GetReader().ReadByteArray();
        }
        catch (DBusException exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>Asks the driver to drop its link for a while, or to leave it dropped for longer.</summary>
    /// <param name="who">Who asks, in words.</param>
    /// <param name="duration">How long, from now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null if the link is ours now, else why not.</returns>
    /// <exception cref="LinkException">The driver is gone, does not let us ask, or is of a version that cannot be asked.</exception>
    public async Task<string?> ReleaseAsync(string who, TimeSpan duration, CancellationToken cancellationToken)
    {
        try
        {
            MessageWriter call = _connection.CreateMethodCall(Service, ControlNames.Path, ControlNames.Interface, ControlNames.Release, "ssu");
            call.WriteString(Address.ToString());
            call.WriteString(who);
            call.WriteUInt32((uint)duration.TotalSeconds);
            Message answer = await _connection.CallAsync(ref call, s_releaseTimeout, cancellationToken);
            return ReadAnswer(answer);
        }
        catch (DBusException exception)
        {
            throw Explain(exception);
        }

        static string? ReadAnswer(Message answer)
        {
            MessageReader reader = answer.GetReader();
            bool isTaken = reader.ReadBoolean();
            string problem = reader.ReadString();
            return isTaken ? null : problem;
        }
    }

    /// <summary>Gives the link back. A driver that is gone, or whose loan has ended, needs nothing.</summary>
    public async Task ResumeAsync()
    {
        try
        {
            MessageWriter call = _connection.CreateMethodCall(Service, ControlNames.Path, ControlNames.Interface, ControlNames.Resume, "s");
            call.WriteString(Address.ToString());
            await _connection.CallAsync(ref call, s_askTimeout);
        }
        catch (DBusException)
        {
            // The loan ends with our connection all the same.
        }
    }

    /// <summary>Writes a path of the battery.</summary>
    /// <param name="path">As a battery alone has it.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True if it was taken.</returns>
    /// <exception cref="DBusException">The driver does not answer.</exception>
    public async Task<bool> WriteAsync(string path, int value, CancellationToken cancellationToken)
    {
        MessageWriter call = _connection.CreateMethodCall(Service, _root + path, BusItem.Interface, "SetValue", "v");
        call.WriteVariantInt32(value);
        Message reply = await _connection.CallAsync(ref call, timeout: null, cancellationToken);
        return reply.GetReader().ReadInt32() == 0;
    }

    /// <summary>Reads a text path of the battery.</summary>
    /// <exception cref="DBusException">The driver does not answer.</exception>
    public async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        Message reply = await _connection.CallAsync(Service, _root + path, BusItem.Interface, "GetText", timeout: null, cancellationToken);
        return reply.GetReader().ReadString();
    }

    /// <summary>Waits until a text path of the battery fulfils a condition.</summary>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    /// <exception cref="DBusException">The driver does not answer.</exception>
    public async Task<string> WaitForTextAsync(
        string path, Func<string, bool> condition, TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var changed = new SemaphoreSlim(0);
        await using IAsyncDisposable subscription = await _connection.SubscribeAsync(
            new MatchRule { Type = MessageType.Signal, Sender = Service, Path = "/", Interface = BusItem.Interface, Member = "ItemsChanged" },
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
                throw new TimeoutException($"{Service} still says '{text}'.");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>The services that decide about batteries, in the order of their names: without those that a battery of a bank has of its own.</summary>
    /// <exception cref="DBusException">The bus cannot be used.</exception>
    internal static async Task<IReadOnlyList<string>> ListServicesAsync(DBusConnection connection, CancellationToken cancellationToken)
    {
        string[] names = [.. (await connection.ListNamesAsync(cancellationToken)).Where(name => name.StartsWith(ControlNames.ServicePrefix, StringComparison.Ordinal))];
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            members.UnionWith((await ReadServedAsync(connection, name, cancellationToken)).Where(served => served.Root.Length > 0).Select(served => served.Address.ServiceName));
        }

        return [.. names.Where(name => !members.Contains(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The service that serves that battery, alone or in a bank, and where its paths stand there; null if none does.</summary>
    /// <exception cref="DBusException">The bus cannot be used.</exception>
    internal static async Task<(string Service, string Root)?> FindServiceAsync(DBusConnection connection, BatteryAddress address, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = await connection.ListNamesAsync(cancellationToken);
        if (names.Contains(address.ServiceName))
        {
            return (address.ServiceName, "");
        }

        foreach (string service in names)
        {
            foreach ((BatteryAddress served, string root) in await ReadServedAsync(connection, service, cancellationToken))
            {
                if (served == address)
                {
                    return (service, root);
                }
            }
        }

        return null;
    }

    private static Task<IReadOnlyList<(BatteryAddress Address, string Root)>> ReadServedAsync(
        DBusConnection connection, string service, CancellationToken cancellationToken) =>
        ServedAddresses.ReadAsync(service, async path =>
        {
            try
            {
                Message reply = await connection.CallAsync(service, path, BusItem.Interface, "GetText", s_askTimeout, cancellationToken);
                return reply.GetReader().ReadString();
            }
            catch (Exception exception) when (exception is DBusErrorException or DBusTimeoutException or DBusProtocolException)
            {
                // It has no such path, is gone, or is no driver of ours.
                return null;
            }
        });

    private static async Task<string> AskAsync(
        DBusConnection connection, string service, BatteryAddress address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        MessageWriter call = connection.CreateMethodCall(service, ControlNames.Path, ControlNames.Interface, ControlNames.GetReading, "s");
        call.WriteString(address.ToString());
        Message answer = await connection.CallAsync(ref call, timeout, cancellationToken);
        return answer.GetReader().ReadString();
    }

    private LinkException Explain(DBusException exception) => exception switch
    {
        DBusErrorException { ErrorName: DBusErrorNames.AccessDenied } => new LinkException(
            LinkProblem.InUse, $"A running driver serves {Address}, and lets only root and its own user ask it. Run this as root (sudo).", exception),
        DBusErrorException { ErrorName: DBusErrorNames.UnknownInterface or DBusErrorNames.UnknownMethod or DBusErrorNames.UnknownObject } =>
            new LinkException(LinkProblem.InUse, $"{Service} serves {Address} and cannot be asked: it is of an older version. Restart it, or stop it.", exception),
        DBusErrorException { ErrorName: DBusErrorNames.NameHasNoOwner or DBusErrorNames.ServiceUnknown or DBusErrorNames.NoReply } =>
            new LinkException(LinkProblem.Disconnected, $"The driver that serves {Address} has ended. Try again.", exception),
        DBusErrorException => new LinkException(LinkProblem.InUse, $"{Service} refuses: {exception.Message}", exception),
        DBusTimeoutException => new LinkException(LinkProblem.NoData, $"{Service} does not answer.", exception),
        _ => new LinkException(LinkProblem.NoBus, $"The bus was lost: {exception.Message}", exception),
    };
}
