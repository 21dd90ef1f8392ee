using System.Buffers;
using System.CommandLine;
using System.Text;
using BtBattery.Driver.Links;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using BtBattery.Driver.Scanning;
using BtBattery.Driver.Tools;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery scan</c>: which batteries are near, and what to paste to have them served.</summary>
internal static class ScanCommand
{
    /// <summary>From one reading of a candidate to the next.</summary>
    private static readonly TimeSpan s_readInterval = TimeSpan.FromSeconds(1);

    private static readonly LinkOptions Link = new(LogLevel.Warning, ArgumentArity.Zero);

    private static readonly SettingsOption Settings = new();

    private static readonly Option<double> Time = NumberOption.Create(
        "--time", "SECONDS", "How long to scan; with --identify how long to show values, which otherwise ends with Ctrl+C", 1, 3600, BlueZScanner.FullTime.TotalSeconds);

    private static readonly Option<bool> All = new("--all")
    {
        Description = "List every device, not only what may be a battery.",
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "JSON instead of text, see docs/tools/scan.md; with --identify one line per second.",
    };

    private static readonly Option<bool> Identify = new("--identify")
    {
        Description = "Connect to what may be batteries, eight at most, and show their currents side by side.",
    };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "scan",
            "Looks for batteries and prints what to paste to have them served. Connects to nothing, unless --identify is given:\n"
            + "that shows voltage and current of all of them, so that switching a load on tells which box is which.",
            "btbattery scan",
            "btbattery scan --identify");
        Link.AddTo(command, Time, All, Json, Identify, Settings.Option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(All) && result.GetValue(Identify))
            {
                result.AddError("--all and --identify do not go together: only what may be a battery is connected.");
            }
        });
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        var clock = new MonotonicClock(TimeProvider.System);
        try
        {
            IReadOnlyList<SeenDevice> devices = await ScanAsync(arguments, clock, loggers, stop.Token);

            // Whoever ended the scan early wants to see what it had found.
            var report = new ScanReport(
                devices, await ServedBatteries.FindAsync(Link.BusAddress(arguments), devices, CancellationToken.None));
            bool identifies = arguments.GetValue(Identify);
            if (!identifies)
            {
                Write(arguments, report);
            }

            if (report.Candidates.Count == 0)
            {
                Complaint.Write(ScanText.NotFound);
                return ExitCode.NoData;
            }

            return !identifies || await IdentifyAsync(arguments, report, clock, loggers, stop.Token) ? ExitCode.Fine : ExitCode.NoData;
        }
        catch (LinkException exception)
        {
            Complaint.Write($"{exception.Message} {AdviceFor(exception.Problem)}".TrimEnd());
            return ExitCode.Environment;
        }
        catch (SettingsException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Usage;
        }
    }

    /// <summary>What is seen in the time, or until the owner has seen enough.</summary>
    private static async Task<IReadOnlyList<SeenDevice>> ScanAsync(
        ParseResult arguments, MonotonicClock clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        TimeSpan duration = arguments.GetValue(Identify) ? BlueZScanner.FullTime : TimeSpan.FromSeconds(arguments.GetValue(Time));
        var scanner = new BlueZScanner(Link.BusAddress(arguments), Link.Adapter(arguments), clock, loggers.CreateLogger<BlueZScanner>());
        var seen = new Dictionary<BatteryAddress, SeenDevice>();
        using ScanProgress? progress = Console.IsErrorRedirected ? null : new ScanProgress(Console.Error, duration, clock.TimeProvider);
        try
        {
            return await scanner.ScanAsync(
                duration,
                device =>
                {
                    seen[device.Address] = device;
                    progress?.Tell(seen.Count, seen.Values.Count(one => Candidate.Of(one, servedAs: null).Likeness != Likeness.None));
                },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return [.. seen.Values];
        }
    }

    private static void Write(ParseResult arguments, ScanReport report)
    {
        var paste = PasteLines.For(report, Link.Adapter(arguments), Link.GivenBusAddress(arguments));
        bool all = arguments.GetValue(All);
        if (arguments.GetValue(Json))
        {
            var output = new ArrayBufferWriter<byte>(1024);
            ScanJson.Write(report, all, paste, output);
            Console.Out.WriteLine(Encoding.UTF8.GetString(output.WrittenSpan));
            return;
        }

        foreach (string line in ScanText.Lines(report, all, paste))
        {
            Console.Out.WriteLine(line);
        }
    }

    private static async Task<bool> IdentifyAsync(
        ParseResult arguments, ScanReport report, MonotonicClock clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // What stands in the way is in the view; lines of a log would tear it.
        await using var reader = new BatteryReader(
            Link.BusAddress(arguments),
            Link.Adapter(arguments),
            Settings.ReadKnown(arguments),
            clock,
            Link.IsLogLevelGiven(arguments) ? loggers : NullLoggerFactory.Instance);
        Candidate[] candidates = [.. report.Candidates.Take(Identification.MostCandidates)];
        var settings = candidates.ToDictionary(one => one.Device.Address, one => Settings.Read(arguments, one.Device.Address));
        var identification = new Identification(
            (candidate, token) => reader.OpenAsync(candidate.Device.Address, settings[candidate.Device.Address], s_readInterval, token), clock);
        if (report.Candidates.Count > candidates.Length)
        {
            Complaint.Write($"{report.Candidates.Count} devices may be batteries; the first {candidates.Length} are shown.");
        }

        bool isJson = arguments.GetValue(Json);
        if (!isJson && Console.IsOutputRedirected)
        {
            Console.Out.WriteLine(IdentifyText.Instruction + "\n");
        }

        bool isInPlace = !isJson && !Console.IsOutputRedirected;
        using var view = new LiveView(Console.Out, () => Console.WindowWidth, () => Console.WindowHeight);
        using CancellationTokenSource limit = arguments.GetResult(Time) is { Implicit: false }
            ? new CancellationTokenSource(TimeSpan.FromSeconds(arguments.GetValue(Time)), clock.TimeProvider)
            : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await identification.RunAsync(
            candidates,
            (rows, elapsed) =>
            {
                if (isJson)
                {
                    Console.Out.WriteLine(IdentifyJson.Line(rows, elapsed));
                }
                else if (isInPlace)
                {
                    view.Show([IdentifyText.Instruction, "", .. IdentifyText.Lines(rows)]);
                }
                else
                {
                    Console.Out.WriteLine(string.Join('\n', IdentifyText.Lines(rows)) + "\n");
                }
            },
            both.Token);
    }

    private static string AdviceFor(LinkProblem problem) => problem switch
    {
        LinkProblem.NoBus => "Run this where the system bus is, or say with --bus where it is.",
        LinkProblem.NoBlueZ => "Start the Bluetooth service (bluetoothd) and try again.",
        LinkProblem.NoAdapter => "Plug one in; 'bluetoothctl list' shows what there is.",
        LinkProblem.AdapterFails => "Pull it out and plug it in, or restart the machine.",
        LinkProblem.AdapterOff => "Switch it on with 'bluetoothctl power on'; if that fails it is blocked: 'rfkill unblock bluetooth'.",
        _ => "",
    };
}
