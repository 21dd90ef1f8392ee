using System.Diagnostics.CodeAnalysis;

namespace BtBattery.Aggregation.Wiring;

/// <summary>
/// A wiring as the owner wrote it: <c>series</c>, <c>parallel</c>, or an expression of names and addresses with <c>+</c>
/// for series, <c>|</c> for parallel and parentheses; <c>+</c> binds tighter. Read before it is known which batteries there are.
/// </summary>
public sealed class TopologyExpression
{
    /// <summary>What may stand there, as a part of a sentence.</summary>
    public const string Expected = "series, parallel, or an expression such as (A+B)|(C+D) with the names or addresses of the batteries";

    private readonly TopologyTerm? _root;
    private readonly bool _isSeries;

    private TopologyExpression(TopologyTerm? root, bool isSeries)
    {
        _root = root;
        _isSeries = isSeries;
    }

    /// <summary>All batteries in series.</summary>
    public static TopologyExpression Series { get; } = new(null, isSeries: true);

    /// <summary>All batteries in parallel.</summary>
    public static TopologyExpression Parallel { get; } = new(null, isSeries: false);

    /// <summary>Reads a wiring.</summary>
    /// <param name="text">Without blanks around it.</param>
    /// <param name="expression">The wiring.</param>
    /// <param name="advice">Else: what is wrong, and what to give; the end of a sentence.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TopologyExpression? expression, [NotNullWhen(false)] out string? advice)
    {
        ArgumentNullException.ThrowIfNull(text);
        expression = null;
        advice = null;
        if (text.Equals("series", StringComparison.OrdinalIgnoreCase))
        {
            expression = Series;
            return true;
        }

        if (text.Equals("parallel", StringComparison.OrdinalIgnoreCase))
        {
            expression = Parallel;
            return true;
        }

        TopologyTerm? root = TopologyParser.Parse(text, out advice);
        if (root is null)
        {
            advice ??= "give " + Expected;
            return false;
        }

        expression = new TopologyExpression(root, isSeries: false);
        return true;
    }

    /// <summary>Puts the batteries in.</summary>
    /// <param name="batteries">What each battery that is served is called, at least one; battery 1 first.</param>
    /// <param name="wiring">The wiring, with every battery exactly once.</param>
    /// <param name="advice">Else: what is wrong, and what to give; the end of a sentence.</param>
    public bool TryResolve(
        IReadOnlyList<MemberName> batteries, [NotNullWhen(true)] out BankNode? wiring, [NotNullWhen(false)] out string? advice)
    {
        ArgumentNullException.ThrowIfNull(batteries);
        advice = null;
        if (_root is null)
        {
            BankMember[] all = [.. batteries.Select((battery, index) => new BankMember(index + 1, battery.Address))];
            wiring = all.Length == 1 ? all[0] : new BankJoint(_isSeries, all);
            return true;
        }

        wiring = Resolve(_root, batteries, ref advice);
        if (wiring is null)
        {
            advice ??= "";
            return false;
        }

        HashSet<int> seen = [];
        foreach (BankMember member in wiring.Members)
        {
            if (!seen.Add(member.Number))
            {
                advice = $"{batteries[member.Number - 1]} stands there twice; name each battery once";
            }
        }

        for (int number = 1; number <= batteries.Count && advice is null; number++)
        {
            if (!seen.Contains(number))
            {
                advice = $"{batteries[number - 1]} is missing; name each battery once";
            }
        }

        return advice is null;
    }

    /// <summary>True if it names its batteries, so that it says where each of them is; false for all in series or all in parallel.</summary>
    public bool HasNames => _root is not null;

    /// <summary>The same without a battery; where only one is left, that one by its name.</summary>
    /// <param name="isTheOne">True for what the battery is called in it.</param>
    /// <returns>Null if nothing is left.</returns>
    public TopologyExpression? Without(Func<string, bool> isTheOne)
    {
        ArgumentNullException.ThrowIfNull(isTheOne);
        return _root is null ? this : Without(_root, isTheOne) is { } rest ? new(rest, isSeries: false) : null;
    }

    /// <summary>As the owner would write it, every joint inside another in parentheses.</summary>
    public override string ToString() => _root?.ToString() ?? (_isSeries ? "series" : "parallel");

    private static TopologyTerm? Without(TopologyTerm term, Func<string, bool> isTheOne)
    {
        if (term.Name is string name)
        {
            return isTheOne(name) ? null : term;
        }

        TopologyTerm[] rest = [.. term.Parts.Select(part => Without(part, isTheOne)).OfType<TopologyTerm>()];
        return rest.Length == 0 ? null : TopologyTerm.Join(term.IsSeries, rest);
    }

    private static BankNode? Resolve(TopologyTerm term, IReadOnlyList<MemberName> batteries, ref string? advice)
    {
        if (term.Name is not string name)
        {
            var parts = new List<BankNode>();
            foreach (TopologyTerm inner in term.Parts)
            {
                if (Resolve(inner, batteries, ref advice) is not BankNode part)
                {
                    return null;
                }

                parts.Add(part);
            }

            return new BankJoint(term.IsSeries, parts);
        }

        int[] found = [.. Numbers(batteries, battery => battery.Address, name)];
        if (found.Length == 0)
        {
            found = [.. Numbers(batteries, battery => battery.Name, name)];
        }

        if (found.Length == 1)
        {
            return new BankMember(found[0], batteries[found[0] - 1].Address);
        }

        advice = found.Length == 0
            ? $"'{name}' is none of the batteries; they are {string.Join(", ", batteries)}"
            : $"'{name}' is the name of more than one battery; use their addresses";
        return null;
    }

    private static IEnumerable<int> Numbers(IReadOnlyList<MemberName> batteries, Func<MemberName, string?> called, string name) =>
        batteries.Index().Where(battery => name.Equals(called(battery.Item), StringComparison.OrdinalIgnoreCase)).Select(battery => battery.Index + 1);
}
