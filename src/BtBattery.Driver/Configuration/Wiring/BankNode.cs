using BtBattery.Driver.Options;

namespace BtBattery.Driver.Configuration.Wiring;

/// <summary>How a bank is wired: a battery, or several of these in series or in parallel. Immutable; its text is unique for a wiring.</summary>
public abstract class BankNode
{
    /// <summary>The batteries, in the order in which they stand.</summary>
    public abstract IEnumerable<BatteryAddress> Batteries { get; }

    /// <summary>Such as <c>(A4:…:01+A4:…:02)|(A4:…:03+A4:…:04)</c>: plus for series, a bar for parallel.</summary>
    public abstract override string ToString();
}
