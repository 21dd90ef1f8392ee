namespace BtBattery.Driver.Publish;

/// <summary>The value of one path: an integer, a number, a text, or invalid. Never NaN, never a stand-in for unknown.</summary>
public readonly record struct ItemValue
{
    /// <summary>Digits with which a number is taken as it is. To round by so many changes some numbers, by other amounts each time.</summary>
    public const int Exact = 15;

    private readonly double _number;
    private readonly string? _text;

    private ItemValue(ItemKind kind, double number, string? text)
    {
        IsValid = true;
        Kind = kind;
        _number = number;
        _text = text;
    }

    /// <summary>"No value".</summary>
    public static ItemValue Invalid => default;

    /// <summary>False for "no value".</summary>
    public bool IsValid { get; }

    /// <summary>The type, when valid.</summary>
    public ItemKind Kind { get; }

    /// <summary>The integer.</summary>
    public int AsInteger => (int)_number;

    /// <summary>The number.</summary>
    public double AsNumber => _number;

    /// <summary>The text.</summary>
    public string AsText => _text ?? "";

    /// <inheritdoc/>
    public bool Equals(ItemValue other) =>
        IsValid == other.IsValid && Kind == other.Kind && _number.Equals(other._number) && (ReferenceEquals(_text, other._text) || string.Equals(_text, other._text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsValid, Kind, _number, _text);

    /// <summary>An integer, or invalid for null.</summary>
    public static ItemValue Of(int? value) => value is int integer ? new(ItemKind.Integer, integer, null) : Invalid;

    /// <summary>A number rounded to what is shown, so that noise below it is no change; invalid for null and what is not finite.</summary>
    public static ItemValue Of(double? value, int decimals) =>
        value is double number && double.IsFinite(number)
            ? new(ItemKind.Number, (decimals < Exact ? Math.Round(number, decimals, MidpointRounding.AwayFromZero) : number) + 0.0, null)
            : Invalid;

    /// <summary>A text, or invalid for null.</summary>
    public static ItemValue Of(string? value) => value is null ? Invalid : new(ItemKind.Text, 0, value);
}
