using System.CommandLine;
using BtBattery.Weight;

ParseResult parsed = WeightCommand.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message} (try --help)");
    return WeightCommand.Usage;
}

return await parsed.InvokeAsync();
