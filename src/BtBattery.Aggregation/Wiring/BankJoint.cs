namespace BtBattery.Aggregation.Wiring;

/// <summary>Several in series or in parallel.</summary>
public sealed class BankJoint : BankNode
{
    /// <summary>Several in series or in parallel.</summary>
    /// <param name="isSeries">True for series, false for parallel.</param>
    /// <param name="parts">At least two. A joint of the same kind among them is taken apart: series in series is series.</param>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public BankJoint(bool isSeries, IReadOnlyList<BankNode> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count < 2)
        {
            throw new ArgumentException("A joint joins at least two.", nameof(parts));
        }

        IsSeries = isSeries;
        Parts = [.. parts.SelectMany(part => part is BankJoint joint && joint.IsSeries == isSeries ? joint.Parts : [part])];
        Members = [.. Parts.SelectMany(part => part.Members)];
    }

    /// <summary>True for series, false for parallel.</summary>
    public bool IsSeries { get; }

    /// <summary>What is joined, in order; at least two, none of them a joint of the same kind.</summary>
    public IReadOnlyList<BankNode> Parts { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<BankMember> Members { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(IsSeries ? '+' : '|', Parts.Select(part => part is BankJoint ? $"({part})" : part.ToString()));
}
