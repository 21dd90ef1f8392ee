using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Wiring;

/// <summary>Several in series or in parallel.</summary>
/// <param name="isSeries">True for series, false for parallel.</param>
/// <param name="parts">At least two.</param>
public sealed class BankJoint(bool isSeries, IReadOnlyList<BankNode> parts) : BankNode
{
    /// <summary>True for series, false for parallel.</summary>
    public bool IsSeries { get; } = isSeries;

    /// <summary>What is joined, in order; at least two.</summary>
    public IReadOnlyList<BankNode> Parts { get; } = parts;

    /// <inheritdoc/>
    public override IEnumerable<BatteryAddress> Batteries => Parts.SelectMany(part => part.Batteries);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(IsSeries ? '+' : '|', Parts.Select(part => part is BankJoint ? $"({part})" : part.ToString()));
}
