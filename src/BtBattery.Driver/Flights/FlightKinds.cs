namespace BtBattery.Driver.Flights;

/// <summary>The names of the kinds in a file.</summary>
internal static class FlightKinds
{
    private static readonly Dictionary<RecordKind, string> s_names = new()
    {
        [RecordKind.Checkpoint] = "battery",
        [RecordKind.LinkUp] = "link_up",
        [RecordKind.Wish] = "wish",
        [RecordKind.Round] = "round",
        [RecordKind.Ask] = "ask",
        [RecordKind.Reply] = "reply",
        [RecordKind.Told] = "reply_kept_back",
        [RecordKind.Radio] = "radio",
        [RecordKind.BadFrames] = "bad_frames",
        [RecordKind.Late] = "late",
        [RecordKind.RoundEnd] = "round_end",
        [RecordKind.LinkDown] = "link_down",
        [RecordKind.LinkFailed] = "link_failed",
        [RecordKind.LinkLent] = "link_lent",
        [RecordKind.LinkRests] = "link_rests",
        [RecordKind.Recovering] = "recovering",
        [RecordKind.Take] = "take",
        [RecordKind.Write] = "write",
        [RecordKind.Remark] = "remark",
        [RecordKind.Forget] = "stop",
        [RecordKind.Turn] = "turn",
        [RecordKind.Log] = "log",
        [RecordKind.Probe] = "probe",
        [RecordKind.Heard] = "heard",
        [RecordKind.SystemVoltage] = "system_voltage",
        [RecordKind.Settings] = "settings",
    };

    private static readonly Dictionary<string, RecordKind> s_kinds = s_names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string NameOf(RecordKind kind) => s_names[kind];

    /// <summary>Null for a name that this program does not know.</summary>
    public static RecordKind? Find(string? name) => name is not null && s_kinds.TryGetValue(name, out RecordKind kind) ? kind : null;
}
