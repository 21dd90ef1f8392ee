namespace BtBattery.DBus.Tests.Support;

/// <summary>Two real connections to each other, in memory.</summary>
internal sealed class Peers : IAsyncDisposable
{
    private Peers(DBusConnection server, DBusConnection client)
    {
        Server = server;
        Client = client;
    }

    internal DBusConnection Server { get; }

    internal DBusConnection Client { get; }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Client.DisposeAsync();
    }

    internal static DBusConnectionOptions Options(
        TimeProvider? time = null, Action<Exception, Message>? onHandlerException = null, int maxQueuedCalls = 4096, int maxQueuedBytes = 1 << 26) => new()
    {
        IsPeerToPeer = true,
        SkipAuthentication = true,
        TimeProvider = time ?? TimeProvider.System,
        OnHandlerException = onHandlerException,
        MaxQueuedCalls = maxQueuedCalls,
        MaxQueuedBytes = maxQueuedBytes,
    };

    internal static async Task<Peers> ConnectAsync(DBusConnectionOptions? serverOptions = null)
    {
        (Stream first, Stream second) = StreamPair.Create();
        return new Peers(
            await DBusConnection.ConnectAsync(first, serverOptions ?? Options()), await DBusConnection.ConnectAsync(second, Options()));
    }

    /// <summary>Calls the server; arguments are values.</summary>
    internal Task<Message> CallAsync(string path, string? @interface, string member, params Variant[] arguments)
    {
        MessageWriter call = Client.CreateMethodCall(null, path, @interface, member, Writers.SignatureOf(arguments));
        foreach (Variant argument in arguments) call.WriteValue(argument);
        return Client.CallAsync(ref call).InTime();
    }

    /// <summary>Calls the server and gives the name of the error it answers with.</summary>
    internal async Task<DBusErrorException> FailAsync(string path, string? @interface, string member, params Variant[] arguments) =>
        await Assert.ThrowsAsync<DBusErrorException>(() => CallAsync(path, @interface, member, arguments));
}
