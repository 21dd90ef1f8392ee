using System.CommandLine;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Installing.Questions;
using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery install [MAC…]</c>: this program, from the archive it lies in, as a service of this machine.</summary>
internal static class InstallCommand
{
    private static readonly FirstBankOptions Bank = new();

    private static readonly Option<bool> EnableHook = InstallAction.CreateEnableHook();

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "install",
            "Installs the program, from the unpacked archive that it lies in, as a service that starts with the machine. Asks what each battery is\n"
            + "and bears. Given again, it repairs; from the archive of another version, it updates.",
            "btbattery install A4:C1:38:00:00:01",
            "btbattery install -p A4:C1:38:00:00:01 A4:C1:38:00:00:02",
            "btbattery install");
        Bank.AddTo(command);
        command.Options.Add(EnableHook);
        InstallAction.SetAsking(command, RunAsync, arguments => arguments.GetValue(EnableHook));
        return command;
    }

    private static async Task<int> RunAsync(InstallMeans means, ParseResult arguments, Func<CancellationToken> heed)
    {
        UnpackedVersion version = UnpackedVersion.Find(AppContext.BaseDirectory.TrimEnd('/'))
            ?? throw new RefusalException("This program does not lie in an unpacked archive: unpack btbattery-….tar.gz and run the installservice.sh in it.", ExitCode.Usage);
        var installer = new Installer(means);
        installer.Check(version);

        // Nobody is asked anything before it is known that the machine will do.
        (FirstBank bank, Migration? migration) = PreparedBank.Make(Bank, arguments, means.Places, Terminal.OfProgram, means.TimeProvider);
        foreach (string line in bank.Told)
        {
            means.Tell(line);
        }

        await installer.InstallAsync(new InstallRequest(version) { Configuration = bank.Configuration, Batteries = bank.Batteries, Migration = migration }, heed());
        string program = means.Places.OnMachine(means.Places.Program);
        means.Tell($"Done. '{program} status' and '{program} doctor' say how it goes; the log: {means.Host.LogCommand}");
        return ExitCode.Fine;
    }
}
