using System.CommandLine;
using BtBattery.Simulator.Commands;

ParseResult parsed = CommandLine.Create(TimeProvider.System).Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message} (try \"btbattery-sim --help\")");
    return ExitCode.Usage;
}
// The commands handle SIGTERM themselves, so that they can end in their own order.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
