using System.CommandLine;
using BtBattery.Driver.Control;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Tools;
using BtBattery.Driver.Tools.Explaining;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery explain [MAC]</c>: why the limits of a running driver are what they are.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Battery = CreateBattery();

    private static readonly Option<string?> Bus = LinkOptions.CreateBus();

    private static readonly Option<bool> Json = new("--json") { Description = "An array of JSON objects instead of the report; docs/tools/explain.md." };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "explain",
            "Says why a running driver allows as much as it does: each limit with what decides it and all that was considered, and the\n"
            + "same for each battery. Without an address it asks every driver on the bus.",
            "btbattery explain",
            "btbattery explain A4:C1:38:00:00:01 --json");
        command.Arguments.Add(Battery);
        command.Options.Add(Json);
        command.Options.Add(Bus);
        command.SetAction(RunAsync);
        return command;
    }

    private static Argument<string?> CreateBattery()
    {
        var battery = new Argument<string?>("MAC") { Description = "Bluetooth address of a battery of the bank, for example A4:C1:38:00:00:01.", Arity = ArgumentArity.ZeroOrOne };
        battery.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !BatteryAddress.TryParse(text, out _))
            {
                result.AddError(text.StartsWith('-')
                    ? $"'{text}' is not an option."
                    : $"'{text}' is not a Bluetooth address: give six hexadecimal bytes with colons, such as A4:C1:38:00:00:01.");
            }
        });
        return battery;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        BatteryAddress? address = BatteryAddress.TryParse(arguments.GetValue(Battery), out BatteryAddress given) ? given : null;
        IReadOnlyList<ExplainedBank> banks;
        try
        {
            banks = await LimitsQuery.AskAsync(arguments.GetValue(Bus) ?? DBus.DBusAddress.System, address, cancellationToken);
        }
        catch (LinkException exception)
        {
            Complaint.Write(exception.Message);
            return exception.Problem == LinkProblem.NoBus ? ExitCode.Environment : ExitCode.NoData;
        }

        if (banks.Count == 0)
        {
            Complaint.Write(address is null ? "No driver is running." : $"No running driver serves {address}.");
            return ExitCode.NoData;
        }

        if (arguments.GetValue(Json))
        {
            Console.Out.WriteLine(ExplainJson.Write(banks));
            return ExitCode.Fine;
        }

        ReportStyle style = ReportStyle.OfStandardOutput();
        for (int i = 0; i < banks.Count; i++)
        {
            Console.Out.Write(i > 0 ? "\n" : "");
            foreach (string line in ExplainReport.Lines(banks[i], style))
            {
                Console.Out.WriteLine(line);
            }
        }

        return ExitCode.Fine;
    }
}
