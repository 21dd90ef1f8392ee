using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Flights;

/// <summary>A published value as JSON; a number in the shortest form that leads back to the same bits.</summary>
internal static class FlightValue
{
    public static void Write(Utf8JsonWriter json, ItemValue value)
    {
        switch (value)
        {
            case { IsValid: false }:
                json.WriteNullValue();
                break;
            case { Kind: ItemKind.Integer }:
                json.WriteNumberValue(value.AsInteger);
                break;
            case { Kind: ItemKind.Number }:
                json.WriteNumberValue(value.AsNumber);
                break;
            default:
                json.WriteStringValue(value.AsText);
                break;
        }
    }

    public static string ToJson(ItemValue value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
