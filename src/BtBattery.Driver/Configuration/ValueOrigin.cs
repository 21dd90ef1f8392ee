using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration;

/// <summary>Where a value comes from; its text is for people.</summary>
public sealed record ValueOrigin
{
    private readonly string _text;

    private ValueOrigin(OriginKind kind, string text)
    {
        Kind = kind;
        _text = text;
    }

    /// <summary>Where from.</summary>
    public OriginKind Kind { get; }

    /// <summary>The file; null for other kinds.</summary>
    public string? File { get; private init; }

    /// <summary>The line in it, from 1; null for other kinds.</summary>
    public int? Line { get; private init; }

    /// <summary>The section, without brackets; null for other kinds, and for a key before the first section.</summary>
    public string? Section { get; private init; }

    /// <summary>The declared default of a key.</summary>
    internal static ValueOrigin Default(ConfigurationKey key, Chemistry chemistry) =>
        new(OriginKind.Default, key.DependsOnChemistry ? $"default for {CellRange.Of(chemistry).Name}" : "default");

    internal static ValueOrigin InFile(string file, int line, string? section) =>
        new(OriginKind.File, FormattableString.Invariant($"{file}:{line}")) { File = file, Line = line, Section = section };

    /// <param name="option">As it is written there, such as <c>-p</c>.</param>
    internal static ValueOrigin CommandLine(string option) => new(OriginKind.CommandLine, $"command line, {option}");

    /// <summary>Changed on the screen.</summary>
    internal static ValueOrigin Screen { get; } = new(OriginKind.Screen, "screen");

    /// <summary>Not changed on the screen, but lowered with a key that was.</summary>
    internal static ValueOrigin ScreenWith(ConfigurationKey key) => new(OriginKind.Screen, $"screen, with {key.Name}");

    /// <summary>Such as <c>/data/btbattery/config.ini:12</c>, <c>default</c>, <c>command line, -p</c>, <c>screen</c>.</summary>
    public override string ToString() => _text;
}
