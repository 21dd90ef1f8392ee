using System.CommandLine;
using BtBattery.Driver.CommandLine;

var root = new RootCommand(
    "Reads batteries over Bluetooth LE and publishes them on D-Bus for Victron's Venus OS.\n\n"
    + "btbattery [-s|-p] MAC[:CONFIG] … serves one to four batteries; that is 'btbattery run', and 'run' need not be written.");
CommandHelp.SetExamples(root, "btbattery scan", "btbattery A4:C1:38:00:00:01", "btbattery -p A4:C1:38:00:00:01 A4:C1:38:00:00:02:starboard.ini");
Command run = RunCommand.Create();
root.Subcommands.Add(run);
root.Subcommands.Add(ScanCommand.Create());
root.Subcommands.Add(ReadCommand.Create());
root.Subcommands.Add(StreamCommand.Create());
root.Subcommands.Add(CheckConfigCommand.Create());
root.Subcommands.Add(DoctorCommand.Create());
root.Subcommands.Add(ExplainCommand.Create());
root.Subcommands.Add(ShellCommand.Create());
root.Subcommands.Add(SwitchCommand.Create());
root.Subcommands.Add(ReleaseCommand.Create());
root.Subcommands.Add(ClearPasswordCommand.Create());
root.Subcommands.Add(RecordCommand.Create());
root.Subcommands.Add(InstallCommand.Create());
root.Subcommands.Add(StatusCommand.Create());
root.Subcommands.Add(BankCommand.Create());
root.Subcommands.Add(UpdateCommand.Create());
root.Subcommands.Add(RollbackCommand.Create());
root.Subcommands.Add(UninstallCommand.Create());
root.Subcommands.Add(ReplayCommand.Create());
root.Subcommands.Add(DecodeCommand.Create());
CommandHelp.AddTo(root);

// The predecessor knew no commands: whatever is not one belongs to run.
bool namesCommand = args.Length > 0
    && (root.Subcommands.Any(command => command.Name == args[0]) || args[0] is "--help" or "-h" or "-?" or "/?" or "--version");
ParseResult parsed = root.Parse(namesCommand ? args : [run.Name, .. args]);
if (parsed.Errors.Count > 0)
{
    Complaint.Write($"{parsed.Errors[0].Message} See '{CommandHelp.PageOf(parsed.CommandResult)}'.");
    return ExitCode.Usage;
}

// A tool handles what its own files do; what is left is its output, on a full disk or with nobody there. The driver has none.
bool isTool = parsed.CommandResult.Command != run;
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = !isTool });
}
catch (Exception exception) when (isTool && exception is IOException or UnauthorizedAccessException)
{
    Complaint.Write($"The output cannot be written: {(exception.InnerException ?? exception).Message.TrimEnd('.')}.");
    return ExitCode.Environment;
}
catch (Exception exception) when (isTool)
{
    Console.Error.WriteLine($"Unhandled exception: {exception}");
    return 1;
}
