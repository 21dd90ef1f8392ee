using System.CommandLine;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tools;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery read MAC</c>: everything a battery says, for people or as JSON, once or all the time.</summary>
internal static class ReadCommand
{
    private static readonly LinkOptions Link = new(LogLevel.Warning);

    private static readonly SettingsOption Settings = new();

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object instead of the report; docs/tools/read.md." };

    private static readonly Option<bool> Watch = new("--watch")
    {
        Description = "Go on showing the battery until Ctrl+C; with --json one line per reading.",
    };

    private static readonly Option<double> Timeout = NumberOption.Create(
        "--timeout", "SECONDS", "How long to wait for the battery, without --watch", 1, 600, 60.0);

    private static readonly Option<double> Interval = NumberOption.Create(
        "--interval", "SECONDS", "Seconds from one reading to the next, with --watch", 0.5, 300, 2.0);

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "read",
            "Shows everything a battery says: pack, cells, temperatures, switches, protections. Needs no Venus OS. A driver that\n"
            + "serves the battery is asked; otherwise a Bluetooth link is made for the purpose.",
            "btbattery read A4:C1:38:00:00:01",
            "btbattery read A4:C1:38:00:00:01 --watch");
        Link.AddTo(command, Json, Watch, Timeout, Interval, Settings.Option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        var clock = new MonotonicClock(TimeProvider.System);
        BatteryAddress address = Link.Address(arguments);
        try
        {
            BatterySettings settings = Settings.Read(arguments, address);
            await using var reader = new BatteryReader(
                Link.BusAddress(arguments), Link.Adapter(arguments), Settings.ReadKnown(arguments), clock, loggers);
            bool watches = arguments.GetValue(Watch);
            var interval = TimeSpan.FromSeconds(watches ? arguments.GetValue(Interval) : 1);
            await using IReadingSource source = await reader.OpenAsync(address, settings, interval, stop.Token);
            return watches
                ? await WatchAsync(source, arguments.GetValue(Json), clock, stop.Token)
                : await ReadOnceAsync(source, arguments, stop.Token);
        }
        catch (SettingsException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Usage;
        }
        catch (LinkException exception)
        {
            return Tell(exception.Message, new ReadingProblem(exception.Problem, null));
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            Complaint.Write("Stopped before there was a reading.");
            return ExitCode.NoData;
        }
    }

    private static async Task<int> ReadOnceAsync(IReadingSource source, ParseResult arguments, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(arguments.GetValue(Timeout));
        BatteryReading? reading = await FirstReading.WaitAsync(source, timeout, TimeProvider.System, cancellationToken);
        if (arguments.GetValue(Json) && reading is not null)
        {
            Console.Out.WriteLine(ReadingJson.Write(reading, isIndented: true));
        }
        else if (reading is { HasData: true })
        {
            foreach (string line in ReadingReport.Lines(reading, ReportStyle.OfStandardOutput()))
            {
                Console.Out.WriteLine(line);
            }
        }

        return reading switch
        {
            { HasData: true } => ExitCode.Fine,
            { Problem: { } problem } => Tell(problem, reading.ProblemKind),
            _ => Tell(FormattableString.Invariant($"{source.Address} gave no data within {timeout.TotalSeconds} s."), default),
        };
    }

    private static async Task<int> WatchAsync(IReadingSource source, bool isJson, MonotonicClock clock, CancellationToken cancellationToken)
    {
        bool isInPlace = !isJson && !Console.IsOutputRedirected;
        ReportStyle style = ReportStyle.OfStandardOutput();
        using var output = new OutputPipe();
        using var view = new LiveView(Console.Out, () => Console.WindowWidth, () => Console.WindowHeight);
        try
        {
            await foreach (BatteryReading reading in Ageing.ReadingsAsync(source, clock, repeats: isInPlace, cancellationToken))
            {
                if (isInPlace)
                {
                    view.Show([.. ReadingReport.Lines(reading, style), "", "  Ctrl+C ends."]);
                }
                else if (!output.TryWriteLine(isJson
                    ? ReadingJson.Write(reading, isIndented: false)
                    : string.Join('\n', ReadingReport.Lines(reading, style)) + "\n"))
                {
                    // Nobody reads any more.
                    break;
                }
            }

            return ExitCode.Fine;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Fine;
        }
    }

    private static int Tell(string problem, ReadingProblem kind)
    {
        Complaint.Write(problem);
        return kind.IsOfThisMachine ? ExitCode.Environment : ExitCode.NoData;
    }
}
