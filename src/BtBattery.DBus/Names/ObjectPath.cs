namespace BtBattery.DBus;

/// <summary>Object paths such as "/org/bluez/hci0" (D-Bus specification, "Valid Object Paths").</summary>
public static class ObjectPath
{
    /// <summary>True for "/" or slash-separated elements of letters, digits and underscores without a slash at the end.</summary>
    public static bool IsValid(string? path)
    {
        if (path is not { Length: > 0 } || path[0] != '/') return false;
        if (path.Length == 1) return true;
        bool afterSlash = true;
        for (int i = 1; i < path.Length; i++)
        {
            char c = path[i];
            if (c == '/')
            {
                if (afterSlash) return false;
                afterSlash = true;
            }
            else if (NameRules.IsNameChar(c))
            {
                afterSlash = false;
            }
            else
            {
                return false;
            }
        }

        return !afterSlash;
    }

    /// <summary>True if <paramref name="path"/> is <paramref name="root"/> itself or lies below it.</summary>
    public static bool IsInNamespace(string path, string root) => path == root || IsBelow(path, root);

    /// <summary>True if <paramref name="path"/> lies below <paramref name="root"/>, at any depth.</summary>
    public static bool IsBelow(string path, string root)
    {
        if (root == "/") return path.Length > 1;
        return path.Length > root.Length && path[root.Length] == '/' && path.StartsWith(root, StringComparison.Ordinal);
    }

    /// <summary>The path one level up; null for "/".</summary>
    public static string? Parent(string path)
    {
        if (path == "/") return null;
        int slash = path.LastIndexOf('/');
        return slash == 0 ? "/" : path[..slash];
    }
}
