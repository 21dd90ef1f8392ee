using System.Globalization;

namespace BtBattery.Driver.Installing.Systemd;

/// <summary>The user that the driver is on Debian, made by the machine's own programs, with a group of the same name.</summary>
/// <param name="places">Where everything lies.</param>
/// <param name="commands">useradd and userdel.</param>
/// <param name="tell">Told what was done.</param>
internal sealed class ServiceUser(Places places, ICommands commands, Action<string> tell)
{
    /// <summary>Its name, also that of its group.</summary>
    public const string Name = "btbattery";

    /// <summary>The group that BlueZ' policy on Debian lets in.</summary>
    public const string BluetoothGroup = "bluetooth";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    /// <summary>True if the machine has that user.</summary>
    public bool IsThere => Find("/etc/passwd", Name) is not null;

    /// <summary>Refuses where there is no BlueZ to talk to.</summary>
    public void Check()
    {
        if (Find("/etc/group", BluetoothGroup) is null)
        {
            throw new RefusalException($"This machine has no group {BluetoothGroup}, which comes with BlueZ: install it first ('apt install bluez'). Nothing was changed.");
        }
    }

    /// <summary>Makes the user, if it is not there.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (IsThere)
        {
            return;
        }

        CommandResult result = await commands.RunAsync(
            "useradd",
            [.. Elsewhere, "--system", "--user-group", "--groups", BluetoothGroup, "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", Name],
            s_deadline,
            cancellationToken);
        if (!result.IsDone || !IsThere)
        {
            throw new RefusalException($"The user {Name} could not be made: {result.Why.TrimEnd('.')}. Give the same command again once that is mended.");
        }

        tell($"User {Name}, in group {BluetoothGroup}: made; the driver runs as it.");
    }

    /// <summary>Lets that user read what others need not, such as passwords of batteries.</summary>
    /// <param name="folder">The folder of the configuration.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LetReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (Find("/etc/passwd", Name) is not [_, _, _, var group, ..])
        {
            return;
        }

        // By number: the folder may be that of another machine, with users of its own.
        CommandResult result = await commands.RunAsync("chgrp", [group, folder], s_deadline, cancellationToken);
        result = result.IsDone ? await commands.RunAsync("chmod", ["0750", folder], s_deadline, cancellationToken) : result;
        if (!result.IsDone)
        {
            tell($"{places.OnMachine(folder)}: everybody may read it, with the passwords that may be in it: {result.Why.TrimEnd('.')}.");
        }
    }

    /// <summary>Removes the user, if it is there.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (!IsThere)
        {
            return;
        }

        CommandResult result = await commands.RunAsync("userdel", [.. Elsewhere, Name], s_deadline, cancellationToken);
        tell(result.IsDone ? $"User {Name}: gone." : $"The user {Name} is left: {result.Why.TrimEnd('.')}. 'userdel {Name}' removes it.");
    }

    /// <summary>useradd(8): the files of users are below that folder.</summary>
    private string[] Elsewhere => places.IsMachine ? [] : ["--prefix", places.Root];

    /// <returns>The fields of its line (passwd(5), group(5)); null if there is none with a number behind it.</returns>
    private string[]? Find(string file, string name)
    {
        string path = places.At(file);
        return File.Exists(path)
            ? File.ReadLines(path).Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 3 && fields[0] == name && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            : null;
    }
}
