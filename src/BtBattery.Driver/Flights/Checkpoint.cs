using System.Text.Json;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Flights;

/// <summary>The whole state at a moment at which nothing is under way. Moments are ticks of 100 ns.</summary>
/// <remarks>Recordings are kept for years as tests: a key that is added has to be read so that it may be missing.</remarks>
/// <param name="Settings">What was configured.</param>
/// <param name="Battery">What the poller remembers.</param>
/// <param name="Driver">What the loop remembers.</param>
/// <param name="PublishedAt">The moment of what was published last; null if nothing was.</param>
internal sealed record Checkpoint(FlightSettings Settings, PolledBatteryState Battery, DriverMemory Driver, MonotonicTime? PublishedAt)
{
    public byte[] ToJson()
    {
        // Reports are told apart by identity: an equal one may be about another wish.
        List<SwitchReport> reports = [];
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            WriteSettings(json);
            WriteBattery(json, reports);
            WriteDriver(json, reports);
            WriteTime(json, "published_at", PublishedAt);
            json.WriteStartArray("reports");
            foreach (SwitchReport report in reports)
            {
                json.WriteStartObject();
                json.WriteString("text", report.Text);
                json.WriteBoolean("final", report.IsFinal);
                json.WriteBoolean("done", report.IsDone);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="FormatException">This is no checkpoint, or one that this program does not understand.</exception>
    public static Checkpoint Read(JsonElement json)
    {
        SwitchReport[] reports =
        [
            .. json.GetProperty("reports").EnumerateArray().Select(report => new SwitchReport(
                report.GetProperty("text").GetString()!, report.GetProperty("final").GetBoolean(), report.GetProperty("done").GetBoolean())),
        ];
        return new(ReadSettings(json.GetProperty("settings")), ReadBattery(json.GetProperty("poller"), reports), ReadDriver(json, reports), ReadTime(json, "published_at"));
    }

    private void WriteSettings(Utf8JsonWriter json)
    {
        json.WriteStartObject("settings");
        json.WriteString("version", Settings.Version);
        json.WriteString("name", Settings.Name);
        if (Settings.IsInBank)
        {
            json.WriteBoolean("in_bank", true);
        }

        json.WriteNumber("device_instance", Settings.DeviceInstance);
        json.WriteNumber("data_timeout", Settings.DataTimeout.Ticks);
        json.WriteNumber("poll_interval", Settings.PollInterval.Ticks);
        if (Settings.IntermittentInterval is { } interval)
        {
            json.WriteNumber("intermittent_interval", interval.Ticks);
        }

        if (Settings.LimitPolicy is { } policy)
        {
            json.WriteString("limit_policy", policy.ToString());
        }

        json.WriteBoolean("allow_switching", Settings.AllowSwitching);
        json.WriteBoolean("invert_current", Settings.InvertCurrent);
        json.WriteBoolean("has_password", Settings.HasPassword);
        json.WriteEndObject();
    }

    private static FlightSettings ReadSettings(JsonElement json) => new()
    {
        Version = json.GetProperty("version").GetString()!,
        Name = json.TryGetProperty("name", out JsonElement name) ? name.GetString() : null,
        IsInBank = json.TryGetProperty("in_bank", out JsonElement inBank) && inBank.GetBoolean(),
        DeviceInstance = json.GetProperty("device_instance").GetInt32(),
        DataTimeout = TimeSpan.FromTicks(json.GetProperty("data_timeout").GetInt64()),
        PollInterval = json.TryGetProperty("poll_interval", out JsonElement poll) ? TimeSpan.FromTicks(poll.GetInt64()) : DriverOptions.DefaultPollInterval,
        IntermittentInterval = json.TryGetProperty("intermittent_interval", out JsonElement interval) ? TimeSpan.FromTicks(interval.GetInt64()) : null,
        LimitPolicy = json.TryGetProperty("limit_policy", out JsonElement policy) ? SnapshotJson.Choice<LossPolicy>(policy) : null,
        AllowSwitching = json.GetProperty("allow_switching").GetBoolean(),
        InvertCurrent = json.GetProperty("invert_current").GetBoolean(),
        HasPassword = json.GetProperty("has_password").GetBoolean(),
    };

    private void WriteBattery(Utf8JsonWriter json, List<SwitchReport> reports)
    {
        json.WriteStartObject("poller");
        json.WritePropertyName("snapshot");
        SnapshotJson.Write(json, Battery.Snapshot);
        WriteStatus(json, Battery.Status, reports);
        WriteSlope(json, Battery.Slope);
        if (Battery.Wish is { } wish)
        {
            json.WriteStartObject("wish");
            json.WriteString("fet", wish.Fet.ToString());
            json.WriteBoolean("on", wish.On);
            json.WriteNumber("good_until", wish.GoodUntil.SinceOrigin.Ticks);
            json.WriteEndObject();
        }

        json.WriteBoolean("wish_handed_over", Battery.IsWishHandedOver);
        WriteReport(json, "report", Battery.Report, reports);
        json.WriteString("family", Battery.Family);
        WriteNotes(json, "conversation", Battery.Conversation);
        WriteNotes(json, "memory", Battery.Memory);
        WriteNotes(json, "questions", Battery.Questions);
        json.WriteEndObject();
    }

    private static PolledBatteryState ReadBattery(JsonElement json, SwitchReport[] reports) => new()
    {
        Snapshot = SnapshotJson.Read(json.GetProperty("snapshot")),
        Status = ReadStatus(json.GetProperty("status"), reports),
        Slope = ReadSlope(json.GetProperty("slope")),
        Wish = json.TryGetProperty("wish", out JsonElement wish)
            ? new SwitchWish(SnapshotJson.Choice<FetSwitch>(wish.GetProperty("fet")), wish.GetProperty("on").GetBoolean(), ReadTime(wish, "good_until")!.Value)
            : null,
        IsWishHandedOver = json.GetProperty("wish_handed_over").GetBoolean(),
        Report = ReadReport(json, "report", reports),
        Family = json.GetProperty("family").GetString(),
        Conversation = ReadNotes(json.GetProperty("conversation")),
        Memory = ReadNotes(json.GetProperty("memory")),
        Questions = json.TryGetProperty("questions", out JsonElement questions) ? ReadNotes(questions) : [],
    };

    private void WriteDriver(Utf8JsonWriter json, List<SwitchReport> reports)
    {
        json.WriteStartObject("loop");
        json.WritePropertyName("snapshot");
        SnapshotJson.Write(json, Driver.Battery);
        WriteStatus(json, Driver.Status, reports);
        json.WriteString("custom_name", Driver.CustomName);
        if (Driver.Instance is { } instance)
        {
            json.WriteNumber("instance", instance);
        }

        json.WriteStartObject("remarks");
        foreach (Remark remark in Driver.Remarks.All)
        {
            json.WriteString(remark.Topic.ToString(), remark.Text);
        }

        json.WriteEndObject();
        json.WriteNumber("started", Driver.Started.SinceOrigin.Ticks);
        WriteTime(json, "turn_at", Driver.TurnAt);
        json.WriteStartObject("switch");
        WriteTime(json, "armed_until", Driver.Switch.ArmedUntil);
        json.WriteString("fet", Driver.Switch.Fet.ToString());
        json.WriteBoolean("on", Driver.Switch.On);
        json.WriteBoolean("confirmed", Driver.Switch.IsConfirmed);
        WriteReport(json, "report_before", Driver.Switch.ReportBefore, reports);
        json.WriteEndObject();
        json.WriteStartObject("release");
        WriteTime(json, "until", Driver.Release.Until);
        WriteTime(json, "ended_at", Driver.Release.EndedAt);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static DriverMemory ReadDriver(JsonElement root, SwitchReport[] reports)
    {
        JsonElement json = root.GetProperty("loop");
        JsonElement fetSwitch = json.GetProperty("switch");
        return new()
        {
            Battery = SnapshotJson.Read(json.GetProperty("snapshot")),
            Status = ReadStatus(json.GetProperty("status"), reports),
            CustomName = json.GetProperty("custom_name").GetString()!,
            Instance = json.TryGetProperty("instance", out JsonElement instance) ? instance.GetInt32() : null,
            Remarks = ReadRemarks(json),
            Started = ReadTime(json, "started")!.Value,
            TurnAt = ReadTime(json, "turn_at"),
            Release = json.TryGetProperty("release", out JsonElement release)
                ? PhoneRelease.None with { Until = ReadTime(release, "until"), EndedAt = ReadTime(release, "ended_at") }
                : PhoneRelease.None,
            Switch = FetSwitchControl.Idle with
            {
                ArmedUntil = ReadTime(fetSwitch, "armed_until"),
                Fet = SnapshotJson.Choice<FetSwitch>(fetSwitch.GetProperty("fet")),
                On = fetSwitch.GetProperty("on").GetBoolean(),
                IsConfirmed = fetSwitch.GetProperty("confirmed").GetBoolean(),
                ReportBefore = ReadReport(fetSwitch, "report_before", reports),
            },
        };
    }

    private static Remarks ReadRemarks(JsonElement json) => !json.TryGetProperty("remarks", out JsonElement remarks)
        ? Remarks.None
        : remarks.EnumerateObject()
            .Select(remark => new Remark(Enum.Parse<RemarkTopic>(remark.Name), remark.Value.GetString()!))
            .Aggregate(Remarks.None, (all, remark) => all.With(remark));

    private static void WriteStatus(Utf8JsonWriter json, BatteryStatus status, List<SwitchReport> reports)
    {
        json.WriteStartObject("status");
        json.WriteBoolean("live", status.IsLive);
        json.WriteBoolean("resting", status.IsResting);
        json.WriteString("bms_type", status.BmsType);
        json.WriteString("problem", status.Problem);
        json.WriteString("problem_code", status.ProblemCode);
        json.WriteBoolean("needs_owner", status.NeedsOwner);
        WriteLink(json, status.Link);
        json.WriteString("rung", status.Rung?.ToString());
        json.WritePropertyName("rungs_used");
        SnapshotJson.WriteCounts(json, status.RungsUsed.ToDictionary(used => used.Key.ToString(), used => used.Value));
        WriteReport(json, "switching", status.Switching, reports);
        json.WriteStartArray("tells_of");
        foreach (Protection protection in status.Reports)
        {
            json.WriteStringValue(protection.ToString());
        }

        json.WriteEndArray();
        json.WritePropertyName("contradictions");
        SnapshotJson.WriteCounts(json, status.Contradictions);
        json.WriteEndObject();
    }

    private static BatteryStatus ReadStatus(JsonElement json, SwitchReport[] reports) => new()
    {
        IsLive = json.GetProperty("live").GetBoolean(),
        IsResting = json.TryGetProperty("resting", out JsonElement resting) && resting.GetBoolean(),
        BmsType = json.GetProperty("bms_type").GetString(),
        Problem = json.GetProperty("problem").GetString(),
        ProblemCode = json.TryGetProperty("problem_code", out JsonElement code) ? code.GetString() : null,
        NeedsOwner = json.GetProperty("needs_owner").GetBoolean(),
        Link = json.TryGetProperty("link", out JsonElement link) ? ReadLink(link) : LinkFacts.None,
        Rung = json.TryGetProperty("rung", out JsonElement rung) && rung.ValueKind == JsonValueKind.String ? SnapshotJson.Choice<RecoveryRung>(rung) : null,
        RungsUsed = json.TryGetProperty("rungs_used", out JsonElement used)
            ? SnapshotJson.ReadCounts(used).ToDictionary(count => Enum.Parse<RecoveryRung>(count.Key), count => count.Value)
            : new Dictionary<RecoveryRung, int>(),
        Switching = ReadReport(json, "switching", reports),
        Reports = [.. json.GetProperty("tells_of").EnumerateArray().Select(SnapshotJson.Choice<Protection>)],
        Contradictions = SnapshotJson.ReadCounts(json.GetProperty("contradictions")),
    };

    private static void WriteLink(Utf8JsonWriter json, LinkFacts link)
    {
        json.WriteStartObject("link");
        json.WriteBoolean("was_reached", link.WasReached);
        json.WriteNumber("attempts", link.Attempts);
        json.WriteNumber("reconnects", link.Reconnects);
        WriteTime(json, "quiet_since", link.QuietSince);
        json.WriteString("adapter", link.Adapter);
        if (link.Rssi is { } rssi)
        {
            json.WritePropertyName("rssi");
            SnapshotJson.WriteMeasured(json, rssi, (writer, value) => writer.WriteNumberValue(value));
        }

        json.WritePropertyName("bad_frames");
        SnapshotJson.WriteCounts(json, link.BadFrames);
        json.WriteEndObject();
    }

    private static LinkFacts ReadLink(JsonElement json) => new()
    {
        WasReached = json.GetProperty("was_reached").GetBoolean(),
        Attempts = json.GetProperty("attempts").GetInt32(),
        Reconnects = json.GetProperty("reconnects").GetInt32(),
        QuietSince = ReadTime(json, "quiet_since"),
        Adapter = json.GetProperty("adapter").GetString(),
        Rssi = json.TryGetProperty("rssi", out JsonElement rssi) ? SnapshotJson.ReadMeasured(rssi, value => value.GetInt32()) : null,
        BadFrames = SnapshotJson.ReadCounts(json.GetProperty("bad_frames")),
    };

    private static void WriteSlope(Utf8JsonWriter json, CapacitySlope slope)
    {
        json.WriteStartObject("slope");
        if (slope.LastCurrent is { } current)
        {
            json.WritePropertyName("last_current");
            SnapshotJson.WriteMeasured(json, current, (writer, value) => writer.WriteNumberValue(value));
        }

        json.WriteNumber("last_remaining_ah", slope.LastRemainingAh);
        json.WriteNumber("start_remaining_ah", slope.StartRemainingAh);
        json.WriteNumber("flowed_ah", slope.FlowedAh);
        json.WriteEndObject();
    }

    private static CapacitySlope ReadSlope(JsonElement json) => new()
    {
        LastCurrent = json.TryGetProperty("last_current", out JsonElement current) ? SnapshotJson.ReadMeasured(current, value => value.GetDouble()) : null,
        LastRemainingAh = json.GetProperty("last_remaining_ah").GetDouble(),
        StartRemainingAh = json.GetProperty("start_remaining_ah").GetDouble(),
        FlowedAh = json.GetProperty("flowed_ah").GetDouble(),
    };

    private static void WriteReport(Utf8JsonWriter json, string name, SwitchReport? report, List<SwitchReport> reports)
    {
        if (report is null)
        {
            json.WriteNull(name);
            return;
        }

        int index = reports.FindIndex(known => ReferenceEquals(known, report));
        if (index < 0)
        {
            index = reports.Count;
            reports.Add(report);
        }

        json.WriteNumber(name, index);
    }

    private static SwitchReport? ReadReport(JsonElement json, string name, SwitchReport[] reports) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } index ? reports[index.GetInt32()] : null;

    private static void WriteNotes(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> notes)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in notes)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static Dictionary<string, string> ReadNotes(JsonElement json) => json.EnumerateObject().ToDictionary(note => note.Name, note => note.Value.GetString()!);

    private static void WriteTime(Utf8JsonWriter json, string name, MonotonicTime? time)
    {
        if (time is { } moment)
        {
            json.WriteNumber(name, moment.SinceOrigin.Ticks);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static MonotonicTime? ReadTime(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } ticks ? new MonotonicTime(TimeSpan.FromTicks(ticks.GetInt64())) : null;
}
