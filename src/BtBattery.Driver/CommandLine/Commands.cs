using System.CommandLine;

namespace BtBattery.Driver.CommandLine;

/// <summary>All commands by their names, in the order of the help. Each is made only when it is needed: a driver that starts needs one of them.</summary>
internal static class Commands
{
    /// <summary>What is meant if no command is named.</summary>
    public const string Run = "run";

    private static readonly (string Name, Func<Command> Create)[] s_all =
    [
        (Run, RunCommand.Create),
        ("scan", ScanCommand.Create),
        ("read", ReadCommand.Create),
        ("stream", StreamCommand.Create),
        ("check-config", CheckConfigCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("explain", ExplainCommand.Create),
        ("shell", ShellCommand.Create),
        ("switch", SwitchCommand.Create),
        ("release", ReleaseCommand.Create),
        ("clear-password", ClearPasswordCommand.Create),
        ("record", RecordCommand.Create),
        ("install", InstallCommand.Create),
        ("status", StatusCommand.Create),
        ("bank", BankCommand.Create),
        ("update", UpdateCommand.Create),
        ("rollback", RollbackCommand.Create),
        ("uninstall", UninstallCommand.Create),
        ("replay", ReplayCommand.Create),
        ("decode", DecodeCommand.Create),
    ];

    /// <summary>True if there is a command of that name.</summary>
    public static bool Has(string name) => Array.Exists(s_all, command => command.Name == name);

    /// <summary>Adds the command of that name, or all of them if there is none.</summary>
    public static void AddTo(RootCommand root, string name)
    {
        bool isOne = Has(name);
        foreach ((string each, Func<Command> create) in s_all)
        {
            if (!isOne || each == name)
            {
                root.Subcommands.Add(create());
            }
        }
    }
}
