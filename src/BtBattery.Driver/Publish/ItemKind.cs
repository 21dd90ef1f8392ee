namespace BtBattery.Driver.Publish;

/// <summary>The type of a path; it never changes while the process lives.</summary>
public enum ItemKind
{
    /// <summary>D-Bus <c>i</c>: counts, flags, enumerations.</summary>
    Integer,

    /// <summary>D-Bus <c>d</c>: measurements.</summary>
    Number,

    /// <summary>D-Bus <c>s</c>.</summary>
    Text,
}
