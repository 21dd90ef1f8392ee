using System.Text.Json;
using BtBattery.Simulator.Bms;
using BtBattery.Simulator.BlueZ;
using BtBattery.Simulator.Control;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Scenarios;

/// <summary>Reads and checks scenario files.</summary>
public static class ScenarioLoader
{
    private const int MostBatteries = 4;
    private const int MostAdapters = 2;

    /// <summary>Loads the scenario in <paramref name="path"/>; recordings are looked for beside it.</summary>
    /// <exception cref="ScenarioException">The file cannot be read, or something in it is wrong.</exception>
    public static Scenario Load(string path)
    {
        string text = Read(path, "scenario");
        try
        {
            return Parse(text, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (ScenarioException problem)
        {
            throw new ScenarioException($"Scenario {path}: {problem.Message}", problem);
        }
    }

    /// <summary>Checks the scenario in <paramref name="json"/>.</summary>
    /// <param name="json">Text of a scenario file.</param>
    /// <param name="folder">Where its recordings are.</param>
    /// <exception cref="ScenarioException">Something in it is wrong.</exception>
    public static Scenario Parse(string json, string folder)
    {
        ScenarioFile file = Deserialize(json);
        if (file.Batteries.Count is 0 or > MostBatteries)
            throw new ScenarioException($"it has {file.Batteries.Count} batteries, possible are 1 to {MostBatteries}.");
        var batteries = file.Batteries.Select((entry, index) => Battery(entry, $"batteries[{index}]", folder)).ToList();
        if (Repeated(batteries.Select(battery => battery.Address)) is { } address)
            throw new ScenarioException($"two batteries have the address {address}.");
        if (Repeated(batteries.Select(battery => battery.Name)) is { } name)
            throw new ScenarioException($"two batteries have the name {name}.");
        List<AdapterSettings> adapters = Adapters(file);
        PhysicsDescription? physics = PhysicsLoader.Load(file, batteries);
        return new Scenario(
            adapters,
            batteries,
            [.. batteries.Where((_, index) => file.Batteries[index].Drift)],
            [.. file.Timeline.Select((entry, index) => Step(entry, index, batteries, adapters, physics is not null))],
            file.Seed,
            file.Experimental)
        {
            Physics = physics,
        };
    }

    private static ScenarioFile Deserialize(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ScenarioJson.Default.ScenarioFile) ?? throw new ScenarioException("it is empty.");
        }
        catch (JsonException problem)
        {
            throw new ScenarioException(JsonProblem.Describe(problem), problem);
        }
    }

    private static List<AdapterSettings> Adapters(ScenarioFile file)
    {
        if (file.Adapter is not null && file.Adapters is not null) throw new ScenarioException("it has either \"adapter\" or \"adapters\".");
        if (file.Adapters is not { } several) return [Adapter(file.Adapter ?? new AdapterEntry(), "adapter")];
        if (several.Count is 0 or > MostAdapters)
            throw new ScenarioException($"it has {several.Count} adapters, possible are 1 to {MostAdapters}.");
        List<AdapterSettings> adapters = [.. several.Select((entry, index) => Adapter(entry, $"adapters[{index}]"))];
        if (Repeated(adapters.Select(adapter => adapter.Address)) is { } address)
            throw new ScenarioException($"two adapters have the address {address}.");
        if (Repeated(adapters.Select(adapter => $"hci{adapter.Index}")) is { } name)
            throw new ScenarioException($"two adapters have the name {name}.");
        return adapters;
    }

    private static AdapterSettings Adapter(AdapterEntry entry, string where)
    {
        if (!entry.Name.StartsWith("hci", StringComparison.Ordinal)
            || !int.TryParse(entry.Name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index > 15)
            throw new ScenarioException($"{where}.name is \"{entry.Name}\", it must be hci0 to hci15.");
        return new AdapterSettings(index, Address(entry.Address, $"{where}.address"), entry.Alias, entry.Powered);
    }

    private static Peripheral Battery(BatteryEntry entry, string where, string folder)
    {
        if (entry.Name.Length is 0 or > 29) throw new ScenarioException($"{where}.name must have 1 to 29 characters.");
        if (entry.AddressType is not ("public" or "random"))
            throw new ScenarioException($"{where}.addressType is \"{entry.AddressType}\", it must be public or random.");
        Within(entry.Rssi, -127, 20, $"{where}.rssi");
        Within(entry.Mtu, 23, 517, $"{where}.mtu");
        Within(entry.LatencyMs, 0, 60_000, $"{where}.latencyMs");
        Within(entry.AdvertisingMs, 20, 10_240, $"{where}.advertisingMs");
        if (BmsKinds.Find(entry.Bms, entry.Variant) is not { } kind)
            throw new ScenarioException($"{where} is of an unknown kind, known are: {BmsKinds.Names}.");
        if ((entry.State is null ? 0 : 1) + (entry.Recording is null ? 0 : 1) + (entry.Pack is null ? 0 : 1) != 1)
            throw new ScenarioException($"{where} must have either \"state\", \"recording\" or \"pack\".");
        if (entry.Drift && entry.State is null) throw new ScenarioException($"{where}.drift needs a \"state\".");

        var pack = new SimulatedPack(entry.State is { } values ? State(values) : new BatteryState { Cells = [] });
        string address = Address(entry.Address, $"{where}.address");
        IBms bms = entry.Recording is { } recording
            ? Recorded(kind, Path.Combine(folder, recording)) : Guarded(kind.Make(pack), entry, address, where);
        if (entry.State is not null && bms.Objection(pack.State) is { } objection)
            throw new ScenarioException($"{where}.state: {objection}.");
        return new Peripheral(entry.Name, address, bms, pack)
        {
            AddressType = entry.AddressType,
            Rssi = (short)entry.Rssi,
            Mtu = (ushort)entry.Mtu,
            Latency = TimeSpan.FromMilliseconds(entry.LatencyMs),
            AdvertisingInterval = TimeSpan.FromMilliseconds(entry.AdvertisingMs),
            IsKnown = entry.Known,
            Passkey = entry.Passkey,
        };
    }

    /// <summary>The board behind the handshake or the pairing that the scenario wants.</summary>
    private static IBms Guarded(IBms board, BatteryEntry entry, string address, string where)
    {
        if (entry.Password is null && entry.Passkey is null) return board;
        if (entry.Bms != "jbd") throw new ScenarioException($"{where}: only jbd boards have a password or a passkey.");
        if (entry.Password is not null && entry.Passkey is not null)
            throw new ScenarioException($"{where} has either a password or a passkey.");
        if (entry.Passkey is > 999_999) throw new ScenarioException($"{where}.passkey has more than six digits.");
        if (entry.Passkey is not null) return new JbdPairingGuard(board);
        if (entry.Password!.Length != 6 || !System.Text.Ascii.IsValid(entry.Password))
            throw new ScenarioException($"{where}.password must have six ASCII characters.");
        // The same battery gives the same random bytes in every run.
        var chance = new Random(address.Sum(c => c));
        return new JbdPasswordGuard(board, address, entry.Password, () => (byte)chance.Next(256));
    }

    private static BatteryState State(StateEntry entry) => new()
    {
        Cells = entry.Cells,
        PackVoltage = entry.Voltage,
        Current = entry.Current,
        Soc = entry.Soc,
        RemainingAh = entry.RemainingAh,
        DesignAh = entry.DesignAh,
        FullAh = entry.FullAh,
        Cycles = entry.Cycles,
        Temperatures = entry.Temperatures,
        MosTemperature = entry.MosTemperature,
        ChargeFet = entry.ChargeFet,
        DischargeFet = entry.DischargeFet,
        Protections = entry.Protections,
        Balancing = entry.Balancing,
        ProductionDate = entry.ProductionDate,
        Software = entry.Software,
        Hardware = entry.Hardware,
        ErrorCounts = entry.ErrorCounts,
    };

    private static RecordedBoard Recorded(BmsKind kind, string path)
    {
        string text = Read(path, "recording");
        try
        {
            RecordingFile file = JsonSerializer.Deserialize(text, RecordingJson.Default.RecordingFile)!;
            if (file.Protocol is { } protocol && kind.Variant?.StartsWith(protocol, StringComparison.Ordinal) != true)
                throw new ScenarioException($"recording {path} is of the protocol {protocol}; say so in \"variant\".");
            if (file.Bms != kind.Bms) throw new ScenarioException($"recording {path} is of a {file.Bms}, not of a {kind.Bms}.");
            return new RecordedBoard(kind.Profile, file.Exchanges.Select(Exchange));
        }
        catch (JsonException problem)
        {
            throw new ScenarioException($"recording {path}: {JsonProblem.Describe(problem)}", problem);
        }
        catch (FormatException problem)
        {
            throw new ScenarioException($"recording {path}: a request or notification is not hexadecimal.", problem);
        }
    }

    private static (byte[]? Request, IReadOnlyList<byte[]> Notifications) Exchange(ExchangeEntry entry) =>
        (entry.Request is null ? null : Convert.FromHexString(entry.Request), [.. entry.Notifications.Select(Convert.FromHexString)]);

    private static TimelineStep Step(
        TimelineEntry entry, int index, IReadOnlyList<Peripheral> batteries, IReadOnlyList<AdapterSettings> adapters, bool hasPhysics)
    {
        if (!(entry.At >= 0 && entry.At <= 1e7))
            throw new ScenarioException($"timeline[{index}].at is not a number of seconds from 0 to 10000000.");
        if (entry.Every is { } every && !(every >= 0.1 && every <= 1e7))
            throw new ScenarioException($"timeline[{index}].every is not a number of seconds from 0.1 to 10000000.");
        if (ControlCommands.Problem(batteries, adapters, hasPhysics, entry.Do) is { } problem) throw new ScenarioException($"timeline[{index}].do: {problem}.");
        return new TimelineStep(TimeSpan.FromSeconds(entry.At), entry.Every is null
            ? null : TimeSpan.FromSeconds(entry.Every.Value), entry.Do);
    }

    private static string Address(string text, string where)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 6 || parts.Any(part => part.Length != 2 || !part.All(char.IsAsciiHexDigit)))
            throw new ScenarioException($"{where} is \"{text}\", it must be an address such as A4:C1:38:00:00:01.");
        return text.ToUpperInvariant();
    }

    private static void Within(int value, int low, int high, string where)
    {
        if (value < low || value > high) throw new ScenarioException($"{where} is {value}, possible is {low} to {high}.");
    }

    private static string? Repeated(IEnumerable<string> texts) =>
        texts.GroupBy(text => text).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static string Read(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ScenarioException($"There is no {what} file {path}.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"The {what} file {path} cannot be read: {problem.Message}", problem);
        }
    }
}
