using System.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Doctor;
using BtBattery.Driver.Doctor.Collectors;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;
using ConfigurationSeverity = BtBattery.Driver.Configuration.Severity;
using Finding = BtBattery.Driver.Doctor.Finding;
using Severity = BtBattery.Driver.Doctor.Severity;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery doctor [MAC …]</c>: says why it does not work, and the one thing to do about it.</summary>
internal static class DoctorCommand
{
    private static readonly LinkOptions Link = new(LogLevel.Error, ArgumentArity.ZeroOrMore);

    private static readonly SettingsOption Settings = new();

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the findings as JSON, for programs, see docs/tools/doctor.md.",
    };

    private static readonly Option<bool> Facts = new("--facts")
    {
        Description = "Print what was observed, as JSON, instead of what it means: for a bug report. No password or PIN is in it.",
    };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "doctor",
            "Looks for what keeps a battery from being read, shown and followed, and says what to do. Changes nothing. Without an\n"
            + "address it looks at the batteries of the configuration, or at those that a running driver serves. Faults give exit code 3.",
            "btbattery doctor A4:C1:38:00:00:01");
        Link.AddTo(command, Json, Facts, Settings.Option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Json) && result.GetValue(Facts))
            {
                result.AddError("Give --json or --facts, not both.");
            }
        });
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        DriverConfiguration[] configurations = LoadConfigurations(arguments);
        IReadOnlyList<BatteryAddress> given = Link.Addresses(arguments);
        string? adapter = Link.Adapter(arguments) ?? configurations[0].Get(DriverKeys.Adapter);
        var collector = new FactCollector
        {
            BusAddress = Link.BusAddress(arguments),
            Adapter = adapter,
            Addresses = given.Count > 0 ? given : [.. configurations.SelectMany(each => each.Batteries).Select(battery => battery.Address)],
            ProgramFile = Environment.ProcessPath,
            ProgramVersion = ProgramVersion.Text,
            Scanner = new BlueZScanner(
                Link.BusAddress(arguments), adapter, new MonotonicClock(TimeProvider.System), loggers.CreateLogger<BlueZScanner>()),
            ConfigurationErrors = [.. configurations.SelectMany(Errors).Distinct()],
            Progress = Console.IsErrorRedirected ? _ => { } : Console.Error.WriteLine,
        };
        SystemFacts facts;
        try
        {
            facts = await collector.CollectAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            Complaint.Write("Stopped before everything was looked at.");
            return ExitCode.NoData;
        }

        IReadOnlyList<Finding> findings = Diagnosis.Find(facts);
        Console.Out.Write(arguments.GetValue(Facts) ? FactsJson.Write(facts) + "\n"
            : arguments.GetValue(Json) ? DoctorJson.Write(findings, Coverage.Of(facts))
            : DoctorText.Write(findings, Coverage.Of(facts)));
        return facts.Bus is { IsReachable: false } ? ExitCode.Environment
            : findings.Any(finding => finding.Severity == Severity.Fault) ? ExitCode.NoData
            : ExitCode.Fine;
    }

    /// <summary>The configuration of each battery by itself: those that are asked about need not make a bank.</summary>
    private static DriverConfiguration[] LoadConfigurations(ParseResult arguments)
    {
        ConfigurationRequest request = Settings.Request(arguments);
        IReadOnlyList<BatteryAddress> given = Link.Addresses(arguments);
        return given.Count == 0
            ? [ConfigurationLoader.Load(request)]
            : [.. given.Select(address => ConfigurationLoader.Load(request with { Batteries = [address.ToString()] }))];
    }

    /// <summary>What is wrong, a sentence each. That no battery is named is no fault of a doctor's visit.</summary>
    private static IEnumerable<string> Errors(DriverConfiguration configuration) =>
        configuration.Findings
            .Where(finding => finding.Severity == ConfigurationSeverity.Error && finding.Code != FindingCodes.NoBattery)
            .Select(finding => finding.Describe());
}
