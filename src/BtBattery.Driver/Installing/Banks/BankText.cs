using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Configuration.Reading;
using BtBattery.Driver.Installing.Questions;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>The bank as a configuration file names it: which batteries, in which order, wired how. Every change leaves all that it does not concern as the owner wrote it.</summary>
/// <param name="text">The file.</param>
internal sealed class BankText(IniText text)
{
    private static readonly char[] s_signs = [',', '+', '|', '(', ')'];

    /// <summary>The file.</summary>
    public IniText Text => text;

    /// <summary>The batteries that it names; what is no address is left out.</summary>
    public IReadOnlyList<BatteryAddress> Batteries => [.. Parts(Get(BankKeys.Batteries) ?? "").Where(part => part.Battery is not null).Select(part => part.Battery!.Value)];

    /// <summary>How they are wired; null if it says nothing of that, or what nobody understands.</summary>
    public TopologyExpression? Topology =>
        Get(BankKeys.Topology) is { Length: > 0 } written && TopologyExpression.TryParse(written, out TopologyExpression? topology, out _) ? topology : null;

    /// <summary>The same with other batteries, in this order.</summary>
    public BankText With(IEnumerable<BatteryAddress> batteries) => With(BankKeys.Batteries, string.Join(", ", batteries));

    /// <summary>The same with a wiring, as it is written.</summary>
    public BankText WithTopology(string topology) => With(BankKeys.Topology, topology);

    /// <summary>The same with a value that holds for one battery, in its section.</summary>
    public BankText With(BatteryAddress battery, ConfigurationKey key, string value) => new(text.With(battery.ToString(), key.Name, value));

    /// <summary>What is written of a battery: in its section, else for all.</summary>
    public BatteryAnswers AnswersOf(BatteryAddress battery) => BatteryAnswers.Of(key => text.Get(battery.ToString(), key.Name) ?? text.Get(LayerReader.CommonSection, key.Name));

    /// <summary>The same with what is said of a battery, on top of what is written of it; only what that does not say already comes into its section.</summary>
    /// <param name="battery">Which one.</param>
    /// <param name="interview">Who says it.</param>
    /// <param name="before">The answers for the battery before it.</param>
    public (BankText Bank, BatteryAnswers Answers) Answered(BatteryAddress battery, Interview interview, BatteryAnswers before)
    {
        BatteryAnswers known = AnswersOf(battery);
        BatteryAnswers answers = interview.Ask(battery, known, before);
        return (answers.Values.Except(known.Values).Aggregate(this, (one, value) => one.With(battery, value.Key, value.Value)), answers);
    }

    /// <summary>The same with one battery more, behind the others.</summary>
    /// <param name="battery">Which one.</param>
    /// <param name="topology">How all of them are wired then; null for as it is written.</param>
    public BankText Added(BatteryAddress battery, string? topology)
    {
        string before = Get(BankKeys.Batteries) ?? "";
        BankText added = With(BankKeys.Batteries, before.Length == 0 ? battery.ToString() : $"{before}, {battery}");
        return topology is null ? added : added.WithTopology(topology);
    }

    /// <summary>The same without a battery. Its section becomes a remark.</summary>
    /// <param name="battery">Which one.</param>
    /// <param name="name">What its owner calls it, in the wiring too; null for nothing.</param>
    public BankText Removed(BatteryAddress battery, string? name)
    {
        BankText removed = new BankText(text.Retired(battery.ToString())).With(Batteries.Where(other => other != battery));
        return Topology is { HasNames: true } topology
            ? removed.WithTopology((removed.Batteries.Count < 2 ? null : topology.Without(IsTheOne))?.ToString() ?? TopologyExpression.Series.ToString())
            : removed;

        bool IsTheOne(string called) =>
            BatteryAddress.TryParse(called, out BatteryAddress address) ? address == battery : called.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same with another battery in the place of one, in the order, in the wiring and with its section; all else stays as it is written.</summary>
    /// <param name="old">The one that went.</param>
    /// <param name="next">The one that came; if it has a section already, that holds for it.</param>
    public BankText Replaced(BatteryAddress old, BatteryAddress next)
    {
        BankText replaced = this;
        foreach (ConfigurationKey key in (ConfigurationKey[])[BankKeys.Batteries, BankKeys.Topology])
        {
            if (Get(key) is string written)
            {
                replaced = replaced.With(key, string.Concat(Parts(written).Select(part => part.Battery == old ? part.Text.Replace(part.Text.Trim(), next.ToString(), StringComparison.Ordinal) : part.Text)));
            }
        }

        return new(text.Has(next.ToString()) ? replaced.Text.Retired(old.ToString()) : replaced.Text.Renamed(old.ToString(), next.ToString()));
    }

    /// <summary>What holds for the battery that came in the place of one, in a sentence for people.</summary>
    public string SayWhatHolds(BatteryAddress old, BatteryAddress next) =>
        text.Has(next.ToString()) ? $"It has a section of its own, which holds for it{(text.Has(old.ToString()) ? "; that of the former became a remark" : "")}."
        : text.Has(old.ToString()) ? "The section of the former was taken over: look whether password, PIN and currents in it are those of the new one."
        : "What the file says of all batteries holds for it.";

    /// <summary>The bank's keys may stand for all under [DEFAULT]; those under [BANK] win.</summary>
    private string SectionOf(ConfigurationKey key) =>
        text.Get(LayerReader.BankSection, key.Name) is null && text.Get(LayerReader.CommonSection, key.Name) is not null ? LayerReader.CommonSection : LayerReader.BankSection;

    private string? Get(ConfigurationKey key) => text.Get(SectionOf(key), key.Name);

    private BankText With(ConfigurationKey key, string value) => new(text.With(SectionOf(key), key.Name, value));

    /// <summary>The text in pieces, which together are the text: signs, and what stands between them, with the battery that it is.</summary>
    private static IEnumerable<(string Text, BatteryAddress? Battery)> Parts(string written)
    {
        for (int at = 0; at < written.Length;)
        {
            int end = Array.IndexOf(s_signs, written[at]) >= 0 ? at + 1 : written.IndexOfAny(s_signs, at) is var sign and >= 0 ? sign : written.Length;
            string part = written[at..end];
            yield return (part, BatteryAddress.TryParse(part.Trim(), out BatteryAddress battery) ? battery : null);
            at = end;
        }
    }
}
