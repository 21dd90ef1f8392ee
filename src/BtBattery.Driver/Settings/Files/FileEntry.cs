using System.Text.Json;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings.Files;

/// <summary>What the file has of one device; immutable.</summary>
/// <param name="Instance">Its number; null if it never needed one.</param>
/// <param name="Wish">The number that was wished for when it got that.</param>
/// <param name="Values">What somebody has set, as text or number; also settings that this program does not know.</param>
internal sealed record FileEntry(int? Instance, int? Wish, IReadOnlyDictionary<string, ItemValue> Values)
{
    private const string InstanceName = "instance";
    private const string WishName = "wish";
    private const string ValuesName = "settings";

    /// <summary>As many digits as a number can have.</summary>
    private const int Digits = 15;

    /// <summary>Nothing yet.</summary>
    public static FileEntry Empty { get; } = new(null, null, new Dictionary<string, ItemValue>());

    /// <summary>Reads an entry. What in it cannot be understood is as if it were not there.</summary>
    public static FileEntry Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Empty;
        }

        var values = new Dictionary<string, ItemValue>(StringComparer.Ordinal);
        if (json.TryGetProperty(ValuesName, out JsonElement settings) && settings.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty setting in settings.EnumerateObject())
            {
                values[setting.Name] = setting.Value.ValueKind switch
                {
                    JsonValueKind.String => ItemValue.Of(setting.Value.GetString()),
                    JsonValueKind.Number => ItemValue.Of(setting.Value.GetDouble(), Digits),
                    _ => ItemValue.Invalid,
                };
            }
        }

        return new(Number(json, InstanceName), Number(json, WishName), values);
    }

    /// <summary>What somebody has set; null if nobody has, or it may not be that.</summary>
    public ItemValue? Find(Setting setting)
    {
        ItemValue value = Values.GetValueOrDefault(setting.Name);
        if (value is { IsValid: true, Kind: ItemKind.Number } && setting.Default.Kind == ItemKind.Integer)
        {
            double number = value.AsNumber;
            value = Math.Floor(number) == number && Math.Abs(number) <= int.MaxValue ? ItemValue.Of((int)number) : ItemValue.Invalid;
        }

        return setting.Fits(value) ? value : null;
    }

    /// <summary>The same with one value set.</summary>
    public FileEntry With(string name, ItemValue value) =>
        this with { Values = new Dictionary<string, ItemValue>(Values, StringComparer.Ordinal) { [name] = value } };

    /// <summary>The entry as a JSON object.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (Instance is { } instance)
            {
                json.WriteNumber(InstanceName, instance);
            }

            if (Wish is { } wish)
            {
                json.WriteNumber(WishName, wish);
            }

            json.WriteStartObject(ValuesName);
            foreach ((string name, ItemValue value) in Values.Where(setting => setting.Value.IsValid).OrderBy(setting => setting.Key, StringComparer.Ordinal))
            {
                if (value.Kind == ItemKind.Text)
                {
                    json.WriteString(name, value.AsText);
                }
                else
                {
                    json.WriteNumber(name, value.AsNumber);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static int? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number : null;
}
