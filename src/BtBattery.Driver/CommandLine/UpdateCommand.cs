using System.CommandLine;
using BtBattery.Driver.Installing;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery update FILE</c>: another version, on trial.</summary>
internal static class UpdateCommand
{
    private static readonly Argument<string> Archive = new("FILE") { Description = "The archive, btbattery-VERSION-….tar.gz." };

    private static readonly Option<bool> EnableHook = InstallAction.CreateEnableHook();

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "update",
            "Installs another version on trial. The version before comes back by itself if the new one ends three times within two minutes\n"
            + "or does not answer within one; batteries that are away do not matter. The configuration stays.",
            "btbattery update /media/usb/btbattery-0.2.0-linux-arm.tar.gz");
        command.Arguments.Add(Archive);
        command.Options.Add(EnableHook);
        InstallAction.Set(
            command,
            async (means, arguments, cancellationToken) =>
            {
                await new Updating(means).UpdateAsync(arguments.GetValue(Archive)!, cancellationToken);
                return ExitCode.Fine;
            },
            arguments => arguments.GetValue(EnableHook));
        return command;
    }
}
