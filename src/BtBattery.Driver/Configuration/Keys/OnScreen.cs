namespace BtBattery.Driver.Configuration.Keys;

/// <summary>What may be done with a key on the screen while the driver runs.</summary>
public enum OnScreen
{
    /// <summary>Nothing: it stands in files, because it is dangerous, or takes effect at a start only.</summary>
    Never,

    /// <summary>Made lower than in the files, which are a ceiling.</summary>
    Lower,

    /// <summary>Made higher than in the files, which are a floor; of a switch that protects, switched on.</summary>
    Higher,

    /// <summary>Set to another value than in the files.</summary>
    Override,
}
