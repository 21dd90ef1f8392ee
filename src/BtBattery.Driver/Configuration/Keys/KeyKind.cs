namespace BtBattery.Driver.Configuration.Keys;

/// <summary>What a value of a key is.</summary>
public enum KeyKind
{
    /// <summary>True or False, in any of the usual spellings.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a decimal point.</summary>
    Number,

    /// <summary>A word or a few, as they stand.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Numbers with commas between them.</summary>
    NumberList,

    /// <summary>Bluetooth addresses with commas between them.</summary>
    AddressList,

    /// <summary>How the batteries of a bank are wired.</summary>
    Topology,
}
