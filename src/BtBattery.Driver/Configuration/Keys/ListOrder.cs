namespace BtBattery.Driver.Configuration.Keys;

/// <summary>How the numbers of a list follow each other.</summary>
public enum ListOrder
{
    /// <summary>As the owner likes; but none twice.</summary>
    Distinct,

    /// <summary>As the owner likes.</summary>
    Free,

    /// <summary>Each larger than the one before.</summary>
    Rising,

    /// <summary>Each smaller than the one before.</summary>
    Falling,

    /// <summary>None smaller than the one before.</summary>
    NeverFalling,

    /// <summary>None larger than the one before.</summary>
    NeverRising,
}
