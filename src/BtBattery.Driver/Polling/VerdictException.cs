using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;

namespace BtBattery.Driver.Polling;

/// <summary>The battery made clear why it gives no data.</summary>
public sealed class VerdictException(BmsVerdict verdict) : LinkException(LinkProblem.NoData, verdict.Text)
{
    /// <summary>What it made clear.</summary>
    public BmsVerdict Verdict => verdict;

    /// <summary>True if trying again changes nothing until the owner does something.</summary>
    public bool NeedsOwner => verdict.Kind is BmsVerdictKind.PairingNeeded or BmsVerdictKind.PasswordNeeded
        or BmsVerdictKind.PasswordWrong or BmsVerdictKind.Unsupported;
}
