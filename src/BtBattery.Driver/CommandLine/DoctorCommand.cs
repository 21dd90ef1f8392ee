using System.CommandLine;
using BtBattery.DBus;
using BtBattery.Driver.Doctor;
using BtBattery.Driver.Doctor.Collectors;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Links.BlueZ;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging.Abstractions;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery doctor [MAC …]</c>: says why it does not work, and the one thing to do about it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var batteries = new Argument<string[]>("MAC")
        {
            Description = "Bluetooth addresses of the batteries; without any, those that a running driver serves.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print the findings as JSON, for programs." };
        var facts = new Option<bool>("--facts") { Description = "Print what was observed, as JSON, instead of what it means: for a bug report. Passwords and PINs are never in it." };
        var adapter = new Option<string?>("--adapter") { Description = "Bluetooth adapter, by name (hci0) or address; the first one if not given.", HelpName = "NAME" };
        var bus = new Option<string?>("--bus") { Description = "D-Bus address; default: $DBUS_SYSTEM_BUS_ADDRESS, else the system bus.", HelpName = "ADDRESS" };
        var settings = new SettingsOption();
        batteries.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                if (text.StartsWith('-'))
                {
                    result.AddError($"'{text}' is not an option.");
                }
                else if (!BatteryAddress.TryParse(text, out _))
                {
                    result.AddError($"'{text}' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.");
                }
            }
        });
        bus.Validators.Add(result =>
        {
            try
            {
                DBusAddress.Parse(result.Tokens[0].Value);
            }
            catch (DBusAddressException exception)
            {
                result.AddError(exception.Message);
            }
        });
        var command = new Command(
            "doctor",
            "Looks for what keeps a battery from being read, shown and followed, and says what to do. Changes nothing.\n\n"
            + "Example: btbattery doctor A4:C1:38:00:00:01\n\n"
            + "Exit codes: 0 no fault, 2 wrong command line, 3 faults were found, 4 there is no D-Bus.")
        {
            batteries, json, facts, settings.Option, adapter, bus,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(facts))
            {
                result.AddError("Give --json or --facts, not both.");
            }
        });
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments, [.. Parse(arguments.GetValue(batteries)!)], arguments.GetValue(json), arguments.GetValue(facts), settings,
            arguments.GetValue(bus) ?? DBusAddress.System, arguments.GetValue(adapter), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult arguments,
        BatteryAddress[] addresses,
        bool asJson,
        bool asFacts,
        SettingsOption settings,
        string busAddress,
        string? adapter,
        CancellationToken cancellationToken)
    {
        using var stop = new StopSignals(cancellationToken);
        var collector = new FactCollector
        {
            BusAddress = busAddress,
            Adapter = adapter,
            Addresses = addresses,
            ProgramFile = Environment.ProcessPath,
            ProgramVersion = ProgramVersion.Text,
            Scanner = new BlueZScanner(busAddress, adapter, new MonotonicClock(TimeProvider.System), NullLogger<BlueZScanner>.Instance),
            CheckConfiguration = () => CheckConfiguration(arguments, settings, addresses),
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
        Console.Out.Write(asFacts ? FactsJson.Write(facts) + "\n"
            : asJson ? DoctorJson.Write(findings, Coverage.Of(facts))
            : DoctorText.Write(findings, Coverage.Of(facts)));
        return facts.Bus is { IsReachable: false } ? ExitCode.Environment
            : findings.Any(finding => finding.Severity == Severity.Fault) ? ExitCode.NoData
            : ExitCode.Fine;
    }

    /// <summary>The sentence about the first error, or nothing; a sentence names the key and never a password.</summary>
    private static string[] CheckConfiguration(ParseResult arguments, SettingsOption settings, BatteryAddress[] addresses)
    {
        try
        {
            // The file is read whole for any address, and wrong keys of other batteries are told too.
            foreach (BatteryAddress address in addresses.Length > 0 ? addresses : [default])
            {
                settings.Read(arguments, address);
            }

            return [];
        }
        catch (SettingsException exception)
        {
            return [exception.Message];
        }
    }

    private static IEnumerable<BatteryAddress> Parse(string[] texts)
    {
        foreach (string text in texts)
        {
            if (BatteryAddress.TryParse(text, out BatteryAddress address))
            {
                yield return address;
            }
        }
    }
}
