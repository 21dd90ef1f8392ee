using BtBattery.DBus;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Calls of BlueZ, each over a bus connection of its own that ends with it, for what bluetoothd may leave unanswered for ever: the bus lets a connection wait for
/// 128 answers (max_replies_per_connection) and then passes none of its calls on. Only for methods that do not care who calls. They need no session, only a bus,
/// and start no bluetoothd.
/// </summary>
internal sealed class LoneCalls(string busAddress, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(5);

    /// <exception cref="DBusException">As for every call, or there is no bus.</exception>
    public Task<Message> CallAsync(string path, string @interface, string member, TimeSpan timeout, CancellationToken cancellationToken) =>
        CallAsync(path, @interface, member, "", (ref MessageWriter _) => { }, timeout, cancellationToken);

    /// <exception cref="DBusException">As for every call, or there is no bus.</exception>
    public async Task<Message> CallAsync(
        string path, string @interface, string member, string signature, WriteArguments write, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using DBusConnection alone = await ConnectAsync(cancellationToken);
        MessageWriter call = alone.CreateMethodCall(BlueZNames.Service, path, @interface, member, signature, MessageFlags.NoAutoStart);
        write(ref call);
        return await alone.CallAsync(ref call, timeout, cancellationToken);
    }

    /// <summary>A connection for what belongs together and is to end as a whole; the caller disposes of it.</summary>
    /// <exception cref="DBusException">There is no bus.</exception>
    public Task<DBusConnection> ConnectAsync(CancellationToken cancellationToken) => DBusConnection.ConnectAsync(
        busAddress, new DBusConnectionOptions { TimeProvider = timeProvider, ConnectTimeout = s_connectTimeout }, cancellationToken);
}
