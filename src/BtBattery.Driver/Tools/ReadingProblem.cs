using System.Text.Json;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;

namespace BtBattery.Driver.Tools;

/// <summary>What kind of problem keeps a reading from having data: of the link, or told by the battery.</summary>
/// <param name="Link">What is wrong with the link; null if it is up or nothing more is known.</param>
/// <param name="Verdict">What the battery made clear; null if nothing.</param>
public readonly record struct ReadingProblem(LinkProblem? Link, BmsVerdictKind? Verdict)
{
    /// <summary>The key in JSON, such as <c>not_seen</c> or <c>password_wrong</c>; null if nothing is known.</summary>
    public string? Key => (Verdict?.ToString() ?? Link?.ToString()) is string name ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name) : null;

    /// <summary>True if the machine lacks something, or another program has the battery: waiting for the battery is of no use.</summary>
    public bool IsOfThisMachine => Verdict is null && Link is LinkProblem.NoBus or LinkProblem.NoBlueZ or LinkProblem.NoAdapter
        or LinkProblem.AdapterOff or LinkProblem.AdapterFails or LinkProblem.InUse;

    /// <summary>The problem of a key; empty for none, and for one of a newer version.</summary>
    public static ReadingProblem Of(string? key)
    {
        foreach (BmsVerdictKind verdict in Enum.GetValues<BmsVerdictKind>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.ToString()) == key)
            {
                return new(null, verdict);
            }
        }

        foreach (LinkProblem link in Enum.GetValues<LinkProblem>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(link.ToString()) == key)
            {
                return new(link, null);
            }
        }

        return default;
    }
}
