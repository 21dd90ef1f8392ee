namespace BtBattery.Aggregation.Charging.RightBanks;

/// <summary>Whether the bank is the one that other devices are connected with.</summary>
public enum RightBankState
{
    /// <summary>Not compared yet: limits have to wait.</summary>
    Waiting,

    /// <summary>There is nobody to compare with, or none that says anything: limits are given. Compared as soon as there is.</summary>
    Unchecked,

    /// <summary>The voltages agreed; that is settled for this run of the program.</summary>
    Agreed,

    /// <summary>They do not agree: no limits, until they do.</summary>
    Wrong,
}
