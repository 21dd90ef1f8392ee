using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

internal sealed class BoolForm : ValueForm<bool>
{
    public override KeyKind Kind => KeyKind.Bool;

    public override string Expected => "True or False";

    public override Reading<bool> Read(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => Reading<bool>.Of(true),
        "FALSE" or "NO" or "OFF" or "0" => Reading<bool>.Of(false),
        _ => Reading<bool>.Wrong(FindingCodes.WrongType, "give " + Expected),
    };

    public override string Format(bool value) => value ? "True" : "False";

    public override void WriteJson(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
}
