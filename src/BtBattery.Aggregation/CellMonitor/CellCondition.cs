namespace BtBattery.Aggregation.CellMonitor;

/// <summary>What a battery does while its cells are looked at. Differences between cells mean another thing in each, so that only like is compared with like.</summary>
public enum CellCondition
{
    /// <summary>Anything else: differences say little.</summary>
    Other,

    /// <summary>Hardly any current for a while: they show how the cells are filled, though little of it where the curve of the chemistry is flat.</summary>
    Rest,

    /// <summary>Charging is nearly over: they show most of how the cells are filled.</summary>
    Top,

    /// <summary>A large discharge current: they show how cells and their connections resist.</summary>
    Load,
}
