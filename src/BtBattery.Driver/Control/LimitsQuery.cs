using BtBattery.DBus;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Tools.Explaining;

namespace BtBattery.Driver.Control;

/// <summary>Asks running drivers why their limits are what they are.</summary>
internal static class LimitsQuery
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    /// <summary>What the driver that serves a battery answers, or what all answer, in the order of their names.</summary>
    /// <param name="busAddress">The bus.</param>
    /// <param name="address">The battery; null for all drivers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Empty if no driver serves the battery, or none runs.</returns>
    /// <exception cref="LinkException">There is no bus, or a driver does not let us ask, or cannot be asked.</exception>
    public static async Task<IReadOnlyList<ExplainedBank>> AskAsync(string busAddress, BatteryAddress? address, CancellationToken cancellationToken)
    {
        try
        {
            await using DBusConnection connection = await DBusConnection.ConnectAsync(busAddress, cancellationToken: cancellationToken);
            List<ExplainedBank> banks = [];
            foreach (string service in await ServicesAsync(connection, address, cancellationToken))
            {
                banks.Add(await AskAsync(connection, service, cancellationToken));
            }

            return banks;
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.NoBus, $"There is no D-Bus, or it cannot be used: {exception.Message}", exception);
        }
    }

    private static async Task<IEnumerable<string>> ServicesAsync(DBusConnection connection, BatteryAddress? address, CancellationToken cancellationToken)
    {
        if (address is { } battery)
        {
            return await RunningDriver.FindServiceAsync(connection, battery, cancellationToken) is var (service, _) ? [service] : [];
        }

        return await RunningDriver.ListServicesAsync(connection, cancellationToken);
    }

    private static async Task<ExplainedBank> AskAsync(DBusConnection connection, string service, CancellationToken cancellationToken)
    {
        try
        {
            Message answer = await connection.CallAsync(service, ControlNames.Path, ControlNames.Interface, ControlNames.GetLimits, s_timeout, cancellationToken);
            return ExplainJson.Read(answer.GetReader().ReadString()) with { Service = service };
        }
        catch (DBusErrorException exception)
        {
            throw new LinkException(
                LinkProblem.NoData,
                exception.ErrorName switch
                {
                    DBusErrorNames.AccessDenied => $"{service} lets only root and its own user ask it. Run this as root (sudo).",
                    DBusErrorNames.UnknownInterface or DBusErrorNames.UnknownMethod or DBusErrorNames.UnknownObject =>
                        $"{service} cannot be asked: it is of an older version. Restart it.",
                    DBusErrorNames.NameHasNoOwner or DBusErrorNames.ServiceUnknown or DBusErrorNames.NoReply => $"{service} has ended. Try again.",
                    _ => $"{service} does not answer: {exception.Message}",
                },
                exception);
        }
        catch (DBusTimeoutException exception)
        {
            throw new LinkException(LinkProblem.NoData, $"{service} does not answer.", exception);
        }
        catch (FormatException exception)
        {
            throw new LinkException(LinkProblem.NoData, $"{service} answers with what this version does not understand: {exception.Message}", exception);
        }
    }
}
