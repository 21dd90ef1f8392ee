namespace BtBattery.Simulator.Physics;

/// <summary>Packs and how they are really wired.</summary>
public sealed record BankDescription
{
    /// <summary>The packs, with numbers from 1.</summary>
    public required IReadOnlyList<PackDescription> Packs { get; init; }

    /// <summary>
    /// "series", "parallel", or an expression of the numbers: <c>1+2</c> in series, <c>1|2</c> in parallel, <c>(1+2)|(3+4)</c>; + binds
    /// tighter than |.
    /// </summary>
    public string Wiring { get; init; } = "parallel";
}
