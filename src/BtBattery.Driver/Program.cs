using System.CommandLine;
using BtBattery.Driver.CommandLine;

var root = new RootCommand(
    "Reads batteries over Bluetooth LE and publishes them on D-Bus for Victron's Venus OS.\n\n"
    + "btbattery [-s|-p] MAC[:CONFIG] … serves one to four batteries; that is 'btbattery run', and 'run' need not be written.");
CommandHelp.SetExamples(root, "btbattery scan", "btbattery A4:C1:38:00:00:01", "btbattery -p A4:C1:38:00:00:01 A4:C1:38:00:00:02:starboard.ini");

// The predecessor knew no commands: whatever is neither one nor a question about all of them belongs to run.
bool isOfRoot = args.Length > 0 && args[0] is "--help" or "-h" or "-?" or "/?" or "--version";
bool namesCommand = args.Length > 0 && Commands.Has(args[0]);
string[] words = isOfRoot || namesCommand ? args : [Commands.Run, .. args];
Commands.AddTo(root, words[0]);
CommandHelp.AddTo(root);
ParseResult parsed = root.Parse(words);
if (parsed.Errors.Count > 0)
{
    Complaint.Write($"{parsed.Errors[0].Message} See '{CommandHelp.PageOf(parsed.CommandResult)}'.");
    return ExitCode.Usage;
}

// A tool handles what its own files do; what is left is its output, on a full disk or with nobody there. The driver has none.
bool isTool = words[0] != Commands.Run;
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
