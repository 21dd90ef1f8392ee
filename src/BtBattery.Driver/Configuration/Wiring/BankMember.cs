using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Wiring;

/// <summary>One battery.</summary>
/// <param name="address">Which.</param>
public sealed class BankMember(BatteryAddress address) : BankNode
{
    /// <summary>Which.</summary>
    public BatteryAddress Address { get; } = address;

    /// <inheritdoc/>
    public override IEnumerable<BatteryAddress> Batteries => [Address];

    /// <inheritdoc/>
    public override string ToString() => Address.ToString();
}
