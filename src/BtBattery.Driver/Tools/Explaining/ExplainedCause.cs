namespace BtBattery.Driver.Tools.Explaining;

/// <summary>One thing that limits.</summary>
public sealed record ExplainedCause
{
    /// <summary>What, for programs: a name of LimitCause.</summary>
    public string Cause { get; init => field = value ?? ""; } = "";

    /// <summary>The most it leaves, A or V; null where nothing is claimed because of it.</summary>
    public double? Value { get; init; }

    /// <summary>What that comes from, in the unit of the cause; null where it comes from no reading.</summary>
    public double? Reading { get; init; }

    /// <summary>Number of the battery, from 1; null for the bank.</summary>
    public int? Battery { get; init; }

    /// <summary>Number of the cell or sensor, from 1; null for none.</summary>
    public int? Number { get; init; }

    /// <summary>The same for people.</summary>
    public string Why { get; init => field = value ?? ""; } = "";
}
