using System.CommandLine;
using BtBattery.Plugin;

ParseResult parsed = PluginCommand.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"{parsed.Errors[0].Message} (try \"btbattery-plugin --help\")");
    return PluginCommand.Usage;
}

return parsed.Invoke();
