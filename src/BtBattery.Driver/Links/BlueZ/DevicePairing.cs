using BtBattery.DBus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>Pairs one connected device by passkey, with an agent that lives only as long as that takes.</summary>
internal static class DevicePairing
{
    private static readonly TimeSpan s_pairTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_cancelTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Pairs, or finds the two paired already.</summary>
    /// <exception cref="LinkException"><see cref="LinkProblem.PairingFailed"/>, with the reason.</exception>
    public static async Task PairAsync(BlueZSession session, string device, string pin, ILogger logger, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(session.Ended, cancellationToken);
        try
        {
            await session.Pairing.TakeAsync(both.Token);
            try
            {
                // BlueZ asks the agent of the connection that calls Pair, so this one need not be the default.
                await using PairingAgent agent = await PairingAgent.RegisterAsync(session, device, pin, logger, both.Token);
                await CallPairAsync(session, device, logger, both.Token);
            }
            finally
            {
                session.Pairing.Pass();
            }
        }
        catch (DBusException exception)
        {
            throw new LinkException(LinkProblem.PairingFailed, Explain(exception), exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkProblem.PairingFailed, "Pairing failed: the Bluetooth service went away.");
        }
    }

    private static async Task CallPairAsync(BlueZSession session, string device, ILogger logger, CancellationToken cancellationToken)
    {
        bool isAnswered = false;
        try
        {
            await session.Connection.CallAsync(BlueZNames.Service, device, BlueZNames.Device, "Pair", s_pairTimeout, cancellationToken);
            isAnswered = true;
        }
        catch (DBusErrorException exception) when (exception.ErrorName == BlueZNames.ErrorAlreadyExists)
        {
            isAnswered = true;
            logger.LogDebug("{Device} is paired already", device);
        }
        catch (DBusErrorException)
        {
            isAnswered = true;
            throw;
        }
        finally
        {
            if (!isAnswered && !session.Ended.IsCancellationRequested)
            {
                await CancelAsync(session, device, logger);
            }
        }
    }

    /// <summary>BlueZ would go on for a minute, and refuse every later attempt meanwhile.</summary>
    private static async Task CancelAsync(BlueZSession session, string device, ILogger logger)
    {
        try
        {
            await session.Connection.CallAsync(
                BlueZNames.Service, device, BlueZNames.Device, "CancelPairing", s_cancelTimeout, CancellationToken.None);
        }
        catch (DBusException exception)
        {
            logger.LogDebug("CancelPairing: {Reason}", exception.Message);
        }
    }

    private static string Explain(DBusException exception) => exception switch
    {
        DBusErrorException { ErrorName: BlueZNames.ErrorAuthenticationFailed } =>
            "Pairing failed: the battery did not accept the PIN, or does not know pairing.",
        DBusErrorException { ErrorName: BlueZNames.ErrorAuthenticationRejected } => "Pairing failed: the battery rejected it.",
        DBusErrorException { ErrorName: BlueZNames.ErrorAuthenticationCanceled } => "Pairing failed: it was cancelled, or the link was lost.",
        DBusErrorException { ErrorName: BlueZNames.ErrorAuthenticationTimeout } => "Pairing failed: the battery took too long.",
        DBusTimeoutException => $"Pairing failed: it was not finished within {s_pairTimeout.TotalSeconds:F0} seconds.",
        _ => $"Pairing failed: {exception.Message}",
    };
}
