using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;

namespace BtBattery.Driver.Polling;

/// <summary>What kind of trouble a failed attempt shows.</summary>
public static class LinkTroubles
{
    /// <summary>The trouble behind a failure.</summary>
    public static LinkTrouble Of(LinkException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure is VerdictException { Verdict.Kind: var kind }
            ? kind is BmsVerdictKind.NoAnswer or BmsVerdictKind.NoService ? LinkTrouble.Broken : LinkTrouble.NotOurs
            : Of(failure.Problem);
    }

    private static LinkTrouble Of(LinkProblem problem) => problem switch
    {
        LinkProblem.NotSeen => LinkTrouble.NotSeen,
        LinkProblem.AdapterOff => LinkTrouble.AdapterOff,
        LinkProblem.NoAdapter => LinkTrouble.NoAdapter,
        LinkProblem.NoBlueZ or LinkProblem.NoBus => LinkTrouble.NoBlueZ,
        LinkProblem.InUse or LinkProblem.PairingNeeded or LinkProblem.PairingFailed or LinkProblem.NoData => LinkTrouble.NotOurs,
        _ => LinkTrouble.Broken,
    };
}
