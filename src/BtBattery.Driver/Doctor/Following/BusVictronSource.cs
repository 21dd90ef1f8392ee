using BtBattery.DBus;
using BtBattery.Driver.Doctor.Collectors;
using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor.Following;

/// <summary>Reads over one bus connection of its own, which it keeps, and makes anew only after it was lost.</summary>
/// <param name="busAddress">Where the bus is.</param>
/// <param name="timeProvider">The clock of the deadlines.</param>
public sealed class BusVictronSource(string busAddress, TimeProvider timeProvider) : IVictronSource, IAsyncDisposable
{
    private DBusConnection? _connection;

    /// <inheritdoc/>
    public async Task<VictronFacts?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is { Disconnected.IsCompleted: true })
            {
                await DisposeAsync();
            }

            _connection ??= await DBusConnection.ConnectAsync(busAddress, new DBusConnectionOptions { TimeProvider = timeProvider }, cancellationToken);
            var reader = new VictronReader(_connection);
            VictronFacts facts = await reader.ReadAsync(cancellationToken);

            // What a hanging service would have said is missing, which must not look like a decision of the system.
            return reader.Silent.Count == 0 ? facts : null;
        }
        catch (DBusException)
        {
            // The publisher tells of a lost bus; here it only means that nothing is known.
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
