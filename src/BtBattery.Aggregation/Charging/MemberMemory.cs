using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>What has to be remembered of one battery from one turn to the next.</summary>
public sealed record MemberMemory
{
    /// <summary>Before the first turn.</summary>
    public static MemberMemory Empty { get; } = new();

    /// <summary>The number of its cells; null before it was heard.</summary>
    public int? Cells { get; init; }

    /// <summary>Of its own readings.</summary>
    public MemberLimitMemory Readings { get; init; } = MemberLimitMemory.Empty;

    /// <summary>Of its own count of charge.</summary>
    public SocMemory Soc { get; init; } = SocMemory.Empty;

    /// <summary>Of its cells beside each other.</summary>
    public CellMonitorMemory Monitor { get; init; } = CellMonitorMemory.Empty;

    /// <summary>Of its silence.</summary>
    public LossMemory Loss { get; init; }

    /// <summary>What its readings allowed when it last answered in time, A; null before.</summary>
    public double? LastChargeAmps { get; init; }

    /// <summary>The same for discharging, A.</summary>
    public double? LastDischargeAmps { get; init; }

    /// <summary>What was known of it when it was heard last, for a restart; null before.</summary>
    public LastSeen? Seen { get; init; }

    /// <summary>Since when it has been answering; null while it has not.</summary>
    public MonotonicTime? AnsweringSince { get; init; }

    /// <summary>True once everything was said that a rule needs, or it has answered for so long that the rest will not come.</summary>
    public bool IsComplete { get; init; }

    /// <summary>What still holds when the program starts.</summary>
    /// <param name="isResumed">True if limits go on.</param>
    internal MemberMemory AfterRestart(bool isResumed) => new()
    {
        Cells = Cells,
        Readings = Readings.OverRestart(),
        Soc = Soc,
        Monitor = Monitor.AfterRestart(),
        Seen = Seen,
        LastChargeAmps = isResumed ? Seen?.LastChargeAmps : null,
        LastDischargeAmps = isResumed ? Seen?.LastDischargeAmps : null,
        IsComplete = isResumed && Seen is not null,
    };
}
