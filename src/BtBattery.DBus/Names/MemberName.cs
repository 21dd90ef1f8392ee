namespace BtBattery.DBus;

/// <summary>Names of methods, signals and properties (D-Bus specification, "Member names").</summary>
public static class MemberName
{
    /// <summary>True for letters, digits and underscores without a leading digit, 1 to 255 characters.</summary>
    public static bool IsValid(string? name)
    {
        if (name is not { Length: > 0 and <= NameRules.MaxLength } || !NameRules.IsLetterOrUnderscore(name[0])) return false;
        foreach (char c in name)
        {
            if (!NameRules.IsNameChar(c)) return false;
        }

        return true;
    }
}
