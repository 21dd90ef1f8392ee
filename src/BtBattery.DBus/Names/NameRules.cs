namespace BtBattery.DBus;

/// <summary>Character classes shared by the validators (D-Bus specification, "Valid Names").</summary>
internal static class NameRules
{
    internal const int MaxLength = 255;

    internal static bool IsLetterOrUnderscore(char c) => char.IsAsciiLetter(c) || c == '_';

    internal static bool IsNameChar(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Elements separated by dots, none empty; optionally with hyphens, optionally with a leading digit.</summary>
    internal static bool AreElements(ReadOnlySpan<char> name, int minElements, bool allowHyphen, bool allowLeadingDigit)
    {
        int elements = 0;
        bool atStart = true;
        foreach (char c in name)
        {
            if (c == '.')
            {
                if (atStart) return false;
                atStart = true;
                continue;
            }

            bool isAllowed = IsNameChar(c) || (allowHyphen && c == '-');
            if (!isAllowed || (atStart && !allowLeadingDigit && char.IsAsciiDigit(c))) return false;
            if (atStart) elements++;
            atStart = false;
        }

        return !atStart && elements >= minElements;
    }
}
