using System.CommandLine;
using BtBattery.Driver.Installing;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery uninstall</c>: the machine as it was before.</summary>
internal static class UninstallCommand
{
    private static readonly Option<bool> Purge = new("--purge") { Description = "Remove the configuration, too, and what was kept of the batteries." };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask." };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "uninstall",
            "Removes the program, its service, its lines in the start hook, its log and the pages on the screens: the machine is as it was\n"
            + "before. Your configuration stays, unless --purge is given.",
            "btbattery uninstall",
            "btbattery uninstall --purge --yes");
        command.Options.Add(Purge);
        command.Options.Add(Yes);
        InstallAction.SetAsking(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(InstallMeans means, ParseResult arguments, Func<CancellationToken> heed)
    {
        means.DemandRoot("uninstall");
        bool isPurge = arguments.GetValue(Purge);
        if (!arguments.GetValue(Yes))
        {
            if (!Consent.CanBeGiven("uninstall", "it removes the driver"))
            {
                return ExitCode.Usage;
            }

            if (!Consent.IsGiven($"The batteries are then unknown to the system. Remove BtBattery{(isPurge ? ", with your configuration" : "")}?"))
            {
                Complaint.Write("Nothing was removed.");
                return ExitCode.Usage;
            }
        }

        await new Uninstaller(means).UninstallAsync(isPurge, heed());
        return ExitCode.Fine;
    }
}
