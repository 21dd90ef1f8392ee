namespace BtBattery.Aggregation.Wiring;

/// <summary>A part of a wiring as it was written: a name or address, or several parts joined.</summary>
/// <param name="Name">Name or address; null for a joint.</param>
/// <param name="IsSeries">Of a joint.</param>
/// <param name="Parts">Of a joint; at least two.</param>
internal sealed record TopologyTerm(string? Name, bool IsSeries, IReadOnlyList<TopologyTerm> Parts)
{
    public static TopologyTerm Of(string name) => new(name, IsSeries: false, []);

    /// <summary>The parts joined; joints of the same kind among them are taken apart, and one part is itself.</summary>
    public static TopologyTerm Join(bool isSeries, IReadOnlyList<TopologyTerm> parts) => parts.Count == 1
        ? parts[0]
        : new(null, isSeries, [.. parts.SelectMany(part => part.Name is null && part.IsSeries == isSeries ? part.Parts : [part])]);

    public override string ToString() =>
        Name ?? string.Join(IsSeries ? '+' : '|', Parts.Select(part => part.Name ?? $"({part})"));
}
