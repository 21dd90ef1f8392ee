using System.CommandLine;
using System.Globalization;
using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery record --out FILE</c>: saves what running drivers remember of their last hours, for a bug report.</summary>
internal static class RecordCommand
{
    private const int MostBatteries = 4;

    private static readonly LinkOptions Link = new(LogLevel.Warning, new ArgumentArity(0, MostBatteries));

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "The file to write. Has to be given.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Writes over a file that is there already." };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "record",
            "Saves what running drivers did during the last hours, to be attached to a bug report and played again by 'btbattery\n"
            + "replay'. All batteries served on this machine, or those given. Bluetooth addresses are replaced by pseudonyms, and\n"
            + "nothing of a password or PIN is in the file; custom names are.",
            "btbattery record --out flight.jsonl",
            "btbattery record A4:C1:38:00:00:01 --out flight.jsonl");
        Link.AddTo(command, Out, Force);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        if (arguments.GetValue(Out) is not string file)
        {
            Complaint.Write("Say where to save it: --out FILE.");
            return ExitCode.Usage;
        }

        bool isForced = arguments.GetValue(Force);
        if (!isForced && Path.Exists(file))
        {
            Complaint.Write($"{file} is there already: give another name, or --force to write over it.");
            return ExitCode.Usage;
        }

        try
        {
            string bus = Link.BusAddress(arguments);
            IReadOnlyList<BatteryAddress> addresses = [.. Link.Addresses(arguments).OrderBy(address => address.Compact, StringComparer.Ordinal)];
            if (addresses.Count == 0)
            {
                addresses = await RunningDriver.ListAsync(bus, stop.Token);
            }

            if (addresses.Count == 0)
            {
                Complaint.Write("No driver is running here. A recording is saved from a running driver: start one, and record once the fault has shown.");
                return ExitCode.NoData;
            }

            var recordings = new List<byte[]>();
            foreach (BatteryAddress address in addresses)
            {
                await using RunningDriver? driver = await RunningDriver.FindAsync(bus, address, stop.Token);
                if (driver is null)
                {
                    Complaint.Write($"No running driver serves {address}. Start it with 'btbattery {address}', and record once the fault has shown.");
                    return ExitCode.NoData;
                }

                recordings.Add(await driver.GetRecordingAsync(stop.Token));
            }

            byte[] merged = FlightMerge.Merge(recordings);
            WriteAtOnce(file, merged, isForced);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {addresses.Count} {(addresses.Count == 1 ? "battery" : "batteries")}, {Math.Max(1, merged.Length / 1024)} kB. Addresses are replaced and passwords are not in it; custom names are."));
            return ExitCode.Fine;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Complaint.Write($"{file} cannot be written: {exception.Message}");
            return ExitCode.Usage;
        }
        catch (DBusException exception)
        {
            Complaint.Write($"The bus cannot be used: {exception.Message}");
            return ExitCode.Environment;
        }
        catch (LinkException exception)
        {
            Complaint.Write(exception.Message);
            return ExitCode.Environment;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            Complaint.Write("Stopped; nothing was written.");
            return ExitCode.NoData;
        }
    }

    /// <summary>Written beside and moved there: whoever finds the file finds all of it.</summary>
    private static void WriteAtOnce(string file, byte[] contents, bool isForced)
    {
        string beside = $"{file}.{Environment.ProcessId}";
        try
        {
            using (FileStream stream = File.Create(beside))
            {
                stream.Write(contents);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, file, isForced);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
