using System.Text.Json;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging.Abstractions;

namespace BtBattery.Driver.Flights;

/// <summary>One battery of a recording while it is played again: told line by line what the running driver was told.</summary>
internal sealed class ReplayedFlight
{
    private const string ConnectionPath = "/Mgmt/Connection";

    private readonly string _name;
    private readonly HashSet<string> _paths;
    private readonly Queue<BatteryUpdate> _updates = new();
    private readonly List<FlightDifference> _differences = [];
    private readonly PolledBattery _battery;
    private readonly BankState _driver;
    private readonly ItemTree _tree;
    private BankTurn? _lastTurn;
    private int _turns;

    private ReplayedFlight(string name, BatteryAddress address, HashSet<string> paths, Checkpoint checkpoint)
    {
        (_name, _paths) = (name, paths);
        _tree = new ItemTree(Surface.OfReplay(checkpoint.Settings.IsInBank));
        DriverOptions options = checkpoint.Settings.ToOptions(address);
        _battery = new PolledBattery(address, options.Battery, _updates.Enqueue, NullLogger.Instance);
        _battery.Restore(checkpoint.Battery);
        _driver = new BankState(BankPlan.Watching(options), checkpoint.Settings.Version, checkpoint.Driver.Started);
        _driver.Restore(1, checkpoint.Driver);
        if (checkpoint.Driver.TurnAt is { } turnAt)
        {
            _lastTurn = _driver.TakeTurn(turnAt);
            _tree.Update(_lastTurn);
            if (checkpoint.PublishedAt is { } publishedAt && publishedAt != turnAt)
            {
                _lastTurn = _lastTurn.At(publishedAt);
                _tree.Update(_lastTurn);
            }
        }
    }

    /// <summary>Begins with a line of kind <c>battery</c>.</summary>
    public static ReplayedFlight Begin(JsonElement json)
    {
        string name = json.GetProperty("address").GetString() ?? "";
        return BatteryAddress.TryParse(name, out BatteryAddress address)
            ? new(
                name,
                address,
                ComparedPaths(json),
                Checkpoint.Read(json.GetProperty("state")))
            : throw new FormatException($"'{name}' is no address");
    }

    /// <summary>
    /// The paths that were published then. Before the link had a state, /Mgmt/Connection was the address alone: what it says now is no
    /// difference.
    /// </summary>
    private static HashSet<string> ComparedPaths(JsonElement json)
    {
        HashSet<string> paths = [.. json.GetProperty("paths").EnumerateArray().Select(path => path.GetString() ?? "")];
        if (!paths.Contains("/Diagnostics/Link/State"))
        {
            paths.Remove(ConnectionPath);
        }

        return paths;
    }

    /// <summary>Plays one line.</summary>
    /// <returns>The turn, if it is one; also for another line that went otherwise than recorded.</returns>
    public FlightTurn? Play(JsonElement json)
    {
        MonotonicTime at = ReadTime(json, "at");
        IReadOnlyList<KeyValuePair<string, ItemValue>>? changes = PlayLine(json, at);
        if (changes is null && _differences.Count == 0)
        {
            return null;
        }

        var turn = new FlightTurn(_name, _turns, at, changes ?? [], [.. _differences]);
        _differences.Clear();
        return turn;
    }

    /// <returns>What was published, if it is a turn.</returns>
    private KeyValuePair<string, ItemValue>[]? PlayLine(JsonElement json, MonotonicTime at)
    {
        switch (FlightKinds.Find(json.GetProperty("kind").GetString()))
        {
            case RecordKind.LinkUp:
                string id = json.GetProperty("family").GetString()!;
                _battery.LinkUp(BmsCatalog.Find(id) ?? throw new FormatException($"{id} is no known type of battery"), at);
                break;
            case RecordKind.Wish:
                FetSwitch fet = json.GetProperty("fet").GetString() == "charge" ? FetSwitch.Charge : FetSwitch.Discharge;
                _battery.TakeWish(new SwitchWish(fet, json.GetProperty("on").GetBoolean(), ReadTime(json, "good_until")), at);
                break;
            case RecordKind.Round:
                _battery.StartRound(at);
                break;
            case RecordKind.Ask:
                Compare("(request)", at, DescribeAsk(json), Describe(_battery.NextRequest(at)));
                break;
            case RecordKind.Reply:
                PlayReply(json, at);
                break;
            case RecordKind.Told:
                PlayKeptBack(json, at);
                break;
            case RecordKind.Radio:
                Measured<int>? rssi = json.TryGetProperty("rssi", out JsonElement strength) ? new(strength.GetInt32(), ReadTime(json, "heard_at")) : null;
                _battery.TakeRadio(json.GetProperty("adapter").GetString(), rssi);
                break;
            case RecordKind.BadFrames:
                _battery.AddBadFrames(SnapshotJson.ReadCounts(json.GetProperty("counts")));
                break;
            case RecordKind.Late:
                AnswerMark? last = json.TryGetProperty("last", out JsonElement hash)
                    ? new AnswerMark(AnswerMark.ParseHash(hash.GetString()!), ReadTime(json, "last_at"))
                    : null;
                _battery.KeepOpen(json.GetProperty("open").GetInt32(), last);
                break;
            case RecordKind.Probe:
                if (json.TryGetProperty("bytes", out JsonElement probe) && probe.GetString() is { } request)
                {
                    _battery.Probe(Convert.FromHexString(request), at);
                }

                break;
            case RecordKind.RoundEnd:
                Compare("(request)", at, "null", Describe(_battery.NextRequest(at)));
                _battery.EndRound(at);
                break;
            case RecordKind.LinkDown:
                _battery.LinkDown(at);
                break;
            case RecordKind.LinkFailed:
                BmsVerdictKind? kind = json.GetProperty("verdict") is { ValueKind: JsonValueKind.String } verdict ? SnapshotJson.Choice<BmsVerdictKind>(verdict) : null;
                string code = json.TryGetProperty("code", out JsonElement known) ? known.GetString()! : "";
                _battery.LinkFailed(code, json.GetProperty("problem").GetString()!, kind, json.GetProperty("needs_owner").GetBoolean(), at);
                break;
            case RecordKind.LinkLent:
                _battery.LinkLent(json.GetProperty("to").GetString()!, at);
                break;
            case RecordKind.LinkRests:
                _battery.LinkRests(at);
                break;
            case RecordKind.Recovering:
                _battery.Recovering(SnapshotJson.Choice<RecoveryRung>(json.GetProperty("rung")), at);
                break;
            case RecordKind.Take:
                if (_updates.TryDequeue(out BatteryUpdate? update))
                {
                    _driver.Take(1, update, at);
                }
                else
                {
                    Differ("(update)", at, "told", "not told");
                }

                break;
            case RecordKind.Write:
                PlayWrite(json, at);
                break;
            case RecordKind.Remark:
                _driver.Take(1, new Remark(SnapshotJson.Choice<RemarkTopic>(json.GetProperty("topic")), json.GetProperty("text").GetString()!), at);
                break;
            case RecordKind.SystemVoltage:
                _driver.Take(SystemVoltageRecord.ReadLine(json), at);
                break;
            case RecordKind.Settings:
                LossPolicy? policy = json.GetProperty("limit_policy") is { ValueKind: JsonValueKind.String } word ? SnapshotJson.Choice<LossPolicy>(word) : null;
                _driver.Members[0].Take(TimeSpan.FromTicks(json.GetProperty("poll_interval").GetInt64()), policy, at);
                break;
            case RecordKind.Forget:
                _driver.Forget(at);
                break;
            case RecordKind.Turn:
                return PlayTurn(json, at);
        }

        return null;
    }

    private static MonotonicTime ReadTime(JsonElement json, string name) =>
        new(TimeSpan.FromTicks((long)(json.GetProperty(name).GetDecimal() * TimeSpan.TicksPerSecond)));

    private static string Describe(BmsRequest? request) =>
        request is null ? "null" : request.IsSecret ? $"\"{request.Name}\"" : $"\"{request.Name} {Convert.ToHexStringLower(request.Bytes.Span)}\"";

    private static string DescribeAsk(JsonElement json) => json.GetProperty("secret").GetBoolean()
        ? $"\"{json.GetProperty("request").GetString()}\""
        : $"\"{json.GetProperty("request").GetString()} {json.GetProperty("bytes").GetString()}\"";

    private void PlayReply(JsonElement json, MonotonicTime at)
    {
        ReplyOutcome outcome = ReplyOutcome.Incomplete;
        foreach (JsonElement notification in json.GetProperty("notifications").EnumerateArray())
        {
            byte[] bytes = Convert.FromHexString(notification.GetProperty("bytes").GetString()!);
            outcome = _battery.Receive(bytes, ReadTime(notification, "at")).Outcome;
        }

        bool wasAnswered = json.GetProperty("answered").GetBoolean();
        Compare("(answered)", at, wasAnswered ? "true" : "false", outcome != ReplyOutcome.Incomplete ? "true" : "false");
        if (!wasAnswered)
        {
            _battery.NoAnswer(at);
        }
    }

    private void PlayKeptBack(JsonElement json, MonotonicTime at)
    {
        string? refusal = json.GetProperty("refusal").GetString();
        BatterySnapshot? readings = json.GetProperty("readings") is { ValueKind: JsonValueKind.Object } known ? SnapshotJson.Read(known) : null;
        var reply = new ReplyResult(refusal is null ? ReplyOutcome.Complete : ReplyOutcome.Refused, readings, refusal);
        _battery.ReceiveKeptBack(json.GetProperty("secret_answer").GetString(), reply, at);
    }

    private void PlayWrite(JsonElement json, MonotonicTime at)
    {
        string path = json.GetProperty("path").GetString()!;
        ItemValue value = json.GetProperty("value") switch
        {
            { ValueKind: JsonValueKind.String } text => ItemValue.Of(text.GetString()),
            { ValueKind: JsonValueKind.Number } number => ItemValue.Of(number.GetInt32()),
            _ => ItemValue.Invalid,
        };
        bool wasTaken = json.GetProperty("taken").GetBoolean();
        bool isTaken = _driver.Write(1, path, value, at, _ => wasTaken, wasTaken);
        Compare($"(write of {path} taken)", at, wasTaken ? "true" : "false", isTaken ? "true" : "false");
    }

    private KeyValuePair<string, ItemValue>[] PlayTurn(JsonElement json, MonotonicTime at)
    {
        _turns++;
        _lastTurn = json.GetProperty("late").GetBoolean()
            ? (_lastTurn ?? throw new FormatException("a late turn comes after another one")).At(at)
            : _driver.TakeTurn(at);
        KeyValuePair<string, ItemValue>[] changes = [.. _tree.Update(_lastTurn).Select(item => KeyValuePair.Create(item.Path, item.Value))];

        var recorded = json.GetProperty("changes").EnumerateObject()
            .Where(change => change.Name != ConnectionPath || _paths.Contains(ConnectionPath))
            .ToDictionary(change => change.Name, change => change.Value, StringComparer.Ordinal);
        foreach ((string path, ItemValue value) in changes)
        {
            bool wasPublished = recorded.Remove(path, out JsonElement before);
            // A path that there was not then says nothing about what was.
            if (_paths.Contains(path) && (!wasPublished || !IsSame(before, value)))
            {
                Differ(path, at, wasPublished ? before.GetRawText() : "unchanged", FlightValue.ToJson(value));
            }
        }

        foreach ((string path, JsonElement before) in recorded)
        {
            ItemValue? now = _tree.Find(path)?.Value;
            Differ(path, at, before.GetRawText(), now is { } value ? $"unchanged ({FlightValue.ToJson(value)})" : "no such path");
        }

        return changes;
    }

    /// <summary>Bit for bit.</summary>
    private static bool IsSame(JsonElement recorded, ItemValue value) => !value.IsValid
        ? recorded.ValueKind == JsonValueKind.Null
        : value.Kind switch
        {
            ItemKind.Text => recorded.ValueKind == JsonValueKind.String && recorded.GetString() == value.AsText,
            ItemKind.Integer => recorded.ValueKind == JsonValueKind.Number && recorded.TryGetInt32(out int integer) && integer == value.AsInteger,
            _ => recorded.ValueKind == JsonValueKind.Number
                && BitConverter.DoubleToInt64Bits(recorded.GetDouble()) == BitConverter.DoubleToInt64Bits(value.AsNumber),
        };

    private void Compare(string what, MonotonicTime at, string recorded, string replayed)
    {
        if (recorded != replayed)
        {
            Differ(what, at, recorded, replayed);
        }
    }

    private void Differ(string path, MonotonicTime at, string recorded, string replayed) =>
        _differences.Add(new FlightDifference(_name, _turns, at, path, recorded, replayed));
}
