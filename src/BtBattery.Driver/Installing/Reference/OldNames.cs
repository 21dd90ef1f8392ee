namespace BtBattery.Driver.Installing.Reference;

/// <summary>The names under which people know dbus-btbattery: while its driver is replaced they lead to this one.</summary>
/// <param name="places">The machine.</param>
/// <param name="name">What svscan called it.</param>
internal sealed class OldNames(Places places, string name)
{
    /// <summary>What our service is linked as; svscan compares what links lead to, so it runs once under both names.</summary>
    public const string ServiceTarget = "/data/apps/btbattery/service";

    private const string LogTarget = "btbattery";

    /// <summary>There while the names are ours: boot.sh makes the link of the service anew, which is in memory. It says how the service is called.</summary>
    public string Marker => Path.Join(places.Base, "old-names");

    /// <summary>Where svscan sees it.</summary>
    public string Service => places.At($"/service/{name}");

    /// <summary>Where its service is meanwhile: svscan looks at nothing that begins with a dot.</summary>
    public string HiddenService => places.At($"/service/.{name}");

    /// <summary>Where its log is read.</summary>
    public string Log => places.At($"/var/log/{name}");

    /// <summary>Where its log is meanwhile.</summary>
    public string HiddenLog => Log + ".before-btbattery";

    /// <summary>True if that name leads to our service.</summary>
    public bool IsServiceOurs => new FileInfo(Service).LinkTarget == ServiceTarget;

    /// <summary>True if that name leads to our log.</summary>
    public bool IsLogOurs => new FileInfo(Log).LinkTarget == LogTarget;

    /// <summary>The name of the log leads to ours; the log that was there gets another name.</summary>
    public void TakeLog(Disk disk)
    {
        if (IsLogOurs || !Directory.Exists(Path.GetDirectoryName(Log)))
        {
            return;
        }

        if (Disk.IsThere(Log))
        {
            disk.Rename(Log, HiddenLog);
        }

        disk.Link(Log, LogTarget);
    }

    /// <summary>The service that was there gets a name under which svscan does not see it, so that it is not begun again when it ends.</summary>
    public void PutServiceAside(Disk disk)
    {
        if (!IsServiceOurs && Disk.IsThere(Service))
        {
            Delete(disk, HiddenService);
            disk.Rename(Service, HiddenService);
        }
    }

    /// <summary>The name of the service leads to ours; the service that was there is put aside.</summary>
    public void TakeService(Disk disk)
    {
        PutServiceAside(disk);
        if (!IsServiceOurs)
        {
            disk.Link(Service, ServiceTarget);
        }
    }

    /// <summary>The names lead to nothing of ours any more, and the log has its name again.</summary>
    /// <returns>True if one of them did.</returns>
    public bool Release(Disk disk)
    {
        bool wasOurs = IsServiceOurs || IsLogOurs;
        disk.DeleteFile(Marker);
        if (IsServiceOurs)
        {
            disk.DeleteFile(Service);
        }

        if (IsLogOurs)
        {
            disk.DeleteFile(Log);
        }

        if (Disk.IsThere(HiddenLog) && !Disk.IsThere(Log))
        {
            disk.Rename(HiddenLog, Log);
        }

        return wasOurs;
    }

    /// <summary>The service that was there has its name again.</summary>
    public void GiveServiceBack(Disk disk)
    {
        if (Disk.IsThere(HiddenService) && !Disk.IsThere(Service))
        {
            disk.Rename(HiddenService, Service);
        }
    }

    private static void Delete(Disk disk, string path)
    {
        if (new FileInfo(path).LinkTarget is not null || !disk.DeleteFolder(path))
        {
            disk.DeleteFile(path);
        }
    }
}
