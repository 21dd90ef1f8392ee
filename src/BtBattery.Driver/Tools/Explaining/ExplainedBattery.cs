using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tools.Explaining;

/// <summary>What one battery of a bank is allowed, and why.</summary>
public sealed record ExplainedBattery
{
    /// <summary>Its number, from 1.</summary>
    public int Number { get; init; }

    /// <summary>What it is called.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>How much is known of it, as docs/loss-policy.md calls it.</summary>
    public string Condition { get; init => field = value ?? ""; } = "";

    /// <summary>What follows from that, for people; empty for nothing.</summary>
    public string Because { get; init => field = value ?? ""; } = "";

    /// <summary>What is left of its own charge limit, A; null while nothing is claimed.</summary>
    public double? ChargeAmps { get; init; }

    /// <summary>What is left of its own discharge limit, A; null while nothing is claimed.</summary>
    public double? DischargeAmps { get; init; }

    /// <summary>What its own readings allow of charging; null where that is not worked out.</summary>
    public ExplainedLimit? Charge { get; init; }

    /// <summary>What its own readings allow of discharging; null where that is not worked out.</summary>
    public ExplainedLimit? Discharge { get; init; }

    internal static ExplainedBattery Of(MemberVerdict member, IReadOnlyList<MemberLimits> limits, string name)
    {
        MemberLimits? own = limits.FirstOrDefault(limit => limit.Battery == member.Number);
        string[] alone = [name];
        return new()
        {
            Number = member.Number,
            Name = name,
            Condition = member.Condition.ToString(),
            Because = string.Join("; ", new[] { member.Row.Cause, member.Charge.Cause, member.Discharge.Cause }.Where(cause => cause.Length > 0).Distinct()),
            ChargeAmps = Left(member.Charge, own?.Charge),
            DischargeAmps = Left(member.Discharge, own?.Discharge),
            Charge = own is null ? null : ExplainedLimit.Of(LimitKind.ChargeCurrent, own.Charge, alone),
            Discharge = own is null ? null : ExplainedLimit.Of(LimitKind.DischargeCurrent, own.Discharge, alone),
        };
    }

    private static double? Left(LimitVerdict verdict, Limit? own) => verdict.Action == LimitAction.Invalid ? null : verdict.Apply(own?.Value);
}
