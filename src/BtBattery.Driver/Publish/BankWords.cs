using System.Globalization;
using System.Text;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Publish;

/// <summary>What is said of a bank of several batteries in words.</summary>
internal static class BankWords
{
    /// <summary>Of a name: two lines of a small screen hold the rest then.</summary>
    private const int MostOfName = 20;

    /// <summary>What is said of single batteries, in characters; those for which there is no room are counted. Four that are lost for the same reason fit.</summary>
    private const int MostOfMembers = 200;

    /// <summary>
    /// How the links fare, short enough for a screen, such as <c>Bluetooth LE: 2 batteries in series, live</c> or
    /// <c>Bluetooth LE: 1 of 2; 'Starboard' not seen yet: phone app open, asleep or out of range?</c>. Each battery that is not live is named, together with those of which the same
    /// is to be said.
    /// </summary>
    public static string Connection(BankTurn turn)
    {
        int heard = 0;
        bool areLive = true;
        for (int i = 0; i < turn.Members.Count; i++)
        {
            heard += turn.Members[i].IsConnected ? 1 : 0;
            areLive &= turn.Members[i].Link == LinkState.Live;
        }

        string howMany = heard == turn.Members.Count ? $"{heard} batteries {HowWired(turn.Outcome.View.Wiring)}" : $"{heard} of {turn.Members.Count}";
        return $"Bluetooth LE: {howMany}{(areLive ? ", live" : Troubles(turn))}{turn.First.RadioNote}";
    }

    /// <summary>How it is reached, in the 16 characters that Modbus has for that: <c>BLE 2 batteries</c>.</summary>
    public static string ConnectionInformation(BankTurn turn) => string.Create(CultureInfo.InvariantCulture, $"BLE {turn.Members.Count} batteries");

    /// <summary>The wiring with the numbers of the batteries, such as <c>(1+2)|(3+4)</c>.</summary>
    public static string Wiring(BankNode wiring) => wiring switch
    {
        BankMember member => member.Number.ToString(CultureInfo.InvariantCulture),
        BankJoint joint => string.Join(joint.IsSeries ? '+' : '|', joint.Parts.Select(part => part is BankJoint ? $"({Wiring(part)})" : Wiring(part))),
        _ => throw new ArgumentException("The wiring is neither a battery nor a joint.", nameof(wiring)),
    };

    /// <summary>Why there are no data of those that give none, each with its name; empty if all do.</summary>
    public static string Problems(BankTurn turn)
    {
        string problems = "";
        for (int i = 0; i < turn.Members.Count; i++)
        {
            if (turn.Members[i].Problem is { Length: > 0 } problem)
            {
                problems = $"{problems}{(problems.Length > 0 ? " " : "")}{turn.Views[i].Label}: {problem}";
            }
        }

        return problems;
    }

    /// <summary>The first of the words for programs for why there are no data; empty if all give some.</summary>
    public static string ProblemCode(BankTurn turn)
    {
        for (int i = 0; i < turn.Members.Count; i++)
        {
            if (turn.Members[i].Status.ProblemCode is { } code)
            {
                return code;
            }
        }

        return "";
    }

    /// <summary>Batteries in parallel that are switched off and stand apart, with the current that would flow; empty for none.</summary>
    public static string Reconnect(BankTurn turn) => turn.Outcome.Risks.Count == 0 ? "" : string.Join(' ', turn.Outcome.Risks.Select(risk => risk.Text));

    /// <summary>What the batteries say: once if all say the same, else one after the other; null while none says it.</summary>
    public static string? Each(IReadOnlyList<Turn> members, Func<Turn, string?> text)
    {
        string? first = null;
        for (int i = 0; i < members.Count; i++)
        {
            string? said = text(members[i]);
            first ??= said;
            if (said is not null && said != first)
            {
                return string.Join(", ", members.Select(text).OfType<string>().Distinct());
            }
        }

        return first;
    }

    /// <summary>What is to be said of the batteries that are not live, each with its name.</summary>
    private static string Troubles(BankTurn turn)
    {
        var words = new StringBuilder();
        IEnumerable<IGrouping<string, string>> troubles = turn.Members.Index()
            .Where(member => member.Item.Link != LinkState.Live)
            .GroupBy(member => member.Item.LinkWithoutRadio, member => Clipped(turn.Views[member.Index].Label));
        int untold = 0;
        foreach (IGrouping<string, string> trouble in troubles)
        {
            string text = $"; '{string.Join("', '", trouble)}' {trouble.Key}";
            if (untold > 0 || (words.Length > 0 && words.Length + text.Length > MostOfMembers))
            {
                untold += trouble.Count();
            }
            else
            {
                words.Append(text);
            }
        }

        return untold > 0 ? words.Append(CultureInfo.InvariantCulture, $"; and {untold} more").ToString() : words.ToString();
    }

    private static string Clipped(string name) => name.Length <= MostOfName ? name : name[..(char.IsHighSurrogate(name[MostOfName - 2]) ? MostOfName - 2 : MostOfName - 1)] + "…";

    private static string HowWired(BankNode wiring) => wiring is BankJoint joint && joint.Parts.All(part => part is BankMember)
        ? joint.IsSeries ? "in series" : "in parallel"
        : Wiring(wiring);
}
