using System.CommandLine;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tools;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery stream MAC…</c>: one line per reading, for programs that read along.</summary>
internal static class StreamCommand
{
    private const int MostBatteries = 4;

    private static readonly LinkOptions Link = new(LogLevel.Error, new ArgumentArity(1, MostBatteries));

    private static readonly SettingsOption Settings = new();

    private static readonly Option<double> Interval = NumberOption.Create(
        "--interval", "SECONDS", "Seconds from one reading of a battery to the next", 0.5, 300, 5.0);

    private static readonly Option<int> Count = NumberOption.Create(
        "--count", "N", "End after so many lines of each battery; 0 for never", 0, int.MaxValue, 0);

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "stream",
            "Writes one line per reading to standard output, BMS_DATA: and a JSON object, for ROS 2 nodes and scripts. One to four\n"
            + "batteries. A driver that serves a battery is asked; otherwise a Bluetooth link is made for the purpose.",
            "btbattery stream A4:C1:38:00:00:01 --interval 10");
        Link.AddTo(command, Interval, Count, Settings.Option);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        using ILoggerFactory loggers = Link.CreateLog(arguments);
        using var output = new OutputPipe();
        var clock = new MonotonicClock(TimeProvider.System);
        try
        {
            IReadOnlyList<BatteryAddress> addresses = Link.Addresses(arguments);
            BatterySettings[] settings = [.. addresses.Select(address => Settings.Read(arguments, address))];
            await using var reader = new BatteryReader(
                Link.BusAddress(arguments), Link.Adapter(arguments), Settings.ReadKnown(arguments), clock, loggers);
            var interval = TimeSpan.FromSeconds(arguments.GetValue(Interval));
            var streams = new ReadingStreams(
                (index, token) => reader.OpenAsync(addresses[index], settings[index], interval, token), output.TryWriteLine, interval, clock);
            await streams.RunAsync(addresses, arguments.GetValue(Count), stop.Token);
            return streams.HadData ? ExitCode.Fine : ExitCode.NoData;
        }
        catch (SettingsException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Usage;
        }
        catch (LinkException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Environment;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Fine;
        }
    }
}
