using BtBattery.DBus;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Health;
using BtBattery.Driver.Installing.Systemd;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Doctor.Collectors;

/// <summary>
/// Gathers the facts. Every part has a deadline of its own and fails alone: what cannot be learned is null and says why.
/// </summary>
public sealed class FactCollector
{
    private static readonly TimeSpan s_fileDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_busDeadline = TimeSpan.FromSeconds(10);

    /// <summary>A system with many services, of which some hang, is still answered in reasonable time.</summary>
    private static readonly TimeSpan s_victronDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Longer than the pauses between advertisements of any battery known.</summary>
    private static readonly TimeSpan s_listening = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan s_scanDeadline = s_listening + TimeSpan.FromSeconds(20);

    private readonly List<NotLearned> _notLearned = [];

    /// <summary>Where the bus is.</summary>
    public required string BusAddress { get; init; }

    /// <summary>The adapters asked for, in order of preference, by name or address with commas between; null for none.</summary>
    public string? Adapter { get; init; }

    /// <summary>The batteries asked about; if none, those that drivers of ours serve.</summary>
    public IReadOnlyList<BatteryAddress> Addresses { get; init; } = [];

    /// <summary>The folder that stands for <c>/</c>.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The file of this program; null if it is not to be looked at.</summary>
    public string? ProgramFile { get; init; }

    /// <summary>Version of this program.</summary>
    public string? ProgramVersion { get; init; }

    /// <summary>The scanner; null if batteries cannot be listened for.</summary>
    public IDeviceScanner? Scanner { get; init; }

    /// <summary>What is wrong with the configuration, a sentence each; null if it was not looked at.</summary>
    public IReadOnlyList<string>? ConfigurationErrors { get; init; }

    /// <summary>Told what takes a while.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Both clocks: that of the deadlines, and the one that is examined.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gathers everything once.</summary>
    public async Task<SystemFacts> CollectAsync(CancellationToken cancellationToken)
    {
        var machine = new MachineCollector(Root);
        var facts = new SystemFacts
        {
            ProgramVersion = ProgramVersion,
            WantedAdapter = Adapter,
            Machine = await LearnFileAsync("the machine", machine.ReadMachine, cancellationToken),
            RadioSwitches = await LearnFileAsync("the radio switches", machine.ReadRadioSwitches, cancellationToken),
            DataFolder = await LearnFileAsync("the storage /data", machine.ReadDataFolder, cancellationToken),
            BootHooks = await LearnFileAsync("the boot scripts", machine.ReadBootHooks, cancellationToken),
            Installation = await LearnInstallationAsync(cancellationToken),
            Clock = await LearnFileAsync("the clock", ReadClock, cancellationToken),
            ConfigurationErrors = ConfigurationErrors,
        };
        facts = await CollectFromBusAsync(facts, machine, cancellationToken);
        return facts with { NotLearned = _notLearned };
    }

    private async Task<InstallationFacts?> LearnInstallationAsync(CancellationToken cancellationToken)
    {
        const string what = "the installation";
        var places = new Places(Root.TrimEnd('/'));
        return await LearnFileAsync(what, () => InstallationCollector.Read(places), cancellationToken) is { Current: not null } installed
            ? installed with { Systemd = await LearnAsync(what, s_fileDeadline, token => SystemdView.ReadAsync(places, new MachineCommands(TimeProvider), token), cancellationToken) }
            : null;
    }

    private async Task<SystemFacts> CollectFromBusAsync(SystemFacts facts, MachineCollector machine, CancellationToken cancellationToken)
    {
        DBusConnection connection;
        try
        {
            connection = await DBusConnection.ConnectAsync(
                BusAddress,
                new DBusConnectionOptions { TimeProvider = TimeProvider, ConnectTimeout = s_busDeadline, CallTimeout = s_busDeadline },
                cancellationToken);
        }
        catch (DBusException exception)
        {
            return facts with { Bus = new BusFacts { Address = BusAddress, Error = exception.Message } };
        }

        await using (connection)
        {
            facts = facts with { Bus = new BusFacts { Address = BusAddress, IsReachable = true } };
            var victron = new VictronReader(connection);
            facts = facts with { Victron = await LearnAsync("Victron's services", s_victronDeadline, victron.ReadAsync, cancellationToken) };
            facts = facts with
            {
                Batteries = await LearnAsync("the drivers of the batteries", s_busDeadline, token => ReadDriversAsync(victron, facts, token), cancellationToken),
            };
            foreach (string service in victron.Silent)
            {
                _notLearned.Add(new NotLearned(service, "it did not answer in time"));
            }

            BusFacts? bus = await LearnAsync("the rights on the bus", s_busDeadline, token => ProbeAsync(connection, facts, token), cancellationToken);
            facts = facts with { Bus = bus ?? facts.Bus };
            return await CollectFromBlueZAsync(connection, facts, machine, cancellationToken);
        }
    }

    private async Task<SystemFacts> CollectFromBlueZAsync(
        DBusConnection connection, SystemFacts facts, MachineCollector machine, CancellationToken cancellationToken)
    {
        var reader = new BlueZReader(connection);
        if (await LearnAsync("BlueZ", s_busDeadline, reader.ReadAsync, cancellationToken) is not { } bluez)
        {
            return facts;
        }

        bluez = bluez with
        {
            Version = await LearnAsync("the version of BlueZ", s_busDeadline, new BlueZVersion(Root, TimeProvider).ReadAsync, cancellationToken),
            Adapters = bluez.Adapters is null
                ? null
                : [.. bluez.Adapters.Select(adapter => adapter with { Attachment = machine.ReadAttachment(adapter.Name) })],
        };
        facts = facts with
        {
            BlueZ = bluez,
            Batteries = facts.Batteries is null
                ? null
                : [.. facts.Batteries.Select(battery => Parse(battery) is { } address ? reader.Complete(battery, address) : battery)],
        };
        return bluez.Adapters is { } adapters && Rules.RadioRules.Choose(adapters, Adapter) is { IsPowered: true }
            ? await ListenAsync(facts, cancellationToken)
            : facts;
    }

    private async Task<IReadOnlyList<BatteryFacts>?> ReadDriversAsync(VictronReader victron, SystemFacts facts, CancellationToken cancellationToken)
    {
        List<BatteryAddress> served = [];
        foreach (BatteryServiceFacts service in (facts.Victron?.BatteryServices ?? []).Where(service => service.IsOurs))
        {
            served.AddRange(await victron.ReadServedAsync(service.Service, cancellationToken));
        }

        List<BatteryFacts> batteries = [];
        foreach (BatteryAddress address in Addresses.Count > 0 ? Addresses.Distinct() : served)
        {
            batteries.Add(new BatteryFacts { Address = address.ToString(), Driver = await victron.ReadDriverAsync(address, cancellationToken) });
        }

        return batteries;
    }

    /// <summary>Nothing is asked for while a driver of ours owns a name: it shows that names are granted.</summary>
    private async Task<BusFacts?> ProbeAsync(DBusConnection connection, SystemFacts facts, CancellationToken cancellationToken)
    {
        if (Addresses.Count == 0 || facts.Victron is null || facts.Victron.BatteryServices.Any(service => service.IsOurs))
        {
            return facts.Bus;
        }

        string name = Addresses[0].ServiceName;
        return facts.Bus! with { TriedName = name, MayOwnNames = await NameProbe.MayOwnAsync(connection, name, cancellationToken) };
    }

    /// <summary>Listens for those that no driver serves and nobody is connected with.</summary>
    private async Task<SystemFacts> ListenAsync(SystemFacts facts, CancellationToken cancellationToken)
    {
        // A scan while a driver of ours is at work on the same radio would harm what it is to examine.
        string[] missing =
        [
            .. (facts.Batteries ?? []).Where(battery => battery.Driver is null && battery.IsConnected != true).Select(battery => battery.Address),
        ];
        if (missing.Length == 0 || facts.Victron?.BatteryServices.Any(service => service.IsOurs) == true || Scanner is null)
        {
            return facts;
        }

        Progress($"Listening for {string.Join(", ", missing)}, up to {s_listening.TotalSeconds:F0} seconds …");
        if (await LearnAsync("what the radio hears", s_scanDeadline, token => ScanAsync(missing, token), cancellationToken) is not { } heard)
        {
            return facts;
        }

        return facts with { Batteries = [.. facts.Batteries!.Select(battery => missing.Contains(battery.Address) ? Heard(battery, heard) : battery)] };
    }

    private async Task<Dictionary<string, SeenDevice>?> ScanAsync(string[] missing, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heard = new Dictionary<string, SeenDevice>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (SeenDevice device in await Scanner!.ScanAsync(s_listening, Note, enough.Token))
            {
                Note(device);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // All that was looked for was heard.
        }

        lock (heard)
        {
            return heard;
        }

        void Note(SeenDevice device)
        {
            string address = device.Address.ToString();
            lock (heard)
            {
                if (device is { Rssi: null, IsConnected: false } || !missing.Contains(address))
                {
                    // BlueZ remembers it from an earlier day, or nobody asked for it.
                    return;
                }

                heard[address] = device;
                if (heard.Count < missing.Length)
                {
                    return;
                }
            }

            enough.Cancel();
        }
    }

    private static BatteryFacts Heard(BatteryFacts battery, Dictionary<string, SeenDevice> heard) =>
        heard.TryGetValue(battery.Address, out SeenDevice? device)
            ? battery with { ListenedSeconds = s_listening.TotalSeconds, WasHeard = true, RssiDbm = device.Rssi, IsConnected = device.IsConnected }
            : battery with { ListenedSeconds = s_listening.TotalSeconds, WasHeard = false };

    private ClockFacts ReadClock() => new()
    {
        Now = TimeProvider.GetUtcNow(),
        ProgramWritten = ProgramFile is not null && File.Exists(ProgramFile) ? new DateTimeOffset(File.GetLastWriteTimeUtc(ProgramFile)) : null,
    };

    /// <summary>Files are read aside: one on a broken disk may never answer.</summary>
    private Task<T?> LearnFileAsync<T>(string what, Func<T> read, CancellationToken cancellationToken)
        where T : class? =>
        LearnAsync(what, s_fileDeadline, token => Task.Run(read, token), cancellationToken);

    private async Task<T?> LearnAsync<T>(string what, TimeSpan deadline, Func<CancellationToken, Task<T>> learn, CancellationToken cancellationToken)
        where T : class?
    {
        using var expired = new CancellationTokenSource(deadline, TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, cancellationToken);
        try
        {
            return await learn(both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _notLearned.Add(new NotLearned(what, FormattableString.Invariant($"there was no answer within {deadline.TotalSeconds:F0} seconds")));
        }
        catch (Exception exception) when (exception is DBusException or LinkException or IOException or UnauthorizedAccessException)
        {
            _notLearned.Add(new NotLearned(what, exception.Message));
        }

        return null;
    }

    private static BatteryAddress? Parse(BatteryFacts battery) => BatteryAddress.TryParse(battery.Address, out BatteryAddress address) ? address : null;
}
