using System.CommandLine;
using BtBattery.Soak;

ParseResult parsed = SoakCommand.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message} (try --help)");
    return SoakCommand.Usage;
}

return parsed.Invoke();
