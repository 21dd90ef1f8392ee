using System.Diagnostics.CodeAnalysis;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Wiring;

/// <summary>
/// A wiring as the owner wrote it: <c>series</c>, <c>parallel</c>, or an expression of names and addresses with <c>+</c>
/// for series, <c>|</c> for parallel and parentheses. Read before it is known which batteries there are.
/// </summary>
public sealed class TopologyExpression
{
    internal const string Expected = "series, parallel, or an expression such as (A+B)|(C+D) with the names or addresses of the batteries";

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
    /// <param name="batteries">Address and name of each battery that is served, at least one.</param>
    /// <param name="wiring">The wiring, with every battery exactly once.</param>
    /// <param name="advice">Else: what is wrong, and what to give; the end of a sentence.</param>
    public bool TryResolve(
        IReadOnlyList<(BatteryAddress Address, string? Name)> batteries,
        [NotNullWhen(true)] out BankNode? wiring,
        [NotNullWhen(false)] out string? advice)
    {
        ArgumentNullException.ThrowIfNull(batteries);
        advice = null;
        if (_root is null)
        {
            wiring = batteries.Count == 1
                ? new BankMember(batteries[0].Address)
                : new BankJoint(_isSeries, [.. batteries.Select(battery => new BankMember(battery.Address))]);
            return true;
        }

        wiring = Resolve(_root, batteries, ref advice);
        if (wiring is null)
        {
            advice ??= "";
            return false;
        }

        HashSet<BatteryAddress> seen = [];
        foreach (BatteryAddress address in wiring.Batteries)
        {
            if (!seen.Add(address))
            {
                advice = $"{Describe(address, batteries)} stands there twice; name each battery once";
            }
        }

        if (batteries.FirstOrDefault(battery => !seen.Contains(battery.Address)) is { Address: BatteryAddress left } && seen.Count < batteries.Count)
        {
            advice ??= $"{Describe(left, batteries)} is missing; name each battery once";
        }

        return advice is null;
    }

    /// <summary>As the owner would write it, without needless parentheses.</summary>
    public override string ToString() => _root?.ToString() ?? (_isSeries ? "series" : "parallel");

    private static BankNode? Resolve(
        TopologyTerm term, IReadOnlyList<(BatteryAddress Address, string? Name)> batteries, ref string? advice)
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

        bool isAddress = BatteryAddress.TryParse(name, out BatteryAddress address);
        BatteryAddress[] found =
        [
            .. batteries
                .Where(battery => isAddress ? battery.Address == address : name.Equals(battery.Name, StringComparison.OrdinalIgnoreCase))
                .Select(battery => battery.Address),
        ];
        if (found.Length == 1)
        {
            return new BankMember(found[0]);
        }

        advice = found.Length == 0
            ? $"'{name}' is none of the batteries; they are {string.Join(", ", batteries.Select(battery => Describe(battery.Address, batteries)))}"
            : $"'{name}' is the name of more than one battery; use their addresses";
        return null;
    }

    private static string Describe(BatteryAddress address, IReadOnlyList<(BatteryAddress Address, string? Name)> batteries) =>
        batteries.First(battery => battery.Address == address).Name is string name ? $"{address} ({name})" : address.ToString();
}
