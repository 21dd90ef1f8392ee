using System.Globalization;
using System.Runtime.CompilerServices;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>Type, resolution and text of a path.</summary>
/// <param name="Kind">Its type.</param>
/// <param name="Decimals">Digits after the point, to which a number is rounded.</param>
/// <param name="Unit">What the text ends in.</param>
/// <param name="Format">Text form of integers; null for plain digits.</param>
/// <param name="Names">What integers from 0 on mean, which is their text; null for plain digits.</param>
public sealed record ValueForm(ItemKind Kind, int Decimals = 0, string Unit = "", string? Format = null, IReadOnlyList<string>? Names = null)
{
    private readonly string _fixed = "F" + Decimals.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count or a flag.</summary>
    public static ValueForm Count { get; } = new(ItemKind.Integer);

    /// <summary>A count that people read in base 16.</summary>
    public static ValueForm Hexadecimal { get; } = new(ItemKind.Integer, Format: "0x");

    /// <summary>A text.</summary>
    public static ValueForm Words { get; } = new(ItemKind.Text);

    /// <summary>Volts at the terminals.</summary>
    public static ValueForm Volts { get; } = new(ItemKind.Number, 2, "V");

    /// <summary>Volts of a cell.</summary>
    public static ValueForm CellVolts { get; } = new(ItemKind.Number, 3, "V");

    /// <summary>How fast cells move apart, in millivolts a week.</summary>
    public static ValueForm MillivoltsPerWeek { get; } = new(ItemKind.Number, 1, "mV/week");

    /// <summary>A current that flows, in amperes.</summary>
    public static ValueForm Amps { get; } = new(ItemKind.Number, 2, "A");

    /// <summary>A current that is allowed, in amperes.</summary>
    public static ValueForm LimitAmps { get; } = new(ItemKind.Number, 1, "A");

    /// <summary>A number of whatever unit.</summary>
    public static ValueForm Bare { get; } = new(ItemKind.Number, 3);

    /// <summary>Watts.</summary>
    public static ValueForm Watts { get; } = new(ItemKind.Number, 0, "W");

    /// <summary>Degrees Celsius.</summary>
    public static ValueForm Celsius { get; } = new(ItemKind.Number, 1, "°C");

    /// <summary>A share, in percent.</summary>
    public static ValueForm Percent { get; } = new(ItemKind.Number, 1, "%");

    /// <summary>A charge, in ampere-hours.</summary>
    public static ValueForm AmpHours { get; } = new(ItemKind.Number, 1, "Ah");

    /// <summary>A capacity, in whole ampere-hours.</summary>
    public static ValueForm WholeAmpHours { get; } = new(ItemKind.Number, 0, "Ah");

    /// <summary>An energy, in kilowatt-hours.</summary>
    public static ValueForm KilowattHours { get; } = new(ItemKind.Number, 2, "kWh");

    /// <summary>A value as people read it, with unit, independent of any locale.</summary>
    /// <param name="value">Of this <see cref="Kind"/>, or invalid.</param>
    public string TextOf(ItemValue value) => !value.IsValid ? Item.InvalidText : Kind switch
    {
        ItemKind.Text => value.AsText,
        ItemKind.Integer when Names is { } names && value.AsInteger >= 0 && value.AsInteger < names.Count => names[value.AsInteger],
        ItemKind.Integer when Format is "0x" => "0x" + value.AsInteger.ToString("X", CultureInfo.InvariantCulture) + Unit,
        ItemKind.Integer => value.AsInteger.ToString(Format, CultureInfo.InvariantCulture) + Unit,
        _ => NumberOf(value.AsNumber),
    };

    private string NumberOf(double number)
    {
        // Most of what is sent: one text for each, and none in between.
        var text = new DefaultInterpolatedStringHandler(0, 2, CultureInfo.InvariantCulture, stackalloc char[64]);
        text.AppendFormatted(number, _fixed);
        text.AppendLiteral(Unit);
        return text.ToStringAndClear();
    }
}
