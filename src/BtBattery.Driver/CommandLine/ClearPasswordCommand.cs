using System.CommandLine;
using BtBattery.Bms;
using BtBattery.Bms.Jbd;
using BtBattery.Driver.Control;
using BtBattery.Driver.Links;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery clear-password MAC</c>: clears the forgotten password of a JBD board, if the owner agrees.</summary>
internal static class ClearPasswordCommand
{
    private static readonly LinkOptions Link = new(LogLevel.Warning);

    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "Do it without asking.",
    };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "clear-password",
            "Clears the password of a JBD battery whose owner forgot it. Says what it will do, and asks first.",
            "btbattery clear-password A4:C1:38:00:00:01");
        Link.AddTo(command, Yes);
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool asks = !arguments.GetValue(Yes);
        if (asks && !Consent.CanBeGiven("clear-password", "it writes"))
        {
            return ExitCode.Usage;
        }

        BatteryAddress address = Link.Address(arguments);
        try
        {
            await RequireBusAsync(Link.BusAddress(arguments), address, cancellationToken);
            Announce(address);
            if (asks && !Consent.IsGiven("Clear the password?"))
            {
                Console.Out.WriteLine("Nothing was written.");
                return ExitCode.NoData;
            }

            using var stop = new StopSignals(cancellationToken);
            await using LinkLoan? loan = await BorrowAsync(Link.BusAddress(arguments), address, stop.Token);
            return await ClearAsync(arguments, address, isBorrowed: loan is not null, stop);
        }
        catch (LinkException exception)
        {
            Complaint.Write(exception.Message);
            return exception.Problem is LinkProblem.NoBus or LinkProblem.NoBlueZ or LinkProblem.NoAdapter or LinkProblem.AdapterOff
                or LinkProblem.NotSeen or LinkProblem.InUse
                ? ExitCode.Environment
                : ExitCode.NoData;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Complaint.Write("Stopped. Nothing was written.");
            return ExitCode.NoData;
        }
    }

    /// <summary>Nothing is announced or asked that could not be done anyway.</summary>
    /// <exception cref="LinkException">There is no bus.</exception>
    private static async Task RequireBusAsync(string busAddress, BatteryAddress address, CancellationToken cancellationToken)
    {
        await using RunningDriver? driver = await RunningDriver.FindBeforeLinkAsync(busAddress, address, cancellationToken);
    }

    /// <summary>
    /// Two programs that talk to one battery would take each other's answers for their own: a driver that serves it lends
    /// its link. Null if no driver does.
    /// </summary>
    /// <exception cref="LinkException">It does not, or there is no bus.</exception>
    private static async Task<LinkLoan?> BorrowAsync(string busAddress, BatteryAddress address, CancellationToken cancellationToken) =>
        await RunningDriver.FindBeforeLinkAsync(busAddress, address, cancellationToken) is { } driver
            ? await LinkLoan.TakeAsync(driver, "btbattery clear-password", TimeProvider.System, cancellationToken)
            : null;

    /// <exception cref="LinkException">A driver was started meanwhile.</exception>
    private static async Task RefuseIfServedAsync(string busAddress, BatteryAddress address, CancellationToken cancellationToken)
    {
        await using RunningDriver? driver = await RunningDriver.FindBeforeLinkAsync(busAddress, address, cancellationToken);
        if (driver is not null)
        {
            throw new LinkException(LinkProblem.InUse, $"A driver has begun to serve this battery ({driver.Service}). Nothing was written; try again.");
        }
    }

    private static void Announce(BatteryAddress address) => Console.Out.WriteLine(
        $"""
        This connects with the JBD battery {address} and writes one frame to it, once:

            {string.Join(' ', JbdPasswordClearing.Request.Bytes.ToArray().Select(value => value.ToString("X2", null)))}

        It tells the board to forget the password that was set in the phone app. If the board agrees, that password is gone, and
        whoever is near can open the battery with the app until you set a new one there. Nothing else is written.
        Use it for a JBD battery of your own only.

        """);

    private static async Task<int> ClearAsync(ParseResult arguments, BatteryAddress address, bool isBorrowed, StopSignals stop)
    {
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        var clock = new MonotonicClock(TimeProvider.System);
        await using var connector = new BlueZConnector(
            Link.BusAddress(arguments), Link.Adapter(arguments), clock, loggers.CreateLogger<BlueZConnector>())
        {
            LeavesConnectedAlone = true,
        };
        bool mayHaveWritten = false;
        try
        {
            IGattLink link = await connector.ConnectAsync(address, BmsCatalog.Find("jbd")!.Profiles, stop.Token);
            await using (link)
            {
                if (link.Profiles.Count == 0)
                {
                    Complaint.Write($"{address} has none of the Bluetooth services of a JBD battery. Nothing was written.");
                    return ExitCode.NoData;
                }

                await link.UseAsync(link.Profiles[0], stop.Token);

                if (!isBorrowed)
                {
                    // A driver may have been started while we connected.
                    await RefuseIfServedAsync(Link.BusAddress(arguments), address, stop.Token);
                }

                mayHaveWritten = true;
                return Tell(await PasswordClearer.ClearAsync(link, clock, stop.Token));
            }
        }
        catch (LinkException exception) when (mayHaveWritten)
        {
            Complaint.Write($"It is not known whether the battery took the write. {exception.Message}");
            return ExitCode.NoData;
        }
        catch (OperationCanceledException) when (mayHaveWritten && stop.Token.IsCancellationRequested)
        {
            Complaint.Write("Stopped after the write, before an answer came.");
            return ExitCode.NoData;
        }
    }

    private static int Tell(JbdClearingAnswer answer)
    {
        switch (answer.Result)
        {
            case JbdClearingResult.Accepted:
                Console.Out.WriteLine("The battery took it: its password is cleared. Set a new one in the phone app, and remove PASSWORD from the settings.");
                return ExitCode.Fine;
            case JbdClearingResult.Refused:
                Complaint.Write(FormattableString.Invariant($"The battery refused (status {answer.Status:X2}). Its password is as before."));
                break;
            case JbdClearingResult.PairingNeeded:
                Complaint.Write("The battery sent the frame back, which means that it wants to be paired first: set its PIN and let the driver connect once.");
                break;
            case JbdClearingResult.Unintelligible:
                Complaint.Write("The battery answered something that is no answer to this. Whether its password is cleared, the phone app will tell.");
                break;
            default:
                Complaint.Write("The battery did not answer. Whether its password is cleared, the phone app will tell.");
                break;
        }

        return ExitCode.NoData;
    }
}
