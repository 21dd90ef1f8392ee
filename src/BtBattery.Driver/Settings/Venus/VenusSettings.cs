using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings.Venus;

/// <summary>
/// Settings that the settings service of Venus OS keeps, over one bus connection of its own. The service may come up later, be restarted, refuse or hang, and the
/// bus may be lost: what was set before holds on, and everything is declared anew when it is there again.
/// </summary>
/// <param name="busAddress">Where the bus is.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told once of each trouble.</param>
public sealed class VenusSettings(string busAddress, MonotonicClock clock, ILogger<VenusSettings> logger) : ISettingsHome
{
    /// <summary>Making a hundred settings takes the service about a second on a slow device.</summary>
    internal static readonly TimeSpan DeclareDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Whoever writes waits, and others behind it.</summary>
    internal static readonly TimeSpan WriteDeadline = TimeSpan.FromSeconds(2);

    /// <summary>What was refused, or does not fit, is asked for again so often.</summary>
    internal static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    /// <summary>That the service is missing is told again so often.</summary>
    internal static readonly TimeSpan TellAgain = TimeSpan.FromHours(1);

    /// <summary>The bus keeps a place for each call that was never answered, and has 128 of them (dbus-daemon, system.conf): the connection is made anew long before.</summary>
    private const int MostUnanswered = 32;

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<VenusDevice> _devices = [];
    private readonly Lock _sync = new();
    private readonly HashSet<(int Instance, string Path)> _conflictsTold = [];
    private DBusConnection? _connection;
    private string? _owner;
    private string? _troubleTold;
    private MonotonicTime? _missingToldAt;

    /// <inheritdoc/>
    public string Place => "the settings of Venus OS";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (int failures = 0; ; failures++)
        {
            string trouble = await ServeAsync(() => failures = 0, cancellationToken);
            if (_troubleTold != trouble)
            {
                _troubleTold = trouble;
                logger.LogWarning("The settings service cannot be used: {Trouble} What was set before holds; it is tried again.", trouble.EndsWith('.') ? trouble : $"{trouble}.");
            }

            await Task.Delay(Backoff.After(failures + 1, 0), clock.TimeProvider, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IDeviceSettings> OpenAsync(string device, int? wish, IReadOnlyList<Setting> settings, CancellationToken cancellationToken)
    {
        var opened = new VenusDevice(this, device, wish, settings, logger);
        lock (_sync)
        {
            _devices.Add(opened);
        }

        _news.Writer.TryWrite(true);
        try
        {
            await opened.OpenedAsync().WaitAsync(cancellationToken);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Writes a setting.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="value">Of the type of the setting.</param>
    /// <param name="accepted">Called on the thread of signals, in its place among them, if the service takes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task WriteAsync(string path, Variant value, Action accepted, CancellationToken cancellationToken)
    {
        if (_connection is not { } connection || Volatile.Read(ref _owner) is null)
        {
            return;
        }

        try
        {
            await Send();
        }
        catch (DBusTimeoutException)
        {
            logger.LogWarning("The settings service did not answer within {Seconds} s: {Path} was not changed.", WriteDeadline.TotalSeconds, path);
            if (connection.UnansweredCalls >= MostUnanswered)
            {
                await connection.DisposeAsync();
            }
        }
        catch (DBusException exception)
        {
            logger.LogWarning("The settings service did not take {Path}: {Reason}", path, exception.Message);
        }

        Task<Message> Send()
        {
            MessageWriter call = connection.CreateMethodCall(VenusNames.Service, path, BusItem.Interface, "SetValue", "v");
            call.WriteVariant(value);
            return connection.CallAsync(
                ref call,
                answer =>
                {
                    if (answer is { Type: MessageType.MethodReturn, Signature: "i" } && answer.GetReader().ReadInt32() == 0)
                    {
                        accepted();
                    }
                },
                WriteDeadline,
                cancellationToken);
        }
    }

    /// <summary>A device is to have a number. It gets it as soon as no other device here is to have the same.</summary>
    internal void Wants(VenusDevice device, int instance)
    {
        lock (_sync)
        {
            device.Wanted = instance;
        }

        Settle();
    }

    /// <summary>Somebody has it open no more.</summary>
    internal void Close(VenusDevice device)
    {
        lock (_sync)
        {
            _devices.Remove(device);
        }

        Settle();
    }

    private void Settle()
    {
        VenusDevice[] moved;
        lock (_sync)
        {
            VenusDevice[] waiting = [.. _devices.Where(device => device.Wanted is not null && device.Wanted != device.Instance)];
            moved = [.. waiting.Where(device => !_devices.Exists(other => other != device && other.Path != device.Path && other.Wanted == device.Wanted))];
            foreach (VenusDevice device in waiting.Except(moved).Where(device => _conflictsTold.Add((device.Wanted!.Value, device.Path))))
            {
                logger.LogWarning(
                    "{Path} is to have instance {Instance}, which is that of another battery of this driver: it waits until that one has another.", device.Path, device.Wanted);
            }
        }

        foreach (VenusDevice device in moved)
        {
            device.Take(device.Wanted!.Value);
        }
    }

    /// <summary>Serves over one connection until something is wrong with it.</summary>
    /// <returns>What.</returns>
    private async Task<string> ServeAsync(Action succeeded, CancellationToken cancellationToken)
    {
        try
        {
            await using DBusConnection connection = await DBusConnection.ConnectAsync(
                busAddress,
                new DBusConnectionOptions
                {
                    TimeProvider = clock.TimeProvider,
                    OnHandlerException = (exception, message) => logger.LogWarning(exception, "What the settings service said could not be understood: {Message}", message),
                },
                cancellationToken);
            _ = NoteLossAsync(connection);
            var rule = new MatchRule { Sender = VenusNames.Service, Interface = BusItem.Interface, Member = "ItemsChanged", Path = "/" };
            await connection.SubscribeAsync(rule, OnItemsChanged, cancellationToken);
            await connection.WatchNameOwnerAsync(VenusNames.Service, OnOwner, cancellationToken);
            _connection = connection;
            var followed = new HashSet<string>(StringComparer.Ordinal);
            while (!connection.Disconnected.IsCompleted)
            {
                if (Volatile.Read(ref _owner) is { } owner)
                {
                    await DeclareAllAsync(connection, owner, followed, cancellationToken);
                    succeeded();
                    TellBack();
                }
                else
                {
                    TellMissing();
                }

                await WaitAsync(cancellationToken);
            }

            return (await connection.Disconnected).Message;
        }
        catch (DBusException exception)
        {
            return exception.Message;
        }
        finally
        {
            _connection = null;
            OnOwner(null);
        }
    }

    private async Task DeclareAllAsync(DBusConnection connection, string owner, HashSet<string> followed, CancellationToken cancellationToken)
    {
        foreach (VenusDevice device in Devices().Where(device => device.DeclaredTo != owner || !device.IsOpen))
        {
            if (followed.Add(device.Path))
            {
                var rule = new MatchRule { Sender = VenusNames.Service, Interface = BusItem.Interface, Member = "PropertiesChanged", PathNamespace = device.Path };
                await connection.SubscribeAsync(rule, OnPropertiesChanged, cancellationToken);
            }

            await Declare(device);
            device.DeclaredTo = owner;
        }

        Task<Message> Declare(VenusDevice device)
        {
            MessageWriter call = AddedSetting.CreateCall(connection, device.Declarations);
            return connection.CallAsync(ref call, answer => Declared(device, answer), DeclareDeadline, cancellationToken);
        }
    }

    private static void Declared(VenusDevice device, Message answer)
    {
        if (answer.Type == MessageType.MethodReturn)
        {
            device.Take(AddedSetting.Read(answer));
        }
    }

    private void OnOwner(string? owner)
    {
        Volatile.Write(ref _owner, owner);
        _news.Writer.TryWrite(true);
    }

    private void OnPropertiesChanged(Message signal)
    {
        if (signal.Signature == "a{sv}" && signal.GetReader().ReadVariantDictionary().TryGetValue("Value", out Variant value))
        {
            Take(signal.Path!, value);
        }
    }

    private void OnItemsChanged(Message signal)
    {
        if (signal.Signature != "a{sa{sv}}")
        {
            return;
        }

        MessageReader reader = signal.GetReader();
        ArrayEnd end = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(end))
        {
            reader.AlignStruct();
            string path = reader.ReadString();
            if (reader.ReadVariantDictionary().TryGetValue("Value", out Variant value))
            {
                Take(path, value);
            }
        }
    }

    private void Take(string path, Variant value)
    {
        foreach (VenusDevice device in Devices())
        {
            if (path.StartsWith(device.Path + "/", StringComparison.Ordinal))
            {
                device.Take(path[(device.Path.Length + 1)..], value);
            }
        }
    }

    private VenusDevice[] Devices()
    {
        lock (_sync)
        {
            return [.. _devices];
        }
    }

    private async Task NoteLossAsync(DBusConnection connection)
    {
        await connection.Disconnected;
        _news.Writer.TryWrite(true);
    }

    /// <summary>Waits until something happens, or it is time to ask or tell again.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = Volatile.Read(ref _owner) is null ? TellAgain : Array.TrueForAll(Devices(), device => device.IsOpen) ? Timeout.InfiniteTimeSpan : AskAgain;
        using var deadline = new CancellationTokenSource(pause, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _news.Reader.WaitToReadAsync(both.Token);
            _news.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing happened.
        }
    }

    private void TellMissing()
    {
        if (_missingToldAt is { } told && told.AgeAt(clock.Now) < TellAgain)
        {
            return;
        }

        _missingToldAt = clock.Now;
        if (Array.TrueForAll(Devices(), device => device.IsOpen))
        {
            logger.LogWarning("The settings service ({Service}) left the bus. What was set before holds; until it is back nothing can be changed on a screen.", VenusNames.Service);
        }
        else
        {
            logger.LogWarning(
                "Waiting for the settings service ({Service}) on {Bus}: the instance of the battery comes from it, and without one the battery is not served. "
                + "Where this is no Venus OS, SETTINGS = file keeps the settings in a file.",
                VenusNames.Service,
                busAddress);
        }
    }

    private void TellBack()
    {
        if (_missingToldAt is not null || _troubleTold is not null)
        {
            logger.LogInformation("The settings service is there.");
        }

        (_missingToldAt, _troubleTold) = (null, null);
    }
}
