using System.Text.RegularExpressions;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Tests.Publish;

/// <summary>Whether a path that somebody else wrote down, such as a page of a screen, exists.</summary>
internal static partial class SurfacePaths
{
    /// <summary>True if a line of the table stands for that path in a service.</summary>
    /// <param name="path">Absolute object path; places such as <c>&lt;k&gt;</c> and <c>&lt;n&gt;</c> may stand in it where numbers do.</param>
    public static bool Exists(string path) => path.StartsWith("/Batteries/", StringComparison.Ordinal)
        ? Battery().Match(path) is { Success: true } match && s_ofMember.Any(pattern => pattern.IsMatch(match.Groups["leaf"].Value))
        : s_atRoot.Any(pattern => pattern.IsMatch(path));

    private static readonly Regex[] s_ofMember = Patterns(scope => (scope & (PathScope.Member | PathScope.Each)) != 0);

    private static readonly Regex[] s_atRoot = Patterns(scope => (scope & ~(PathScope.Member | PathScope.Each | PathScope.Replayed)) != 0);

    [GeneratedRegex("^/Batteries/([0-9]+|<k>)(?<leaf>/.*)$")]
    private static partial Regex Battery();

    [GeneratedRegex("<([a-z]+)>")]
    private static partial Regex Place();

    private static Regex[] Patterns(Func<PathScope, bool> where) =>
    [
        .. SurfaceTable.Paths.Where(path => where(path.Scope)).Select(path => new Regex("^" + Place().Replace(path.Pattern, match => match.Groups[1].Value switch
        {
            "k" or "m" or "n" => $"([0-9_]+|{match.Value})",
            "id" => $"([0-9A-F_]+|{match.Value})",
            _ => $"([A-Za-z]+|{match.Value})",
        }) + "$")),
    ];
}
