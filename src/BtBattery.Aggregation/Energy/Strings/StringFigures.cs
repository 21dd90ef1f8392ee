using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Energy.Strings;

/// <summary>How far the parts of a string have drifted apart, which they cannot mend themselves.</summary>
public sealed record StringFigures
{
    /// <summary>Which joint of the bank it is.</summary>
    public required BankNode Wiring { get; init; }

    /// <summary>Highest less lowest state of charge, %; null while one is unknown.</summary>
    public Measured<double>? SocDifference { get; init; }

    /// <summary>Most less least remaining charge, Ah; null while one is unknown. Parts of different capacity rightly differ.</summary>
    public Measured<double>? RemainingDifferenceAh { get; init; }

    /// <summary>Highest less lowest mean voltage of a cell, V; null unless the string has rested.</summary>
    public Measured<double>? RestedCellDifference { get; init; }

    /// <summary>What the string gives from full to empty, Ah.</summary>
    public Measured<double>? UsableAh { get; init; }

    /// <summary>What it gives less than its smallest part, because they are filled differently, Ah; never negative.</summary>
    public Measured<double>? LostAh { get; init; }

    /// <summary>True while they differ by too much; it stays while that cannot be told.</summary>
    public bool IsApart { get; init; }

    /// <summary>What is wrong and what to do; empty while nothing is.</summary>
    public string Advice { get; init; } = "";
}
