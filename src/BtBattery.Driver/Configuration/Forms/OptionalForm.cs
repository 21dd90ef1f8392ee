using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>A number that need not be given.</summary>
internal sealed class OptionalForm<T>(ValueForm<T> form) : ValueForm<T?>
    where T : struct
{
    public override KeyKind Kind => form.Kind;

    public override double? Least => form.Least;

    public override double? Most => form.Most;

    public override string Expected => form.Expected + ", or nothing";

    public override Reading<T?> Read(string text)
    {
        if (text.Length == 0)
        {
            return Reading<T?>.Of(null);
        }

        Reading<T> reading = form.Read(text);
        return reading.Code is null ? Reading<T?>.Of(reading.Value) : Reading<T?>.Wrong(reading);
    }

    public override string Format(T? value) => value is T number ? form.Format(number) : "";

    public override void WriteJson(Utf8JsonWriter writer, T? value)
    {
        if (value is T number)
        {
            form.WriteJson(writer, number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
