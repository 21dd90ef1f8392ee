using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>
/// What the source of a path says in a turn: a number, a count, a text or nothing; with its moment if it was measured, so that no source can forget how old its
/// value is. Each form that a source has becomes one of these by itself.
/// </summary>
public readonly struct RowValue
{
    private readonly double _number;
    private readonly string? _text;
    private readonly ItemKind _kind;
    private readonly bool _isKnown;
    private readonly bool _isExact;

    private RowValue(ItemKind kind, double number, string? text, MonotonicTime? at)
    {
        (_isKnown, _kind, _number, _text) = (true, kind, number, text);
        (IsMeasured, At) = (at is not null, at.GetValueOrDefault());
    }

    private RowValue(ItemValue value)
    {
        (_isKnown, _isExact, _kind, _number, _text) = (true, true, value.Kind, value.AsNumber, value.AsText);
    }

    /// <summary>True if it ages.</summary>
    public bool IsMeasured { get; }

    /// <summary>When it was measured, if it was.</summary>
    public MonotonicTime At { get; }

    /// <summary>A measured number.</summary>
    public static implicit operator RowValue(Measured<double>? value) => value is { } known ? new(ItemKind.Number, known.Value, null, known.At) : default;

    /// <summary>A measured count.</summary>
    public static implicit operator RowValue(Measured<int>? value) => value is { } known ? new(ItemKind.Integer, known.Value, null, known.At) : default;

    /// <summary>A measured flag: 1 or 0.</summary>
    public static implicit operator RowValue(Measured<bool>? value) => value is { } known ? new(ItemKind.Integer, known.Value ? 1 : 0, null, known.At) : default;

    /// <summary>A measured name, such as that of a cell.</summary>
    public static implicit operator RowValue(Measured<string>? value) => value is { } known ? new(ItemKind.Text, 0, known.Value, known.At) : default;

    /// <summary>A number that does not age.</summary>
    public static implicit operator RowValue(double? value) => value is { } known ? new(ItemKind.Number, known, null, null) : default;

    /// <summary>A count that does not age.</summary>
    public static implicit operator RowValue(int? value) => value is { } known ? new(ItemKind.Integer, known, null, null) : default;

    /// <summary>A flag that does not age: 1 or 0.</summary>
    public static implicit operator RowValue(bool? value) => value is { } known ? new(ItemKind.Integer, known ? 1 : 0, null, null) : default;

    /// <summary>A text that does not age.</summary>
    public static implicit operator RowValue(string? value) => value is null ? default : new(ItemKind.Text, 0, value, null);

    /// <summary>A value that somebody has set, and reads back as it was set: only its text is rounded.</summary>
    public static RowValue Exact(ItemValue value) => value.IsValid ? new(value) : default;

    /// <summary>As it is published, if it is fresh.</summary>
    /// <param name="decimals">Digits to which a number is rounded.</param>
    internal ItemValue ToItem(int decimals) => !_isKnown ? ItemValue.Invalid : _kind switch
    {
        ItemKind.Number => ItemValue.Of(_number, _isExact ? ItemValue.Exact : decimals),
        ItemKind.Integer => ItemValue.Of((int)_number),
        _ => ItemValue.Of(_text),
    };
}
