using System.Globalization;
using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

internal sealed class IntegerForm(int least, int most, string unit) : ValueForm<int>
{
    public override KeyKind Kind => KeyKind.Integer;

    public override double? Least => least;

    public override double? Most => most;

    public override string Expected { get; } =
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}{(unit.Length > 0 ? " " : "")}{unit}");

    public override Reading<int> Read(string text)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
        {
            return Reading<int>.Wrong(FindingCodes.WrongType, "give " + Expected);
        }

        return value >= least && value <= most ? Reading<int>.Of((int)value) : Reading<int>.Wrong(FindingCodes.OutOfRange, "give " + Expected);
    }

    public override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    public override void WriteJson(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);
}
