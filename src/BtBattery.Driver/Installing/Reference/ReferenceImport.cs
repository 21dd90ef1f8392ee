using System.Globalization;
using System.Text;
using BtBattery.Driver.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Installing.Questions;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing.Reference;

/// <summary>Makes the owner's file from an installed dbus-btbattery: its batteries, its wiring, and what of its settings means the same here.</summary>
/// <param name="places">The machine.</param>
/// <param name="driver">What is installed.</param>
/// <param name="answers">Answers that were given with the command, which hold for every battery; null for none.</param>
internal sealed class ReferenceImport(Places places, ReferenceDriver driver, Interview? answers = null)
{
    /// <summary>Cells that are charged above this are no LFP cells: their end of charge is 3.65 V (see <see cref="CellVoltageKeys.Max"/>).</summary>
    private const double AboveLfp = 3.8;

    /// <summary>Cells that are charged no higher than this are LTO cells.</summary>
    private const double BelowLfp = 3.0;

    private const string Heading = """
        ; Made from the configuration of dbus-btbattery by 'btbattery install --migrate', and yours to change: the driver takes a
        ; change within half a minute, and one that is wrong has no effect. 'btbattery check-config' shows what holds and why.

        """;

    private readonly ReferenceSettings _settings = new();

    /// <summary>The batteries that it serves; what is no address is left out.</summary>
    public IReadOnlyList<BatteryAddress> Batteries()
    {
        ReadFiles();
        return [.. Named().Select(text => BatteryArgument.TryParse(text, out BatteryArgument? battery, out _) ? battery.Address : default).Where(address => address != default)];
    }

    /// <summary>The bank.</summary>
    /// <param name="configurationFile">The owner's file, which names no battery yet.</param>
    /// <exception cref="RefusalException">What it serves cannot be told, or no such bank can be served.</exception>
    public FirstBank Make(string configurationFile)
    {
        ReadFiles();
        BatteryArgument[] batteries = [.. Named().Select(Parse)];
        if (batteries.Length == 0)
        {
            throw Refusal("No addresses are found in it");
        }

        bool isParallel = driver.Arguments.Any(word => word is "-p" or "--parallel") || (_settings.IsParallel == true && !driver.Arguments.Any(word => word is "-s" or "--series"));
        List<string> told = [];
        string[] options = [.. driver.Arguments.Where(word => word.StartsWith('-') && word is not ("-p" or "--parallel" or "-s" or "--series"))];
        if (options.Length > 0)
        {
            told.Add($"{string.Join(", ", options)} in its run file is left out: this driver has no such option.");
        }

        var own = new Dictionary<BatteryAddress, IReadOnlyList<(ConfigurationKey Key, string Value)>>();
        foreach (BatteryArgument battery in batteries)
        {
            own[battery.Address] = battery.File is null ? [] : _settings.TakeOwn(battery.Address, battery.File, ReadOwn(battery.File));
        }

        byte[] before = new DiskFiles().Read(configurationFile) ?? Encoding.UTF8.GetBytes(Heading);
        (byte[] bytes, DriverConfiguration loaded) = Settle(() => Write(before, batteries, isParallel, own), own, new() { ConfigFile = configurationFile });
        told.Insert(0, FormattableString.Invariant(
            $"Taken over from {driver.Entry}: {string.Join(", ", batteries.Select(battery => battery.Address))}{(batteries.Length == 1 ? "" : isParallel ? " in parallel" : " in series")}, and {_settings.Values.Count} settings."));
        told.AddRange(_settings.Told);
        if (loaded.Batteries.Any(battery => battery.Values[CurrentKeys.MaxCharge].Origin.Kind == OriginKind.Default || battery.Values[CurrentKeys.MaxDischarge].Origin.Kind == OriginKind.Default))
        {
            told.Add("MAX_BATTERY_CHARGE_CURRENT and MAX_BATTERY_DISCHARGE_CURRENT are not both set: until they are, no more than half the Ah of a battery as A charges it, and no more than as many A as Ah are drawn.");
        }

        return new([.. batteries.Select(battery => battery.Address)], bytes, told);
    }

    private IEnumerable<string> Named()
    {
        string[] given = [.. driver.Arguments.Where(word => !word.StartsWith('-') && word.Contains(':', StringComparison.Ordinal))];
        return given.Length > 0 ? given : _settings.Batteries;
    }

    private bool _isRead;

    private void ReadFiles()
    {
        if (_isRead)
        {
            return;
        }

        _isRead = true;
        foreach (string path in driver.ConfigurationFiles(places))
        {
            _settings.Take(path, File.ReadAllBytes(places.At(path)), isShipped: Path.GetFileName(path) == ConfigurationRequest.DefaultFileName);
        }
    }

    /// <summary>Null if it is not there.</summary>
    private byte[]? ReadOwn(string file)
    {
        // It was started in its service folder, so a relative name never meant the program's folder; people wrote it as if it did.
        string path = Path.GetFullPath(file, driver.ProgramFolder ?? "/");
        return File.Exists(places.At(path)) ? File.ReadAllBytes(places.At(path)) : null;
    }

    private byte[] Write(byte[] before, BatteryArgument[] batteries, bool isParallel, Dictionary<BatteryAddress, IReadOnlyList<(ConfigurationKey Key, string Value)>> own)
    {
        IniText text = IniText.Of(before);
        double? max = _settings.Values.TryGetValue(CellVoltageKeys.Max, out string? written) ? double.Parse(written, CultureInfo.InvariantCulture) : null;
        Chemistry chemistry = max > AboveLfp ? Chemistry.LiIon : max < BelowLfp ? Chemistry.Lto : Chemistry.Lfp;
        text = text.With(LayerReader.CommonSection, BatteryKeys.Chemistry.Name, BatteryKeys.Chemistry.Format(chemistry));
        foreach ((ConfigurationKey key, string value) in _settings.Values.OrderBy(one => ConfigurationKeys.All.ToList().IndexOf(one.Key)))
        {
            text = text.With(key.Scope == KeyScope.Bank ? LayerReader.BankSection : LayerReader.CommonSection, key.Name, value);
        }

        BankText bank = new BankText(text).With(batteries.Select(battery => battery.Address));
        bank = batteries.Length == 1 ? bank : bank.WithTopology(isParallel ? "parallel" : "series");
        bank = own.Aggregate(bank, (one, battery) => battery.Value.Aggregate(one, (section, value) => section.With(battery.Key, value.Key, value.Value)));
        return (answers is null ? bank : batteries.Aggregate(bank, (one, battery) => one.Answered(battery.Address, answers, BatteryAnswers.None).Bank)).Text.ToBytes();
    }

    /// <summary>Leaves out, one by one, what the driver would not start with; the defaults of this program are sound.</summary>
    private (byte[] Bytes, DriverConfiguration Loaded) Settle(
        Func<byte[]> write, Dictionary<BatteryAddress, IReadOnlyList<(ConfigurationKey Key, string Value)>> own, ConfigurationRequest request)
    {
        while (true)
        {
            byte[] bytes = write();
            DriverConfiguration loaded = ConfigurationCheck.Load(request, bytes);
            Finding? error = loaded.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
            if (error is null)
            {
                return (bytes, loaded);
            }

            ConfigurationKey? key = error.Key is null ? null : ConfigurationKeys.Find(error.Key);
            if (key is not null && BatteryAddress.TryParse(error.Section, out BatteryAddress battery) && own.GetValueOrDefault(battery) is { } values && values.Any(one => one.Key == key))
            {
                own[battery] = [.. values.Where(one => one.Key != key)];
            }
            else if (key is null || !_settings.Values.ContainsKey(key))
            {
                throw Refusal(error.Message.TrimEnd('.'));
            }

            _settings.Drop(key, error.Message);
        }
    }

    private BatteryArgument Parse(string text) => BatteryArgument.TryParse(text, out BatteryArgument? battery, out string? complaint) ? battery : throw Refusal(complaint.TrimEnd('.'));

    private RefusalException Refusal(string why) => new($"The configuration of dbus-btbattery ({driver.Entry}) cannot be taken over: {why}. Install with the addresses instead.", ExitCode.Usage);
}
