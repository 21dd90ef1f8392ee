using BtBattery.DBus;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings.Venus;

/// <summary>One connection over which the settings service is followed. What goes wrong with it ends it; whoever wants to go on makes another.</summary>
internal sealed class VenusSession : IAsyncDisposable
{
    /// <summary>Making a hundred settings takes the service about a second on a slow device.</summary>
    private static readonly TimeSpan s_declareDeadline = TimeSpan.FromSeconds(10);

    /// <summary>The bus keeps a place for each call that was never answered, and has 128 of them (dbus-daemon, system.conf): the connection is made anew long before.</summary>
    private const int MostUnanswered = 32;

    private readonly DBusConnection _connection;
    private readonly Action _news;
    private readonly Action<string, Variant> _told;
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);
    private string? _owner;

    private VenusSession(DBusConnection connection, Action news, Action<string, Variant> told) => (_connection, _news, _told) = (connection, news, told);

    /// <summary>Who owns the name of the service; null for nobody.</summary>
    public string? Owner => Volatile.Read(ref _owner);

    /// <summary>True once the connection is lost.</summary>
    public bool IsLost => _connection.Disconnected.IsCompleted;

    /// <summary>Connects, and begins to follow who owns the name.</summary>
    /// <param name="busAddress">Where the bus is.</param>
    /// <param name="options">How the connection behaves.</param>
    /// <param name="news">Told that the owner is another, or the connection lost.</param>
    /// <param name="told">Told each change of a setting that is followed: absolute path and value, on the thread of signals.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DBusException">There is no bus, or it does not answer.</exception>
    public static async Task<VenusSession> OpenAsync(
        string busAddress, DBusConnectionOptions options, Action news, Action<string, Variant> told, CancellationToken cancellationToken)
    {
        DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, options, cancellationToken);
        var session = new VenusSession(connection, news, told);
        try
        {
            var rule = new MatchRule { Sender = VenusNames.Service, Interface = BusItem.Interface, Member = "ItemsChanged", Path = "/" };
            await connection.SubscribeAsync(rule, session.OnItemsChanged, cancellationToken);
            await connection.WatchNameOwnerAsync(VenusNames.Service, session.OnOwner, cancellationToken);
            _ = session.NoteLossAsync();
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Why the connection is lost.</summary>
    public async Task<string> ReasonAsync() => (await _connection.Disconnected).Message;

    /// <summary>Makes the settings of a device where they are missing, tells it what they hold, and follows them.</summary>
    /// <exception cref="DBusException">The service does not answer, or not as it should.</exception>
    public async Task DeclareAsync(VenusDevice device, CancellationToken cancellationToken)
    {
        if (_followed.Add(device.Path))
        {
            var rule = new MatchRule { Sender = VenusNames.Service, Interface = BusItem.Interface, Member = "PropertiesChanged", PathNamespace = device.Path };
            await _connection.SubscribeAsync(rule, OnPropertiesChanged, cancellationToken);
        }

        await Declare();

        Task<Message> Declare()
        {
            MessageWriter call = AddedSetting.CreateCall(_connection, device.Declarations);
            return _connection.CallAsync(ref call, Answered, s_declareDeadline, cancellationToken);
        }

        void Answered(Message answer)
        {
            if (answer.Type == MessageType.MethodReturn)
            {
                device.Take(AddedSetting.Read(answer));
            }
        }
    }

    /// <summary>Writes a setting.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="value">Of the type of the setting.</param>
    /// <param name="accepted">Called on the thread of signals, in its place among them, if the service takes it.</param>
    /// <param name="deadline">How long that is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DBusException">It does not answer, or there is no such setting.</exception>
    public async Task WriteAsync(string path, Variant value, Action accepted, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            await Send();
        }
        catch (Exception exception) when (exception is DBusTimeoutException or OperationCanceledException && _connection.UnansweredCalls >= MostUnanswered)
        {
            await _connection.DisposeAsync();
            throw;
        }

        Task<Message> Send()
        {
            MessageWriter call = _connection.CreateMethodCall(VenusNames.Service, path, BusItem.Interface, "SetValue", "v");
            call.WriteVariant(value);
            return _connection.CallAsync(ref call, Answered, deadline, cancellationToken);
        }

        void Answered(Message answer)
        {
            if (answer is { Type: MessageType.MethodReturn, Signature: "i" } && answer.GetReader().ReadInt32() == 0)
            {
                accepted();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task NoteLossAsync()
    {
        await _connection.Disconnected;
        _news();
    }

    private void OnOwner(string? owner)
    {
        Volatile.Write(ref _owner, owner);
        _news();
    }

    private void OnPropertiesChanged(Message signal)
    {
        if (signal.Signature == "a{sv}" && signal.GetReader().ReadVariantDictionary().TryGetValue("Value", out Variant value))
        {
            _told(signal.Path!, value);
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
                _told(path, value);
            }
        }
    }
}
