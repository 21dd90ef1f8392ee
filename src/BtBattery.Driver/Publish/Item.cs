using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Publish;

/// <summary>One published path: its form, and its present value with text.</summary>
/// <param name="path">Absolute object path; no value yet.</param>
/// <param name="form">Type, resolution and text.</param>
public sealed class Item(string path, ValueForm form)
{
    /// <summary>Text of an invalid value.</summary>
    public const string InvalidText = "---";

    // Made when somebody wants it: most values are replaced by the next before they are sent.
    private string? _text;

    /// <summary>Absolute object path.</summary>
    public string Path { get; } = path;

    /// <summary>The battery it is told of, from 1; 0 if it is the bank's own.</summary>
    public int Battery { get; init; }

    /// <summary>The path that it has where that battery is alone.</summary>
    public string Leaf { get; init; } = path;

    /// <summary>Its place in the tree, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Its type.</summary>
    public ItemKind Kind => form.Kind;

    /// <summary>The present value.</summary>
    public ItemValue Value { get; private set; }

    /// <summary>What a setting may be now; null for anything else, and where that is not known.</summary>
    public ItemRange? Range { get; private set; }

    /// <summary>The value as people read it, with unit, independent of any locale; <c>---</c> when invalid.</summary>
    public string Text => _text ??= form.TextOf(Value);

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
}
