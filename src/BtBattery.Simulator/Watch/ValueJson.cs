using System.Text;
using System.Text.Json;
using BtBattery.DBus;

namespace BtBattery.Simulator.Watch;

/// <summary>Services as one JSON object: service to path to value, sorted; invalid is null, numbers are numbers.</summary>
internal static class ValueJson
{
    public static string Write(IEnumerable<WatchedService> services)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (WatchedService service in services)
            {
                json.WriteStartObject(service.Name);
                foreach ((string path, Variant? value) in service.Values)
                {
                    json.WritePropertyName(path);
                    Write(json, value);
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Variant? value)
    {
        if (value is not { } known)
        {
            json.WriteNullValue();
        }
        else if (known.TryGetInteger(out long whole))
        {
            json.WriteNumberValue(whole);
        }
        else if (known.TryGetNumber(out double number) && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else if (known.TryGetBoolean(out bool flag))
        {
            json.WriteBooleanValue(flag);
        }
        else if (known.TryGetString(out string? text))
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteStringValue(known.ToString());
        }
    }
}
