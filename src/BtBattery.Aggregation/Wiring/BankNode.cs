namespace BtBattery.Aggregation.Wiring;

/// <summary>How a bank is wired: a battery, or several of these in series or in parallel. Immutable; its text is unique for a wiring.</summary>
public abstract class BankNode
{
    /// <summary>One adapter and one bank have room for no more.</summary>
    public const int MostMembers = 4;

    /// <summary>The batteries, in the order in which they stand; each once. A battery alone is a bank of one.</summary>
    public abstract IReadOnlyList<BankMember> Members { get; }

    /// <summary>Such as <c>(A4:…:01+A4:…:02)|(A4:…:03+A4:…:04)</c>: plus for series, a bar for parallel, every joint inside another in parentheses.</summary>
    public abstract override string ToString();
}
