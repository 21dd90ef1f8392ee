using System.CommandLine;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Documents;
using BtBattery.Driver.Run;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery check-config</c>: what is wrong with the configuration, what holds, and why; without radio or bus.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var options = new BankOptions();
        var json = new Option<bool>("--json") { Description = "As JSON, for programs; see docs/tools/check-config.md." };
        var defaults = new Option<bool>("--print-defaults") { Description = "Prints default_config.ini.", Hidden = true };
        var docs = new Option<bool>("--print-docs") { Description = "Prints docs/configuration.md.", Hidden = true };
        var lossPolicy = new Option<bool>("--print-loss-policy") { Description = "Prints docs/loss-policy.md.", Hidden = true };
        var paths = new Option<bool>("--print-paths") { Description = "Prints docs/dbus-paths.md.", Hidden = true };
        Command command = CommandHelp.Create(
            "check-config",
            "Checks the configuration without a radio or a bus: prints what holds for each battery, where each value comes from, and all that is wrong.",
            "btbattery check-config",
            "btbattery check-config --config /data/btbattery/config.ini A4:C1:38:00:00:01");
        options.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(defaults);
        command.Options.Add(docs);
        command.Options.Add(lossPolicy);
        command.Options.Add(paths);
        command.SetAction(arguments =>
        {
            Action<TextWriter>? print = arguments.GetValue(defaults) ? DefaultFile.Write
                : arguments.GetValue(docs) ? KeyReference.Write
                : arguments.GetValue(lossPolicy) ? LossPolicyDocument.Write
                : arguments.GetValue(paths) ? SurfaceDocument.Write
                : null;
            if (print is not null)
            {
                print(Console.Out);
                return ExitCode.Fine;
            }

            ConfigurationRequest request = options.Request(arguments);
            var screen = KeptScreen.Find(ConfigurationLoader.Load(request), request, new LinuxMachine(TimeProvider.System).IsGx);
            if (arguments.GetValue(json))
            {
                using Stream output = Console.OpenStandardOutput();
                ConfigurationJson.Write(screen.InForce, screen.Remark, output);
                output.Write("\n"u8);
            }
            else
            {
                ConfigurationReport.Write(screen.InForce, screen.Remark, Console.Out);
            }

            return screen.InForce.HasErrors ? ExitCode.Usage : ExitCode.Fine;
        });
        return command;
    }
}
