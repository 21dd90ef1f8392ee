namespace BtBattery.DBus;

/// <summary>Bus names: unique (":1.42") and well-known ("com.example.Service"). D-Bus specification, "Bus names".</summary>
public static class BusName
{
    /// <summary>True for a valid unique or well-known name.</summary>
    public static bool IsValid(string? name) => IsUnique(name) || IsWellKnown(name);

    /// <summary>True for a valid unique name, which starts with a colon.</summary>
    public static bool IsUnique(string? name) =>
        name is { Length: > 1 and <= NameRules.MaxLength }
        && name[0] == ':'
        && NameRules.AreElements(name.AsSpan(1), minElements: 2, allowHyphen: true, allowLeadingDigit: true);

    /// <summary>True for a valid well-known name of two or more elements.</summary>
    public static bool IsWellKnown(string? name) =>
        name is { Length: > 0 and <= NameRules.MaxLength }
        && NameRules.AreElements(name, minElements: 2, allowHyphen: true, allowLeadingDigit: false);

    /// <summary>True for what a match rule takes as arg0namespace: a well-known name, or a single element of one.</summary>
    public static bool IsNamespace(string? name) =>
        name is { Length: > 0 and <= NameRules.MaxLength }
        && NameRules.AreElements(name, minElements: 1, allowHyphen: true, allowLeadingDigit: false);
}
