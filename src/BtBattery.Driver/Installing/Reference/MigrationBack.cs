namespace BtBattery.Driver.Installing.Reference;

/// <summary>Puts dbus-btbattery back as it was. In two parts: our service is stopped between them, so that one battery never has two drivers. Each may be done again.</summary>
internal sealed class MigrationBack
{
    private readonly Places _places;
    private readonly ReferenceRecord _record;
    private readonly OldNames _names;

    private MigrationBack(Places places, ReferenceRecord record) => (_places, _record, _names) = (places, record, new OldNames(places, record.Name));

    /// <summary>What there is to put back; null for nothing.</summary>
    /// <param name="places">The machine.</param>
    /// <param name="record">From <see cref="Migration.Record"/>.</param>
    public static MigrationBack? Of(Places places, ReferenceRecord? record) => record is null ? null : new(places, record);

    /// <summary>Its names are given back: before our service is stopped, which svscan would else start again by the old name.</summary>
    public void ReleaseNames(Disk disk, Action<string> tell)
    {
        if (_names.Release(disk))
        {
            tell($"/service/{_record.Name} and /var/log/{_record.Name} lead to this driver no more.");
        }
    }

    /// <summary>It may start again, now and with the machine: after our service has ended.</summary>
    /// <param name="disk">Changes the disk.</param>
    /// <param name="commands">Mounts.</param>
    /// <param name="tell">Told what was done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task FinishAsync(Disk disk, ICommands commands, Action<string> tell, CancellationToken cancellationToken)
    {
        var root = new WritableRoot(_places, commands, tell);
        foreach (string folder in _record.KeptDown)
        {
            await root.ChangeAsync(() => Migration.LetUp(_places, disk, folder), cancellationToken);
        }

        // Since the last start of the machine it is a copy of a folder that was kept down, or it is that folder itself.
        Migration.LetUp(_places, disk, $"/service/.{_record.Name}");
        _names.GiveServiceBack(disk);
        tell(Disk.IsThere(_names.Service)
            ? $"/service/{_record.Name} is there again as it was, and starts within five seconds."
            : $"/service/{_record.Name} is there again from the next start of the machine on.");
    }
}
