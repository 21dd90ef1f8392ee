using System.Text.Json.Serialization;

namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What is known of the cells of one battery, and remembered from one turn to the next. The same object comes back while nothing changes.</summary>
public sealed record CellMonitorMemory
{
    /// <summary>Nothing yet.</summary>
    public static CellMonitorMemory Empty { get; } = new();

    /// <summary>The cells; null while one is unknown, or all of them are too old.</summary>
    [JsonIgnore]
    public BatteryCells? Cells { get; init; }

    /// <summary>What the battery does.</summary>
    public ConditionWatch Condition { get; init; }

    /// <summary>What was seen before; worth keeping over a restart.</summary>
    public CellHistory History { get; init; } = CellHistory.Empty;

    /// <summary>What is shown of it; null before the first turn.</summary>
    [JsonIgnore]
    public CellMonitorShown? Shown { get; init; }

    /// <summary>What still holds when the program starts.</summary>
    internal CellMonitorMemory AfterRestart() => Empty with { History = History.AfterRestart() };
}
