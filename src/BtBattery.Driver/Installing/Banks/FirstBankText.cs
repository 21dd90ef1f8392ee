using System.Text;
using BtBattery.Driver.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Installing.Questions;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>Makes the owner's file for an installation: from the addresses, the wiring and the answers, on top of what the file has already.</summary>
/// <param name="request">The owner's file; its batteries and wiring are those that were given with the command.</param>
/// <param name="interview">Asks what each battery is.</param>
internal sealed class FirstBankText(ConfigurationRequest request, Interview interview)
{
    private const string Heading = """
        ; The configuration of btbattery, yours to change: the driver takes a change within half a minute, and one that is
        ; wrong has no effect. 'btbattery check-config' shows what holds and why; default_config.ini lists every key.

        """;

    /// <summary>The bank.</summary>
    /// <exception cref="RefusalException">There is something to say first.</exception>
    public FirstBank Make()
    {
        byte[]? before = new DiskFiles().Read(request.OwnersFile);
        BankText text = new(IniText.Of(before ?? Encoding.UTF8.GetBytes(Heading)));
        BatteryArgument[] given = [.. request.Batteries.Select(Parse)];
        if (text.Batteries.Count > 0)
        {
            return Keep(text, given);
        }

        if (given.Length == 0)
        {
            throw Refusal("Name the batteries: btbattery install A4:C1:38:00:00:01; 'btbattery scan' lists those nearby.");
        }

        if (given.Length > 1 && request.Topology is null)
        {
            throw Refusal("How are the batteries wired? Add -s for in series, -p for in parallel, or --topology \"(A+B)|(C+D)\" with their addresses.");
        }

        // What is wrong with addresses and wiring is told before anything is asked.
        BankText named = text.With(given.Select(battery => battery.Address));
        named = request.Topology is null ? named : named.WithTopology(request.Topology);
        named = given.Aggregate(named, TakeOwnFile);
        ConfigurationCheck.Require(Unnamed, named.Text.ToBytes());

        BatteryAnswers answers = BatteryAnswers.None;
        foreach (BatteryArgument battery in given)
        {
            (named, answers) = named.Answered(battery.Address, interview, answers);
        }

        byte[] bytes = named.Text.ToBytes();
        DriverConfiguration loaded = ConfigurationCheck.Require(Unnamed, bytes);
        return new([.. given.Select(battery => battery.Address)], bytes, [.. Tell(loaded)]);
    }

    /// <summary>The same files, with no batteries but those that are written there.</summary>
    private ConfigurationRequest Unnamed => new() { ProgramFolder = request.ProgramFolder, CurrentFolder = request.CurrentFolder, ConfigFile = request.OwnersFile };

    /// <summary>The file that is there stays, if the command says nothing else than it does.</summary>
    private FirstBank Keep(BankText text, BatteryArgument[] given)
    {
        DriverConfiguration loaded = ConfigurationCheck.Require(Unnamed, text.Text.ToBytes());
        bool isSame = given.Length == 0 || (given.All(battery => battery.File is null) && given.Select(battery => battery.Address).ToHashSet().SetEquals(text.Batteries));
        bool isWiredSo = request.Topology is null || ConfigurationCheck.Load(Unnamed, text.WithTopology(request.Topology).Text.ToBytes()).Wiring?.ToString() == loaded.Wiring?.ToString();
        return isSame && isWiredSo
            ? new(text.Batteries, null, [$"{request.OwnersFile} is kept; it names {string.Join(", ", text.Batteries)}."])
            : throw Refusal($"{request.OwnersFile} is there already and names {string.Join(", ", text.Batteries)}{(isWiredSo ? "" : ", wired in another way")}: install without addresses to keep it, and change it with 'btbattery bank' or an editor.");
    }

    /// <summary>The keys of a file that was named with an address, in the section of that battery.</summary>
    private BankText TakeOwnFile(BankText text, BatteryArgument battery)
    {
        if (battery.File is null)
        {
            return text;
        }

        string path = Path.GetFullPath(battery.File, request.CurrentFolder);
        byte[] bytes = new DiskFiles().Read(path) ?? throw Refusal($"There is no file {path}.");
        List<Finding> findings = [];
        IReadOnlyList<IniSection> sections = IniScanner.Scan(path, bytes, findings);
        return findings.Count > 0
            ? throw Refusal(findings[0].Describe())
            : sections.SelectMany(section => section.Entries).Aggregate(text, (one, entry) => new(one.Text.With(battery.Address.ToString(), entry.Key, entry.Value)));
    }

    private static IEnumerable<string> Tell(DriverConfiguration loaded)
    {
        foreach (BatteryConfiguration battery in loaded.Batteries)
        {
            bool areSet = new ConfigurationKey[] { CurrentKeys.MaxCharge, CurrentKeys.MaxDischarge }.All(key => battery.Values[key].Origin.Kind != OriginKind.Default);
            yield return areSet
                ? FormattableString.Invariant(
                    $"{battery.Address}: {BatteryKeys.Chemistry.Format(battery.Chemistry)}, charged with {battery.Get(CurrentKeys.MaxCharge)} A and discharged with {battery.Get(CurrentKeys.MaxDischarge)} A at most.")
                : FormattableString.Invariant(
                    $"{battery.Address}: {BatteryKeys.Chemistry.Format(battery.Chemistry)}, charged with half its Ah as A but no more than {battery.Get(CurrentKeys.MaxCharge)} A, and discharged with as many A as Ah but no more than {battery.Get(CurrentKeys.MaxDischarge)} A.");
        }
    }

    private static BatteryArgument Parse(string text) => BatteryArgument.TryParse(text, out BatteryArgument? argument, out string? complaint) ? argument : throw Refusal(complaint);

    private static RefusalException Refusal(string sentence) => new(sentence, ExitCode.Usage);
}
