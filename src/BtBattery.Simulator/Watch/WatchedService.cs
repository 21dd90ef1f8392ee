using BtBattery.DBus;

namespace BtBattery.Simulator.Watch;

/// <summary>What is known of one com.victronenergy service.</summary>
internal sealed class WatchedService(string name, string owner, long seenAt)
{
    private readonly List<Message> _early = [];

    public string Name { get; } = name;

    /// <summary>Unique name of its connection; signals come under it.</summary>
    public string Owner { get; } = owner;

    /// <summary>Path to value; null = published as invalid.</summary>
    public SortedDictionary<string, Variant?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>True once GetItems was answered.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Timestamp of the last change.</summary>
    public long ChangedAt { get; private set; } = seenAt;

    /// <summary>The whole content, as GetItems gave it, then every change that was signalled meanwhile, in order.</summary>
    public void TakeSnapshot(Message reply, long now)
    {
        Values.Clear();
        Apply(reply, now);
        IsKnown = true;
        foreach (Message signal in _early) Apply(signal, now);
        _early.Clear();
    }

    public void TakeChanges(Message signal, long now)
    {
        if (IsKnown) Apply(signal, now);
        else _early.Add(signal);
    }

    public double? Number(string path) =>
        Values.TryGetValue(path, out Variant? value) && value is { } known && known.TryGetNumber(out double number) ? number : null;

    public string? Text(string path) =>
        Values.TryGetValue(path, out Variant? value) && value is { } known && known.TryGetString(out string? text) && text.Length > 0
            ? text : null;

    private void Apply(Message items, long now)
    {
        MessageReader reader = items.GetReader();
        ArrayEnd all = reader.ReadArrayStart(DBusType.DictEntry);
        while (reader.HasNext(all))
        {
            reader.AlignStruct();
            string path = reader.ReadString();
            Dictionary<string, Variant> item = reader.ReadVariantDictionary();
            if (item.TryGetValue("Value", out Variant value)) Values[path] = IsInvalid(value) ? (Variant?)null : value;
        }
        ChangedAt = now;
    }

    /// <summary>On Victron's bus an empty array of any kind says that there is no value.</summary>
    private static bool IsInvalid(Variant value) => value.Type == DBusType.Array && IsEmpty(value);

    private static bool IsEmpty(Variant array) => array.Signature switch
    {
        "ay" => array.AsByteArray().Length == 0,
        ['a', '{', ..] => array.Entries.Count == 0,
        _ => array.Items.Count == 0,
    };
}
