namespace BtBattery.Aggregation.Wiring;

/// <summary>One battery.</summary>
public sealed class BankMember : BankNode
{
    /// <summary>One battery.</summary>
    /// <param name="number">From 1, in the order of the configuration.</param>
    /// <param name="address">Its Bluetooth address, as it is printed.</param>
    public BankMember(int number, string address)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentException.ThrowIfNullOrEmpty(address);
        (Number, Address, Members) = (number, address, [this]);
    }

    /// <summary>
    /// From 1, in the order of the configuration; where the battery stands in the wiring does not change it. It is the <c>2</c> of cell <c>B2C7</c>.
    /// </summary>
    public int Number { get; }

    /// <summary>Its Bluetooth address, as it is printed.</summary>
    public string Address { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<BankMember> Members { get; }

    /// <inheritdoc/>
    public override string ToString() => Address;
}
