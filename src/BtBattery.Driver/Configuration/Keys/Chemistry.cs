namespace BtBattery.Driver.Configuration.Keys;

/// <summary>What the cells are made of; it sets the defaults of everything that is a cell voltage.</summary>
public enum Chemistry
{
    /// <summary>Lithium iron phosphate, 3.2 V.</summary>
    Lfp,

    /// <summary>Lithium with nickel, manganese or cobalt (NMC, NCA and relatives), 3.6 V.</summary>
    LiIon,

    /// <summary>Lithium titanate, 2.4 V.</summary>
    Lto,
}
