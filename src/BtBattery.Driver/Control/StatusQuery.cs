using BtBattery.DBus;

namespace BtBattery.Driver.Control;

/// <summary>Asks a running driver whether it is there and works.</summary>
/// <param name="busAddress">The bus.</param>
/// <param name="timeProvider">The clock of deadlines.</param>
internal sealed class StatusQuery(string busAddress, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(0.5);

    /// <summary>Asks until it answers or the time is over.</summary>
    /// <param name="service">Its name on the bus; null for any driver of this program.</param>
    /// <param name="patience">How long; zero to ask once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it answers; or why it does not, a sentence.</returns>
    public async Task<(DriverStatus? Status, string? Problem)> AskAsync(string? service, TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = timeProvider.GetTimestamp();
        while (true)
        {
            (DriverStatus? status, string? problem) = await AskAsync(service, cancellationToken);
            if (status is not null || timeProvider.GetElapsedTime(start) + s_look > patience)
            {
                return (status, problem);
            }

            await Task.Delay(s_look, timeProvider, cancellationToken);
        }
    }

    private async Task<(DriverStatus? Status, string? Problem)> AskAsync(string? service, CancellationToken cancellationToken)
    {
        try
        {
            await using DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, cancellationToken: cancellationToken);
            service ??= await RunningDriver.ListServicesAsync(connection, cancellationToken) is [var first, ..] ? first : null;
            if (service is null)
            {
                return (null, "No driver is running.");
            }

            Message answer = await connection.CallAsync(service, ControlNames.Path, ControlNames.Interface, ControlNames.GetStatus, s_answer, cancellationToken);
            return (DriverStatusJson.Read(answer.GetReader().ReadString()), null);
        }
        catch (DBusErrorException exception)
        {
            return (null, exception.ErrorName switch
            {
                DBusErrorNames.NameHasNoOwner or DBusErrorNames.ServiceUnknown or DBusErrorNames.NoReply => $"{service} is not on the bus: the driver does not run.",
                DBusErrorNames.AccessDenied => $"{service} lets only root and its own user ask it. Run this as root (sudo).",
                DBusErrorNames.UnknownInterface or DBusErrorNames.UnknownMethod or DBusErrorNames.UnknownObject => $"{service} cannot be asked: it is of an older version.",
                _ => $"{service} does not answer: {exception.Message}",
            });
        }
        catch (DBusTimeoutException)
        {
            return (null, $"{service} does not answer.");
        }
        catch (FormatException exception)
        {
            return (null, $"{service} answers with what this version does not understand: {exception.Message}");
        }
        catch (DBusException exception)
        {
            return (null, $"There is no D-Bus, or it cannot be used: {exception.Message}");
        }
    }
}
