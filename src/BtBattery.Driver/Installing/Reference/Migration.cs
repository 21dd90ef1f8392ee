namespace BtBattery.Driver.Installing.Reference;

/// <summary>
/// Puts an installed dbus-btbattery aside: it is stopped and kept down, and its names lead to this driver. Nothing of it is changed but for a file named down in its service folders. Each
/// step may be done again.
/// </summary>
/// <param name="places">The machine.</param>
/// <param name="driver">What is installed.</param>
/// <param name="time">The clock of the deadlines.</param>
internal sealed class Migration(Places places, ReferenceDriver driver, TimeProvider time)
{
    /// <summary>What is in the file: supervise looks only whether there is one, and a copy of the folder may be made at a start of the machine.</summary>
    private const string DownText = "btbattery keeps this service down; 'btbattery uninstall' takes this file away.\n";

    /// <summary>It has five seconds for each of its links before it ends.</summary>
    private static readonly TimeSpan s_endTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>svscan may be starting it at the very moment it is put aside: a supervise that is not up yet is seen by then.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(3);

    /// <summary>One that took the place of another unseen has not been told; twice as long as the driver needs, which is not to be disturbed while it ends.</summary>
    private static readonly TimeSpan s_tellAgain = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_commandTimeout = TimeSpan.FromSeconds(10);

    private readonly OldNames _names = new(places, driver.Name);

    /// <summary>What is installed.</summary>
    public ReferenceDriver Driver => driver;

    /// <summary>What an uninstall needs to know; to be kept before <see cref="StopAsync"/>.</summary>
    /// <param name="before">What is kept already, of an attempt that was cut off; null for nothing.</param>
    public ReferenceRecord Record(ReferenceRecord? before) => new()
    {
        Name = driver.Name,
        KeptDown = [.. (before?.KeptDown ?? []).Union(driver.Folders.Where(folder => !File.Exists(DownFile(places, folder))))],
        HasLog = before?.HasLog == true || (!_names.IsLogOurs && Disk.IsThere(_names.Log)),
    };

    /// <summary>Stops it, now and for the starts to come.</summary>
    /// <param name="disk">Changes the disk.</param>
    /// <param name="commands">Runs svc and mount.</param>
    /// <param name="tell">Told what was done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusalException">It does not end.</exception>
    public async Task StopAsync(Disk disk, ICommands commands, Action<string> tell, CancellationToken cancellationToken)
    {
        var root = new WritableRoot(places, commands, tell);
        foreach (string folder in driver.Folders)
        {
            string down = DownFile(places, folder);
            if (!File.Exists(down))
            {
                await root.ChangeAsync(() => disk.Write(down, DownText, Disk.Plain), cancellationToken);
            }
        }

        disk.Write(_names.Marker, driver.Name + "\n", Disk.Plain);
        _names.PutServiceAside(disk);
        if (!_names.IsServiceOurs && Disk.IsThere(_names.HiddenService))
        {
            try
            {
                await EndAsync(commands, cancellationToken);
            }
            catch
            {
                // It runs, and whoever looks for it, such as the next attempt, looks under its name.
                _names.GiveServiceBack(disk);
                throw;
            }

            tell($"{driver.Entry} was stopped, and does not start with the machine any more; 'btbattery uninstall' puts it back.");
        }

        if (Directory.Exists(places.At("/service")))
        {
            _names.TakeService(disk);
        }

        _names.TakeLog(disk);
        tell($"{driver.Entry} and /var/log/{driver.Name} lead to this driver now, so that svstat, svc and the log work under their old names.");
    }

    /// <summary>Takes our file that keeps a service down away; one of its owner stays.</summary>
    internal static void LetUp(Places places, Disk disk, string folder)
    {
        string down = DownFile(places, folder);
        if (ReferenceDriver.ReadText(down) == DownText)
        {
            disk.DeleteFile(down);
        }
    }

    /// <summary>The file that keeps a service down.</summary>
    private static string DownFile(Places places, string folder) => $"{ReferenceDriver.Physical(places, folder)}/{ReferenceDriver.DownName}";

    private async Task EndAsync(ICommands commands, CancellationToken cancellationToken)
    {
        string service = _names.HiddenService;
        string[] both = Directory.Exists($"{service}/log") ? [service, $"{service}/log"] : [service];
        long begun = time.GetTimestamp();
        long quietSince = begun;
        long? toldAt = null;
        string why = "";
        while (time.GetElapsedTime(quietSince) < s_quiet)
        {
            if (time.GetElapsedTime(begun) > s_endTimeout)
            {
                throw new RefusalException($"{driver.Entry} does not end{why}. Stop it (svc -d {driver.Entry}), then run this again.");
            }

            bool isThere = false;
            foreach (string one in both)
            {
                isThere |= await IsSupervisedAsync(commands, one, cancellationToken);
            }

            if (!isThere)
            {
                toldAt = null;
            }
            else if (toldAt is not { } told || time.GetElapsedTime(told) >= s_tellAgain)
            {
                CommandResult result = await commands.RunAsync("svc", ["-dx", .. both], s_commandTimeout, cancellationToken);
                why = result.IsDone ? "" : $": {result.Why}";
                toldAt = time.GetTimestamp();
            }

            quietSince = isThere ? time.GetTimestamp() : quietSince;
            await Task.Delay(s_lookAgain, time, cancellationToken);
        }
    }

    private static async Task<bool> IsSupervisedAsync(ICommands commands, string service, CancellationToken cancellationToken) =>
        (await commands.RunAsync("svok", [service], s_commandTimeout, cancellationToken)).ExitCode == 0;
}
