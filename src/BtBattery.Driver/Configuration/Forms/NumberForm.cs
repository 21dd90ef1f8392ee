using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

internal sealed class NumberForm(double least, double most, string unit) : ValueForm<double>
{
    public override KeyKind Kind => KeyKind.Number;

    public override double? Least => least;

    public override double? Most => most;

    public override string Expected { get; } =
        $"a number from {NumberText.Format(least)} to {NumberText.Format(most)}{(unit.Length > 0 ? " " : "")}{unit}";

    public override Reading<double> Read(string text)
    {
        Reading<double> reading = NumberText.Read(text, Expected);
        return reading.Code is not null || (reading.Value >= least && reading.Value <= most)
            ? reading
            : Reading<double>.Wrong(FindingCodes.OutOfRange, "give " + Expected);
    }

    public override string Format(double value) => NumberText.Format(value);

    public override void WriteJson(Utf8JsonWriter writer, double value) => writer.WriteNumberValue(value);
}
