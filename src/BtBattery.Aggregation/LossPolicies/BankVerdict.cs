namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What is decided about a bank in this turn, for charge control to obey.</summary>
/// <remarks>
/// While <see cref="AreLimitsValid"/> is false, CVL, CCL and DCL are invalid, all three. Else the limit of every member is what
/// <see cref="LimitVerdict.Apply"/> leaves of it, a string's is the least of its parts, and in parallel the currents are shared (a part at
/// <see cref="LimitAction.Zero"/> keeps its share, so the total is zero; one at <see cref="LimitAction.Open"/> has none).
/// </remarks>
public sealed class BankVerdict
{
    /// <summary>One verdict for each member, battery 1 first.</summary>
    public required IReadOnlyList<MemberVerdict> Members { get; init; }

    /// <summary>False while nothing may be claimed: a member has not answered yet, or the bank is gone.</summary>
    public required bool AreLimitsValid { get; init; }

    /// <summary>What becomes of the charge voltage of the bank: the strictest of what the members that can be charged ask for.</summary>
    public required CvlAction Cvl { get; init; }

    /// <summary>True if no charge current is allowed, for a member is blocked or all ways in are open.</summary>
    public required bool IsChargeZero { get; init; }

    /// <summary>The same for discharging.</summary>
    public required bool IsDischargeZero { get; init; }

    /// <summary>Level of /Alarms/BmsCable.</summary>
    public required int BmsCable { get; init; }

    /// <summary>What is remembered for the next turn, battery 1 first.</summary>
    public required IReadOnlyList<LossMemory> Memory { get; init; }
}
