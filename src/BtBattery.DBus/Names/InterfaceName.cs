namespace BtBattery.DBus;

/// <summary>Interface and error names (D-Bus specification, "Interface names" and "Error names").</summary>
public static class InterfaceName
{
    /// <summary>True for two or more dot-separated elements of letters, digits and underscores, at most 255 characters.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= NameRules.MaxLength }
        && NameRules.AreElements(name, minElements: 2, allowHyphen: false, allowLeadingDigit: false);
}
