using System.CommandLine;
using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery switch MAC charge|discharge on|off</c>: switches a FET and says what came of it.</summary>
internal static class SwitchCommand
{
    /// <summary>Connecting, asking, writing and reading back.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var link = new LinkOptions(LogLevel.Warning);
        var settings = new SettingsOption();
        var fet = new Argument<string>("FET") { Description = "charge or discharge." };
        var state = new Argument<string>("STATE") { Description = "on or off." };
        AcceptOnly(fet, "charge", "discharge");
        AcceptOnly(state, "on", "off");
        Command command = CommandHelp.Create(
            "switch",
            "Switches the charge or discharge FET of a battery and reads back whether it did. Needs ALLOW_SWITCHING = True for\n"
            + "that battery. A driver that serves the battery is asked to do it; otherwise a link is made for the purpose.",
            "btbattery switch A4:C1:38:00:00:01 charge off");
        link.AddTo(command, settings.Option);
        command.Arguments.Add(fet);
        command.Arguments.Add(state);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            link,
            settings,
            arguments,
            arguments.GetValue(fet) == "charge" ? FetSwitch.Charge : FetSwitch.Discharge,
            arguments.GetValue(state) == "on",
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        LinkOptions link, SettingsOption settings, ParseResult arguments, FetSwitch fet, bool on, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        try
        {
            SwitchReport report;
            await using RunningDriver? driver = await RunningDriver.FindAsync(link.BusAddress(arguments), link.Address(arguments), stop.Token);
            if (driver is not null)
            {
                report = await AskAsync(driver, fet, on, stop.Token);
            }
            else
            {
                BatterySettings battery = settings.Read(arguments, link.Address(arguments));
                if (!battery.AllowSwitching)
                {
                    Complaint.Write($"Switching is off. Set ALLOW_SWITCHING = True for {link.Address(arguments)} first.");
                    return ExitCode.Usage;
                }

                report = await SwitchDirectlyAsync(link, settings, arguments, battery, fet, on, stop.Token);
            }

            Console.Out.WriteLine(report.Text);
            return report.IsDone ? ExitCode.Fine : ExitCode.NoData;
        }
        catch (SettingsException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Usage;
        }
        catch (DBusException exception)
        {
            Complaint.Write($"The bus cannot be used: {exception.Message}");
            return ExitCode.Environment;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            Complaint.Write("Stopped; look at the battery before you rely on either state.");
            return ExitCode.NoData;
        }
    }

    /// <summary>Arms and confirms through the paths of the driver that serves the battery.</summary>
    private static async Task<SwitchReport> AskAsync(RunningDriver driver, FetSwitch fet, bool on, CancellationToken cancellationToken)
    {
        string path = fet == FetSwitch.Charge ? FetSwitchControl.ChargePath : FetSwitchControl.DischargePath;
        const string refused = "refused by the running driver: ALLOW_SWITCHING is not True for this battery, it is not connected, or another switch is under way";
        if (!await driver.WriteAsync(path, on ? 1 : 0, cancellationToken))
        {
            return new SwitchReport(refused, IsFinal: true, IsDone: false);
        }

        // Somebody else may have armed the same: then this write has confirmed it already.
        if ((await driver.ReadTextAsync(FetSwitchControl.StatePath, cancellationToken)).StartsWith(FetSwitchControl.Confirm, StringComparison.Ordinal)
            && !await driver.WriteAsync(path, on ? 1 : 0, cancellationToken))
        {
            return new SwitchReport(refused, IsFinal: true, IsDone: false);
        }

        string words = SwitchWish.Describe(fet, on);
        try
        {
            string text = await driver.WaitForTextAsync(
                FetSwitchControl.StatePath,
                text => Switchboard.IsFinal(text, words),
                s_patience,
                TimeProvider.System,
                cancellationToken);
            return new SwitchReport(text, IsFinal: true, Switchboard.IsDone(text, words));
        }
        catch (TimeoutException exception)
        {
            return new SwitchReport(exception.Message, IsFinal: true, IsDone: false);
        }
    }

    /// <summary>Polls the battery over a link of our own until the wish has its report.</summary>
    private static async Task<SwitchReport> SwitchDirectlyAsync(
        LinkOptions link,
        SettingsOption settings,
        ParseResult arguments,
        BatterySettings battery,
        FetSwitch fet,
        bool on,
        CancellationToken cancellationToken)
    {
        using ILoggerFactory loggers = link.CreateLog(arguments);
        var clock = new MonotonicClock(TimeProvider.System);
        var updates = Channel.CreateUnbounded<BatteryUpdate>();
        var wishes = Channel.CreateBounded<SwitchWish>(1);
        wishes.Writer.TryWrite(new SwitchWish(fet, on, clock.Now + s_patience));
        await using var connector = new BlueZConnector(
            link.BusAddress(arguments), link.Adapter(arguments), clock, loggers.CreateLogger<BlueZConnector>())
        {
            // Another program's link is not ours to end, and two listeners would mix up their answers.
            LeavesConnectedAlone = true,
        };
        var poller = new BatteryPoller(
            link.Address(arguments), battery, settings.ReadKnown(arguments), connector, s_pollInterval, clock, () => 0,
            update => updates.Writer.TryWrite(update), wishes.Reader,
            loggers.CreateLogger<BatteryPoller>());

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task polling = poller.RunAsync(stop.Token);
        try
        {
            Task<SwitchReport> waiting = WaitForReportAsync(updates.Reader, clock, stop.Token);
            if (await Task.WhenAny(polling, waiting) == polling)
            {
                // It ends by itself only by a fault, which is not to be hidden.
                await polling;
            }

            return await waiting;
        }
        finally
        {
            // The battery is released before the answer is printed.
            stop.Cancel();
            await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private static async Task<SwitchReport> WaitForReportAsync(ChannelReader<BatteryUpdate> updates, MonotonicClock clock, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(s_patience, clock.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        string? problem = null;
        SwitchReport? last = null;
        try
        {
            while (true)
            {
                BatteryUpdate update = await updates.ReadAsync(both.Token);
                problem = update.Status.Problem;
                last = update.Status.Switching;
                if (last is { IsFinal: true })
                {
                    return last;
                }

                if (update.Status.NeedsOwner)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time was up; what stood in the way is in the last update.
        }

        if (last is not null && last.Text.EndsWith(Switchboard.UnderWay, StringComparison.Ordinal))
        {
            return new SwitchReport($"not certain, no report came in time; look at the battery ({last.Text})", IsFinal: true, IsDone: false);
        }

        return new SwitchReport($"not done: {problem ?? "the battery did not answer in time"}", IsFinal: true, IsDone: false);
    }

    private static void AcceptOnly(Argument<string> argument, string one, string other) =>
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0 || (result.Tokens[0].Value != one && result.Tokens[0].Value != other))
            {
                result.AddError($"{argument.Name} is {one} or {other}.");
            }
        });
}
