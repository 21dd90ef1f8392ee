using System.CommandLine;
using BtBattery.Driver.Installing;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery rollback</c>: back to the version before.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "rollback",
            "Goes back to the version that ran before the last update, at once and without a trial. Given again, it goes forth.",
            "btbattery rollback");
        InstallAction.Set(command, async (means, _, cancellationToken) =>
        {
            await new Updating(means).RollBackAsync(cancellationToken);
            return ExitCode.Fine;
        });
        return command;
    }
}
