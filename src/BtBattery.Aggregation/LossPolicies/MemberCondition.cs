namespace BtBattery.Aggregation.LossPolicies;

/// <summary>How much is known of a member, in the order in which knowledge fades; the FETs stand beside it.</summary>
public enum MemberCondition
{
    /// <summary>It has not answered since the start, and may still do so.</summary>
    Starting,

    /// <summary>It has not answered since the start, for longer than a battery in reach takes.</summary>
    NeverSeen,

    /// <summary>It answers.</summary>
    Live,

    /// <summary>Answers are overdue; the last ones still hold.</summary>
    Late,

    /// <summary>Silent, with its last cells mid-range: phase one of the loss.</summary>
    Held,

    /// <summary>Silent because its link was lent or given away on purpose, with its last cells mid-range.</summary>
    Released,

    /// <summary>Silent, and there is a link for each reading only; its last cells were mid-range.</summary>
    Intermittent,

    /// <summary>Silent for longer; charging is blocked, discharging is kept. Only where the owner prefers loads to caution.</summary>
    DischargeKept,

    /// <summary>Silent for longer, presumed asleep: it was idle, mid-range and warm.</summary>
    Asleep,

    /// <summary>Silent for longer, or its last cells were not mid-range: phase two.</summary>
    Blocked,

    /// <summary>Silent for so long that nothing is claimed of it any more: phase three.</summary>
    Gone,
}
