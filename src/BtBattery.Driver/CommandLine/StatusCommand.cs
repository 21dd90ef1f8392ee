using System.CommandLine;
using BtBattery.DBus;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Control;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Health;
using BtBattery.Driver.Installing.Systemd;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery status</c>: whether the driver runs and answers, and how it is installed.</summary>
internal static class StatusCommand
{
    private static readonly SettingsOption Settings = new();

    private static readonly Option<string?> Bus = LinkOptions.CreateBus();

    private static readonly Option<bool> Json = new("--json") { Description = "A JSON object instead of the report; docs/tools/status.md." };

    private static readonly Option<int> Wait = new("--wait") { Description = "Wait up to so many seconds for the driver to answer.", HelpName = "SECONDS" };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "status",
            "Says whether the driver of this configuration runs and answers (exit code 0) or not (3), and how it is installed. Batteries that\n"
            + "are away do not matter here: 'btbattery doctor' is about them.",
            "btbattery status",
            "btbattery status --wait 60");
        CommandHelp.SetExitCodes(command, "0 the driver answers, 2 wrong command line, 3 it does not answer");
        Wait.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int seconds) || seconds > 3600))
            {
                result.AddError("--wait takes seconds, 0 to 3600.");
            }
        });
        command.Options.Add(Json);
        command.Options.Add(Wait);
        command.Options.Add(Settings.Option);
        command.Options.Add(Bus);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>What keeps the driver of a configuration from being looked for; null for nothing. Without any battery in the files, it may have been given some on its command line.</summary>
    public static Finding? FirstFault(DriverConfiguration configuration) =>
        configuration.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error && finding.Code != FindingCodes.NoBattery);

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        DriverConfiguration configuration = ConfigurationLoader.Load(Settings.Request(arguments));
        DriverStatus? driver = null;
        string? problem;
        try
        {
            (driver, problem) = FirstFault(configuration) is { } fault
                ? (null, $"The configuration is wrong: {fault.Describe()} 'btbattery check-config' shows all.")
                : await new StatusQuery(arguments.GetValue(Bus) ?? DBusAddress.System, TimeProvider.System).AskAsync(
                    configuration.HasErrors ? null : BankPlanning.Plan(configuration, "").ServiceName, TimeSpan.FromSeconds(arguments.GetValue(Wait)), stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            problem = "Stopped before the driver had answered.";
        }

        Places places = Places.OfMachine();
        SystemdStartFacts? systemd = stop.Token.IsCancellationRequested ? null : await SystemdView.ReadAsync(places, new MachineCommands(TimeProvider.System), CancellationToken.None);
        var status = new Status(driver, problem, InstallationCollector.Read(places) with { Systemd = systemd });
        Console.Out.Write(arguments.GetValue(Json) ? StatusJson.Write(status) : StatusText.Write(status));
        return driver is not null ? ExitCode.Fine : ExitCode.NoData;
    }
}
