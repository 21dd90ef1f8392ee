namespace BtBattery.Driver.Run;

/// <summary>The remarks that hold; immutable. A topic without one gives the empty text.</summary>
public sealed record Remarks
{
    private IReadOnlyDictionary<RemarkTopic, string> Texts { get; init; } = new Dictionary<RemarkTopic, string>();

    /// <summary>No remark.</summary>
    public static Remarks None { get; } = new();

    /// <summary>Those that hold.</summary>
    public IEnumerable<Remark> All => Texts.Where(pair => pair.Value.Length > 0).Select(pair => new Remark(pair.Key, pair.Value));

    /// <summary>The remark about a topic; empty for none.</summary>
    public string this[RemarkTopic topic] => Texts.GetValueOrDefault(topic, "");

    /// <summary>Those about some topics, one after another.</summary>
    public string Join(params ReadOnlySpan<RemarkTopic> topics)
    {
        string joined = "";
        foreach (RemarkTopic topic in topics)
        {
            joined = joined.Length > 0 && this[topic].Length > 0 ? $"{joined} {this[topic]}" : joined + this[topic];
        }

        return joined;
    }

    /// <summary>With this one in place of the last about the same.</summary>
    public Remarks With(Remark remark)
    {
        ArgumentNullException.ThrowIfNull(remark);
        return this with { Texts = new Dictionary<RemarkTopic, string>(Texts) { [remark.Topic] = remark.Text } };
    }
}
