namespace BtBattery.Driver.Configuration.Keys;

/// <summary>What one value of a key holds for.</summary>
public enum KeyScope
{
    /// <summary>The program; it stands in <c>[DEFAULT]</c>.</summary>
    Driver,

    /// <summary>The bank that the batteries make; it stands in <c>[BANK]</c>, or in <c>[DEFAULT]</c>.</summary>
    Bank,

    /// <summary>One battery: its section, its own file; in <c>[DEFAULT]</c> it holds for all.</summary>
    Battery,
}
