using System.Text.Json;

namespace BtBattery.Bms.Recordings;

/// <summary>A recorded conversation with a battery; the file format is described in tests/vectors/README.md.</summary>
/// <param name="Bms">The kind of battery, as the file names it.</param>
/// <param name="Protocol">Which of several protocols sold under that name; null if the file does not say.</param>
/// <param name="Exchanges">Requests and answers in the order of time.</param>
public sealed record Recording(string Bms, string? Protocol, IReadOnlyList<RecordedExchange> Exchanges)
{
    /// <summary>Reads the text of a recording file. Keys it does not need are left alone.</summary>
    /// <exception cref="RecordingException">The text is not JSON, or is not a recording.</exception>
    public static Recording Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new RecordingException($"The recording is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // What the JSON reader throws for text that is no valid Unicode.
            throw new RecordingException("The recording contains text that is not valid Unicode.", e);
        }
    }

    private static Recording Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new RecordingException("A recording is a JSON object with the keys bms and exchanges; this is something else.");

        string bms = Text(Member(root, "bms", "the recording"), "bms");
        string? protocol = root.TryGetProperty("protocol", out JsonElement tag) && tag.ValueKind != JsonValueKind.Null
            ? Text(tag, "protocol")
            : null;
        JsonElement list = Items(Member(root, "exchanges", "the recording"), "exchanges");
        var exchanges = new List<RecordedExchange>(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
            exchanges.Add(ReadExchange(item, $"exchanges[{exchanges.Count}]"));
        return new Recording(bms, protocol, exchanges);
    }

    private static RecordedExchange ReadExchange(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new RecordingException($"{where} should be an object with the keys request and notifications.");

        JsonElement request = Member(item, "request", where);
        byte[] asked = request.ValueKind == JsonValueKind.Null ? [] : Hex(request, $"{where}.request");
        JsonElement list = Items(Member(item, "notifications", where), $"{where}.notifications");
        var notifications = new List<ReadOnlyMemory<byte>>(list.GetArrayLength());
        foreach (JsonElement notification in list.EnumerateArray())
            notifications.Add(Hex(notification, $"{where}.notifications[{notifications.Count}]"));
        return new RecordedExchange(asked, notifications);
    }

    private static JsonElement Member(JsonElement parent, string key, string where) =>
        parent.TryGetProperty(key, out JsonElement member)
            ? member
            : throw new RecordingException($"The key {key} is missing from {where}.");

    private static JsonElement Items(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Array ? element : throw new RecordingException($"{where} should be a list.");

    private static string Text(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new RecordingException($"{where} should be text.");

    private static byte[] Hex(JsonElement element, string where)
    {
        string text = Text(element, where);
        if (text.Length % 2 != 0)
            throw new RecordingException($"{where} has an odd number of hexadecimal digits.");
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException e)
        {
            throw new RecordingException($"{where} is not hexadecimal: only the digits 0-9 and a-f may occur.", e);
        }
    }
}
