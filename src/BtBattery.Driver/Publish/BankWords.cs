using System.Globalization;
using System.Text;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Publish;

/// <summary>What is said of a bank of several batteries in words.</summary>
internal static class BankWords
{
    /// <summary>
    /// How the links fare, short enough for a screen, such as <c>Bluetooth LE: 2 batteries in series, live</c> or
    /// <c>Bluetooth LE: 1 of 2; 'Starboard' lost for over 10 min, trying again</c>.
    /// </summary>
    public static string Connection(BankTurn turn)
    {
        var words = new StringBuilder("Bluetooth LE: ");
        int live = 0;
        int first = -1;
        for (int i = turn.Members.Count - 1; i >= 0; i--)
        {
            bool isLive = turn.Members[i].Link == LinkState.Live;
            live += turn.Members[i].IsConnected ? 1 : 0;
            first = isLive ? first : i;
        }

        words.Append(CultureInfo.InvariantCulture, $"{(live == turn.Members.Count ? "" : $"{live} of ")}{turn.Members.Count} batteries {HowWired(turn.Outcome.View.Wiring)}");
        if (first < 0)
        {
            words.Append(", live");
        }
        else
        {
            int others = turn.Members.Count(member => member.Link != LinkState.Live) - 1;
            words.Append(CultureInfo.InvariantCulture, $"; '{turn.Views[first].Label}' {turn.Members[first].LinkWithoutRadio}");
            if (others > 0)
            {
                words.Append(CultureInfo.InvariantCulture, $"; and {others} more");
            }
        }

        return turn.First.RadioNote is { Length: > 0 } note ? words.Append(note).ToString() : words.ToString();
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

    private static string HowWired(BankNode wiring) => wiring is BankJoint joint && joint.Parts.All(part => part is BankMember)
        ? joint.IsSeries ? "in series" : "in parallel"
        : Wiring(wiring);
}
