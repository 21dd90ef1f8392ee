using System.CommandLine;
using BtBattery.Driver.CommandLine;

var root = new RootCommand(
    "Reads a battery over Bluetooth LE and publishes it on D-Bus for Victron's Venus OS.\n\nExample: btbattery A4:C1:38:00:00:01\n\n"
    + "Exit codes: 0 fine, 2 wrong command line or file, 3 no usable data, 4 no D-Bus.");
RunCommand.AddTo(root);
root.Subcommands.Add(ScanCommand.Create());
root.Subcommands.Add(DecodeCommand.Create());
root.Subcommands.Add(ReadCommand.Create());
root.Subcommands.Add(StreamCommand.Create());
root.Subcommands.Add(SwitchCommand.Create());
root.Subcommands.Add(ClearPasswordCommand.Create());
root.Subcommands.Add(DoctorCommand.Create());

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Complaint.Write($"{parsed.Errors[0].Message} See 'btbattery --help'.");
    return ExitCode.Usage;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
