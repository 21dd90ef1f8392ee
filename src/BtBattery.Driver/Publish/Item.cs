using System.Globalization;

namespace BtBattery.Driver.Publish;

/// <summary>One published path: its form, and its present value with text.</summary>
public sealed class Item
{
    /// <summary>Text of an invalid value.</summary>
    public const string InvalidText = "---";

    private readonly string _unit;
    private readonly string _format;

    // Made when somebody wants it: most values are replaced by the next before they are sent.
    private string? _text;

    /// <summary>A path without a value yet.</summary>
    /// <param name="path">Absolute object path.</param>
    /// <param name="kind">Its type.</param>
    /// <param name="decimals">Digits after the point, for numbers.</param>
    /// <param name="unit">What the text ends in, such as <c>V</c>.</param>
    /// <param name="format">Text form of integers, such as <c>X</c>; null for plain digits.</param>
    public Item(string path, ItemKind kind, int decimals, string unit, string? format)
    {
        Path = path;
        Leaf = path;
        Kind = kind;
        _unit = unit;
        _format = format ?? (kind == ItemKind.Number ? "F" + decimals.ToString(CultureInfo.InvariantCulture) : "D");
    }

    /// <summary>Absolute object path.</summary>
    public string Path { get; }

    /// <summary>The battery it is told of, from 1; 0 if it is the bank's own.</summary>
    public int Battery { get; init; }

    /// <summary>The path that it has where that battery is alone.</summary>
    public string Leaf { get; init; }

    /// <summary>Its place in the tree, from 0.</summary>
    public int Index { get; init; }

    /// <summary>What integers from 0 on mean, which is their text; null for plain digits.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Its type.</summary>
    public ItemKind Kind { get; }

    /// <summary>The present value.</summary>
    public ItemValue Value { get; private set; }

    /// <summary>What a setting may be now; null for anything else, and where that is not known.</summary>
    public ItemRange? Range { get; private set; }

    /// <summary>The value as people read it, with unit, independent of any locale; <c>---</c> when invalid.</summary>
    public string Text => _text ??= Describe();

    /// <summary>Takes a value.</summary>
    /// <returns>True if it differs from the present one.</returns>
    /// <exception cref="InvalidOperationException">The value is of another type: a bug in the table.</exception>
    public bool Set(ItemValue value)
    {
        if (value.IsValid && value.Kind != Kind)
        {
            throw new InvalidOperationException($"{Path} is {Kind} and cannot become {value.Kind}.");
        }

        if (value == Value)
        {
            return false;
        }

        Value = value;
        _text = null;
        return true;
    }

    /// <summary>Takes what a setting may be.</summary>
    /// <returns>True if it differs from what it was.</returns>
    public bool Bound(ItemRange? range)
    {
        bool differs = range != Range;
        Range = range;
        return differs;
    }

    private string Describe() => !Value.IsValid ? InvalidText : Kind switch
    {
        ItemKind.Text => Value.AsText,
        ItemKind.Integer when Names is { } names && Value.AsInteger >= 0 && Value.AsInteger < names.Count => names[Value.AsInteger],
        ItemKind.Integer when _format.StartsWith("0x", StringComparison.Ordinal) => "0x" + Value.AsInteger.ToString("X", CultureInfo.InvariantCulture) + _unit,
        ItemKind.Integer => Value.AsInteger.ToString(_format, CultureInfo.InvariantCulture) + _unit,
        _ => Value.AsNumber.ToString(_format, CultureInfo.InvariantCulture) + _unit,
    };
}
