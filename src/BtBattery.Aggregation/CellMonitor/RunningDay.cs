namespace BtBattery.Aggregation.CellMonitor;

/// <summary>A day that is not over, in each condition.</summary>
/// <param name="Day">Days since 1970, UTC.</param>
public sealed record RunningDay(int Day)
{
    /// <summary>At rest.</summary>
    public ConditionSamples Rest { get; init; } = ConditionSamples.Empty;

    /// <summary>At the top.</summary>
    public ConditionSamples Top { get; init; } = ConditionSamples.Empty;

    /// <summary>Under load.</summary>
    public ConditionSamples Load { get; init; } = ConditionSamples.Empty;

    /// <summary>With one minute more.</summary>
    public RunningDay With(CellCondition condition, BatteryCells cells) => condition switch
    {
        CellCondition.Rest => this with { Rest = Rest.With(cells) },
        CellCondition.Top => this with { Top = Top.With(cells) },
        CellCondition.Load => this with { Load = Load.With(cells) },
        _ => this,
    };

    /// <summary>What is said of it so far; null while it is too little to stand for a day.</summary>
    public DayFigure? FigureOf(CellCondition condition) => condition switch
    {
        CellCondition.Rest => Rest.FigureOf(Day, CellHistory.LeastRestMinutes),
        CellCondition.Top => Top.FigureOf(Day, CellHistory.LeastTopMinutes),
        CellCondition.Load => Load.FigureOf(Day, CellHistory.LeastLoadMinutes),
        _ => null,
    };
}
