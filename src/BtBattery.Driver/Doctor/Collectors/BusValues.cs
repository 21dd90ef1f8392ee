using BtBattery.DBus;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Doctor.Collectors;

/// <summary>
/// Single values of Victron services. A service that once did not answer in time is not asked again, so that one that hangs
/// costs one deadline and not one per path.
/// </summary>
/// <param name="connection">The bus.</param>
internal sealed class BusValues(DBusConnection connection)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _silent = new(StringComparer.Ordinal);

    /// <summary>Services that did not answer in time.</summary>
    public IReadOnlyCollection<string> Silent => _silent;

    /// <summary>An integer; null if the path is missing, invalid, of another type, or the service does not answer.</summary>
    /// <exception cref="DBusDisconnectedException">The bus is lost.</exception>
    public async Task<int?> IntegerAsync(string service, string path, CancellationToken cancellationToken) =>
        await ReadAsync(service, path, cancellationToken) is Variant value
        && value.TryGetInteger(out long integer)
        && integer is >= int.MinValue and <= int.MaxValue
            ? (int)integer
            : null;

    /// <summary>A number; null as for <see cref="IntegerAsync"/>.</summary>
    /// <exception cref="DBusDisconnectedException">The bus is lost.</exception>
    public async Task<double?> NumberAsync(string service, string path, CancellationToken cancellationToken) =>
        await ReadAsync(service, path, cancellationToken) is Variant value && value.TryGetNumber(out double number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>A text; null as for <see cref="IntegerAsync"/>.</summary>
    /// <exception cref="DBusDisconnectedException">The bus is lost.</exception>
    public async Task<string?> TextAsync(string service, string path, CancellationToken cancellationToken) =>
        await ReadAsync(service, path, cancellationToken) is Variant value && value.TryGetString(out string? text) ? text : null;

    private async Task<Variant?> ReadAsync(string service, string path, CancellationToken cancellationToken)
    {
        if (_silent.Contains(service))
        {
            return null;
        }

        try
        {
            Message reply = await connection.CallAsync(service, path, BusItem.Interface, "GetValue", s_timeout, cancellationToken);
            return reply.GetReader().ReadVariant();
        }
        catch (DBusTimeoutException)
        {
            _silent.Add(service);
            return null;
        }
        catch (Exception exception) when (exception is DBusErrorException or DBusProtocolException)
        {
            // The path is not there, or is no such item.
            return null;
        }
    }
}
