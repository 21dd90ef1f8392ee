using System.CommandLine;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tools;
using BtBattery.Driver.Tools.Shell;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery shell [MAC]</c>: looks at batteries interactively.</summary>
internal static class ShellCommand
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private static readonly LinkOptions Link = new(LogLevel.Error, ArgumentArity.ZeroOrOne);

    private static readonly SettingsOption Settings = new();

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "shell",
            "Looks at batteries interactively: scan, connect, data, continuous and more; 'help' inside lists all. With an address it\n"
            + "scans and connects at once. A driver that serves the battery lends its link until the shell is left.",
            "btbattery shell A4:C1:38:00:00:01");
        Link.AddTo(command, Settings.Option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        using var terminal = new ConsoleTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(terminal.Terminated, cancellationToken);
        var clock = new MonotonicClock(TimeProvider.System);
        string bus = Link.BusAddress(arguments);
        try
        {
            // Read for all batteries now, so that a mistake is told before the first command.
            BatteryAddress? configured = Link.Addresses(arguments) is [var given] ? given : null;
            _ = Settings.Read(arguments, configured ?? default);
            await using var reader = new BatteryReader(bus, Link.Adapter(arguments), Settings.ReadKnown(arguments), clock, loggers);
            var listing = new GattListing(bus, clock.TimeProvider, loggers.CreateLogger<GattListing>());
            await using var session = new ShellSession(
                (address, token) => reader.BorrowAsync(address, Settings.Read(arguments, address), s_interval, "btbattery shell", token),
                new BlueZScanner(bus, Link.Adapter(arguments), clock, loggers.CreateLogger<BlueZScanner>()),
                listing.ReadAsync,
                terminal,
                ReportStyle.OfStandardOutput(),
                clock)
            {
                Configured = configured,
            };
            await session.RunAsync(stop.Token);
            return ExitCode.Fine;
        }
        catch (SettingsException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Fine;
        }
    }
}
