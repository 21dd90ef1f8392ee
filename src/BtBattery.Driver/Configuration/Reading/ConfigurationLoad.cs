using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration.Checks;
using BtBattery.Driver.Configuration.Forms;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Reading;

/// <summary>One loading of the configuration, from the lowest layer to the highest, then the checks.</summary>
internal sealed class ConfigurationLoad(ConfigurationRequest request, IConfigurationFiles disk)
{
    private static readonly IReadOnlyList<ConfigurationKey> s_commonKeys = [.. ConfigurationKeys.All.Where(key => key.Scope != KeyScope.Battery)];
    private static readonly IReadOnlyList<ConfigurationKey> s_batteryKeys = [.. ConfigurationKeys.All.Where(key => key.Scope == KeyScope.Battery)];

    private readonly List<Finding> _findings = [];
    private readonly List<ConfigurationFile> _files = [];
    private readonly HashSet<string> _deadKeys = [];
    private readonly Dictionary<string, SettingsLayer> _ownLayers = [];
    private readonly Dictionary<ConfigurationKey, ConfigurationValue> _commandLine = [];

    public DriverConfiguration Run()
    {
        List<BatteryArgument> named = ReadArguments();
        ReadOptions();
        SettingsLayer shipped = ReadShipped();
        SettingsLayer owners = ReadCommon(request.OwnersFile, isRequired: request.ConfigFile is not null);

        ConfigurationValues common = ValueResolver.Resolve(s_commonKeys, [shipped.Common, shipped.Bank, owners.Common, owners.Bank, _commandLine]);
        if (request.Batteries.Count == 0)
        {
            named = [.. common.Get(BankKeys.Batteries).Select(address => new BatteryArgument(address, null))];
            CheckSections(owners, named, common[BankKeys.Batteries]);
        }

        var batteries = new List<BatteryConfiguration>();
        foreach (BatteryArgument argument in named)
        {
            string? file = argument.File is null ? null : Path.GetFullPath(argument.File, request.CurrentFolder);
            SettingsLayer own = file is null ? new SettingsLayer() : ReadOwn(file);
            ConfigurationValues values = ValueResolver.Resolve(
                s_batteryKeys,
                [shipped.Common, Section(shipped, argument), owners.Common, Section(owners, argument), own.Common, _commandLine]);
            int instance = common.Get(DriverKeys.DeviceInstance) + batteries.Count;
            batteries.Add(new BatteryConfiguration(argument.Address, file, instance, values));
        }

        CheckPlaces([shipped, owners, .. _ownLayers.Values], common);
        BankNode? wiring = BankCheck.Run(request, batteries, common, _findings);
        foreach (BatteryConfiguration battery in batteries)
        {
            _findings.AddRange(BatteryCheck.Run(battery.Values, common));
        }

        if (batteries.Count == 0)
        {
            // What would hold for any battery is checked all the same, so that all that is wrong is told at once.
            _findings.AddRange(BatteryCheck.Run(ValueResolver.Resolve(s_batteryKeys, [shipped.Common, owners.Common, _commandLine]), common));
        }

        return new DriverConfiguration(InOrder(), _files, common, batteries, wiring);
    }

    private static Dictionary<ConfigurationKey, ConfigurationValue> Section(SettingsLayer layer, BatteryArgument battery) =>
        layer.Batteries.TryGetValue(battery.Address, out SettingsLayer.BatterySection? section) ? section.Values : [];

    private List<BatteryArgument> ReadArguments()
    {
        var named = new List<BatteryArgument>();
        foreach (string text in request.Batteries)
        {
            if (!BatteryArgument.TryParse(text, out BatteryArgument? argument, out string? complaint))
            {
                Add(FindingCodes.BadArgument, complaint);
            }
            else if (named.Any(other => other.Address == argument.Address))
            {
                Add(FindingCodes.DuplicateBattery, $"{argument.Address} is given twice on the command line: name each battery once.");
            }
            else
            {
                named.Add(argument);
            }
        }

        if (named.Count > BankKeys.MostBatteries)
        {
            Add(
                FindingCodes.TooManyBatteries,
                FormattableString.Invariant($"There are {named.Count} batteries on the command line: one driver serves at most {BankKeys.MostBatteries}."));
        }

        return named;
    }

    private void ReadOptions()
    {
        if (request.IsSeries && request.IsParallel)
        {
            Add(FindingCodes.BadArgument, "-s and -p are both given: the batteries are in series or in parallel; write a mixed bank with --topology.");
        }
        else if (request.Topology is not null && (request.IsSeries || request.IsParallel))
        {
            Add(FindingCodes.BadArgument, $"--topology and {(request.IsSeries ? "-s" : "-p")} are both given: leave one of them out.");
        }

        if (request.IsSeries || request.IsParallel)
        {
            string option = request.IsSeries ? "-s" : "-p";
            TopologyExpression wiring = request.IsSeries ? TopologyExpression.Series : TopologyExpression.Parallel;
            _commandLine[BankKeys.Topology] = new ConfigurationValue(BankKeys.Topology, wiring, ValueOrigin.CommandLine(option));
        }

        IEnumerable<CommandLineValue> values = request.Topology is string topology
            ? [.. request.Values, new CommandLineValue(BankKeys.Topology, "--topology", topology)]
            : request.Values;
        foreach (CommandLineValue value in values)
        {
            ValueOrigin origin = ValueOrigin.CommandLine(value.Option);
            Reading<object?> reading = value.Key.Read(value.Text.Trim());
            if (reading.Code is not null)
            {
                Add(FindingCodes.BadArgument, value.Key.IsSecret ? $"{value.Option}: {reading.Advice}." : $"{value.Option} {value.Text}: {reading.Advice}.");
            }

            _commandLine[value.Key] = new ConfigurationValue(value.Key, reading.Value, origin, isFaulty: reading.Code is not null);
        }
    }

    /// <summary>The file that comes with the program. A value in it that is the declared default says nothing: only what an owner changed there holds.</summary>
    private SettingsLayer ReadShipped()
    {
        SettingsLayer layer = ReadCommon(
            Path.Combine(Path.GetFullPath(request.ProgramFolder), ConfigurationRequest.DefaultFileName), isRequired: false);
        foreach (Dictionary<ConfigurationKey, ConfigurationValue> values in
            (Dictionary<ConfigurationKey, ConfigurationValue>[])[layer.Common, layer.Bank, .. layer.Batteries.Values.Select(section => section.Values)])
        {
            foreach (ConfigurationValue value in values.Values.Where(IsDeclared).ToArray())
            {
                values.Remove(value.Key);
            }
        }

        layer.Misplaced.RemoveAll(IsDeclared);
        return layer;
    }

    private static bool IsDeclared(ConfigurationValue value) =>
        !value.IsFaulty && value.Key.Format(value.Value) == value.Key.DefaultText(Chemistry.Lfp);

    private SettingsLayer ReadCommon(string path, bool isRequired) =>
        Scan(path, isRequired) is IReadOnlyList<IniSection> sections ? new LayerReader(path, _findings, _deadKeys).ReadCommon(sections) : new SettingsLayer();

    private SettingsLayer ReadOwn(string path)
    {
        if (!_ownLayers.TryGetValue(path, out SettingsLayer? layer))
        {
            layer = Scan(path, isRequired: true) is IReadOnlyList<IniSection> sections
                ? new LayerReader(path, _findings, _deadKeys).ReadOwn(sections)
                : new SettingsLayer();
            _ownLayers.Add(path, layer);
        }

        return layer;
    }

    private IReadOnlyList<IniSection>? Scan(string path, bool isRequired)
    {
        _files.Add(ConfigurationFile.Look(path, disk, out byte[]? bytes, out string? problem));
        if (problem is not null)
        {
            Add(FindingCodes.UnreadableFile, $"The file cannot be read: {problem.ReplaceLineEndings(" ").TrimEnd('.')}. Look at its owner and rights.", path);
        }
        else if (bytes is null && isRequired)
        {
            Add(FindingCodes.MissingFile, "There is no such file. Create it, or name another one.", path);
        }

        return bytes is null ? null : IniScanner.Scan(path, bytes, _findings);
    }

    /// <summary>A value for the bank in a place for one battery is a mistake, unless it only repeats what holds: owners keep whole copies of their files.</summary>
    private void CheckPlaces(IEnumerable<SettingsLayer> layers, ConfigurationValues common)
    {
        foreach (ConfigurationValue value in layers.SelectMany(layer => layer.Misplaced))
        {
            if (!value.IsFaulty && value.IsSameAs(common[value.Key]))
            {
                continue;
            }

            (string whole, string section) = value.Key.Scope == KeyScope.Bank ? ("bank", LayerReader.BankSection) : ("driver", LayerReader.CommonSection);
            string message = $"{value.Key.Name} holds for the {whole} as a whole: put it under [{section}] in config.ini.";
            Finding finding = new(Severity.Error, FindingCodes.WrongPlace, message);
            _findings.Add(At(finding, value));
        }
    }

    /// <summary>A section for a battery that the file does not name may have a mistyped address.</summary>
    private void CheckSections(SettingsLayer owners, List<BatteryArgument> named, ConfigurationValue list)
    {
        if (list.IsFaulty)
        {
            return;
        }

        foreach ((BatteryAddress address, SettingsLayer.BatterySection section) in owners.Batteries)
        {
            if (named.Any(battery => battery.Address == address))
            {
                continue;
            }

            string message = $"{address} is none of the BATTERIES, so this section has no effect: look for a mistyped address.";
            _findings.Add(new Finding(Severity.Warning, FindingCodes.UnusedSection, message)
            {
                File = request.OwnersFile,
                Line = section.Line,
                Section = address.ToString(),
            });
        }
    }

    private static Finding At(Finding finding, ConfigurationValue value) => finding with
    {
        File = value.Origin.File,
        Line = value.Origin.Line,
        Section = value.Origin.Section,
        Key = value.Key.Name,
    };

    /// <summary>The command line first, then file by file; the same thing is said once, though it holds for several batteries.</summary>
    private List<Finding> InOrder()
    {
        List<string> paths = [.. _files.Select(file => file.Path)];
        return [.. _findings.Distinct().OrderBy(finding => finding.File is null ? -1 : paths.IndexOf(finding.File)).ThenBy(finding => finding.Line ?? 0)];
    }

    private void Add(string code, string message, string? file = null) => _findings.Add(new Finding(Severity.Error, code, message) { File = file });
}
