using System.CommandLine;
using BtBattery.Bench;

ParseResult parsed = BenchCommand.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message} (try --help)");
    return BenchCommand.Usage;
}

return parsed.Invoke();
