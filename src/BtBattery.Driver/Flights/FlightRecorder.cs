using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Recognition;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Flights;

/// <summary>
/// Keeps the last hours of one battery in a bounded ring: everything that <see cref="PolledBattery"/> and
/// <see cref="DriverState"/> were told, what was published, and the lines of the log. <see cref="Save"/> makes a recording
/// of it that anybody may see and that <see cref="FlightReplay"/> plays again: docs/tools/record.md.
/// </summary>
/// <remarks>
/// Secrets never enter: neither requests of a password handshake nor anything that could be an answer to one. What is told
/// is recorded after it was done and before anybody else can learn of it, since whoever tells holds <see cref="Sync"/>.
/// </remarks>
/// <param name="options">What the run command was told.</param>
/// <param name="version">Version of the driver.</param>
/// <param name="clock">For lines of the log, which come without a moment.</param>
/// <param name="segments">Parts of the ring; the oldest is dropped at once.</param>
/// <param name="segmentBytes">Size of each.</param>
public sealed partial class FlightRecorder(
    DriverOptions options,
    string version,
    MonotonicClock clock,
    int segments = FlightRecorder.DefaultSegments,
    int segmentBytes = FlightRecorder.DefaultSegmentBytes)
{
    /// <summary>We chose it, with <see cref="DefaultSegmentBytes"/>: 1 MB holds more than an hour of one battery (docs/tools/record.md).</summary>
    public const int DefaultSegments = 16;

    /// <summary>See <see cref="DefaultSegments"/>.</summary>
    public const int DefaultSegmentBytes = 64 * 1024;

    /// <summary>Longer lines are cut.</summary>
    private const int LongestLine = 1000;

    private readonly FlightRing _ring = new(segments, segmentBytes);
    private FlightSettings _settings = FlightSettings.Of(options, version);
    private readonly RecordWriter _writer = new();
    private readonly AddressSpellings _spellings = new(options.Address);
    private readonly Dictionary<string, int> _pathNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];
    private PolledBattery? _battery;
    private DriverState? _driver;
    private MonotonicTime? _publishedAt;
    private int _updatesUnderWay;
    private bool _isPollerBusy;
    private bool _isTurnOpen;

    /// <summary>True for a battery of a bank: what the bank shows and is allowed depends on others, and is not recorded.</summary>
    public bool IsInBank { get; init; }

    /// <summary>Held by whoever is told something, until it is recorded.</summary>
    internal Lock Sync { get; } = new();

    /// <summary>The battery it follows.</summary>
    public BatteryAddress Address => options.Address;

    /// <summary>A recording of what the ring holds: JSON lines as docs/tools/record.md describes them, with pseudonyms for addresses.</summary>
    /// <returns>UTF-8. A header alone if there is nothing yet.</returns>
    public byte[] Save()
    {
        byte[] records;
        string[] paths;
        lock (Sync)
        {
            records = _ring.Copy();
            paths = [.. _paths];
        }

        return FlightText.Write(records, paths, Surface.OfRecording(IsInBank), version, options.Address);
    }

    internal void Follow(PolledBattery battery) => _battery = battery;

    internal void Follow(DriverState driver) => _driver = driver;

    internal void LinkUp(BmsFamily family, MonotonicTime at)
    {
        MarkIfAtRest(at);
        _writer.Begin(RecordKind.LinkUp, at);
        _writer.Text(family.Id);
        Append();
    }

    internal void Wish(SwitchWish wish, MonotonicTime at)
    {
        _writer.Begin(RecordKind.Wish, at);
        _writer.Flag(wish.Fet == FetSwitch.Charge);
        _writer.Flag(wish.On);
        _writer.Time(wish.GoodUntil);
        Append();
    }

    internal void Round(MonotonicTime at)
    {
        MarkIfAtRest(at);
        _isPollerBusy = true;
        _writer.Begin(RecordKind.Round, at);
        Append();
    }

    internal void Ask(BmsRequest request, MonotonicTime at)
    {
        _writer.Begin(RecordKind.Ask, at);
        _writer.Text(request.Name);
        _writer.Flag(request.IsSecret);
        _writer.Bytes(request.IsSecret ? default : request.Bytes.Span);
        Append();
    }

    /// <summary>A request got its answer, or (<paramref name="reply"/> null) was left unanswered; <paramref name="questions"/> are open now.</summary>
    internal void Reply(OpenStep step, BmsConversation conversation, ReplyResult? reply, OpenQuestions questions, MonotonicTime at)
    {
        bool isSecret = step.Request is { IsSecret: true };
        bool areBytesLeftOut = conversation.HasSecrets || !step.IsWhole || _spellings.AreIn(step.Joined);
        if (reply is { } result && (isSecret || IsKeptBack(step, conversation, result)))
        {
            _writer.Begin(RecordKind.Told, at);
            _writer.Text(isSecret ? conversation.SecretAnswer : null);
            _writer.Text(isSecret ? null : result.Code);
            _writer.Text(isSecret || result.Readings is not { } readings ? null : SnapshotJson.ToText(readings));
            Append();
            if (questions.Count < step.OpenQuestions)
            {
                Late(questions.Count, questions.Last, at);
            }

            return;
        }

        // The answer itself takes one away; what came late before it did the same. The last answer is then this one, which follows.
        int openBefore = reply is null ? questions.Count : questions.Count + 1;
        if (areBytesLeftOut && openBefore < step.OpenQuestions)
        {
            Late(openBefore, reply is null ? questions.Last : null, at);
        }

        _writer.Begin(RecordKind.Reply, at);
        _writer.Flag(reply is not null);
        if (conversation.HasSecrets)
        {
            // Only what was an answer: anything else may be a late echo of the password.
            _writer.Unsigned(reply is null ? 0UL : 1UL);
            if (reply is not null)
            {
                _writer.Time(at);
                _writer.Bytes(conversation.LastAnswer);
            }
        }
        else
        {
            WriteNotifications(step);
        }

        Append();
    }

    /// <summary>Frames were of no use. A replay cannot count them itself, since the bytes of some were not kept.</summary>
    internal void BadFrames(IReadOnlyDictionary<string, int> counts, MonotonicTime at)
    {
        _writer.Begin(RecordKind.BadFrames, at);
        _writer.Unsigned((ulong)counts.Count);
        foreach ((string reason, int count) in counts)
        {
            _writer.Text(reason);
            _writer.Unsigned((ulong)count);
        }

        Append();
    }

    /// <summary>Questions were answered late, and so many are still open.</summary>
    internal void Late(int open, AnswerMark? lastAnswer, MonotonicTime at)
    {
        _writer.Begin(RecordKind.Late, at);
        _writer.Unsigned((ulong)open);
        _writer.Flag(lastAnswer is not null);
        if (lastAnswer is { } last)
        {
            _writer.Unsigned(last.Hash);
            _writer.Time(last.At);
        }

        Append();
    }

    internal void RoundEnd(MonotonicTime at)
    {
        _isPollerBusy = false;
        Plain(RecordKind.RoundEnd, at);
    }

    internal void LinkDown(MonotonicTime at)
    {
        _isPollerBusy = false;
        Plain(RecordKind.LinkDown, at);
    }

    internal void LinkFailed(string code, string text, BmsVerdictKind? kind, bool needsOwner, MonotonicTime at)
    {
        MarkIfAtRest(at);
        _writer.Begin(RecordKind.LinkFailed, at);
        _writer.Text(code);
        _writer.Text(text);
        _writer.Text(kind?.ToString());
        _writer.Flag(needsOwner);
        Append();
    }

    internal void Radio(string? adapter, Measured<int>? rssi, MonotonicTime at)
    {
        MarkIfAtRest(at);
        _writer.Begin(RecordKind.Radio, at);
        _writer.Text(adapter);
        _writer.Flag(rssi is not null);
        if (rssi is { } heard)
        {
            _writer.Signed(heard.Value);
            _writer.Time(heard.At);
        }

        Append();
    }

    internal void LinkLent(string who, MonotonicTime at)
    {
        MarkIfAtRest(at);
        _writer.Begin(RecordKind.LinkLent, at);
        _writer.Text(who);
        Append();
    }

    internal void LinkRests(MonotonicTime at)
    {
        MarkIfAtRest(at);
        Plain(RecordKind.LinkRests, at);
    }

    internal void Recovering(RecoveryRung rung, MonotonicTime at)
    {
        _writer.Begin(RecordKind.Recovering, at);
        _writer.Unsigned((ulong)rung);
        Append();
    }

    /// <summary>The poller has told an update; it is on its way to the loop.</summary>
    internal void Told() => _updatesUnderWay++;

    /// <summary>A device that is not recognised yet was asked.</summary>
    internal void Probe(BmsProbe probe, MonotonicTime at)
    {
        lock (Sync)
        {
            _writer.Begin(RecordKind.Probe, at);
            _writer.Text(probe.Family.Id);
            _writer.Text(probe.Request.Name);
            _writer.Bytes(probe.Request.IsSecret ? default : probe.Request.Bytes.Span);
            Append();
        }
    }

    /// <summary>It sent something.</summary>
    internal void Heard(BmsProbe probe, ReadOnlySpan<byte> bytes, MonotonicTime at)
    {
        if (probe.Request.IsSecret || _spellings.AreIn(bytes))
        {
            return;
        }

        lock (Sync)
        {
            _writer.Begin(RecordKind.Heard, at);
            _writer.Bytes(bytes);
            Append();
        }
    }

    /// <summary>A line of the log.</summary>
    internal void Log(LogLevel level, string text)
    {
        lock (Sync)
        {
            _writer.Begin(RecordKind.Log, clock.Now);
            _writer.Unsigned((ulong)level);
            _writer.Text(text.Length > LongestLine ? text[..LongestLine] : text);
            Append();
        }
    }

    /// <summary>True for an answer that shows an address, or that is too long: its result is kept, its bytes are not.</summary>
    private bool IsKeptBack(OpenStep step, BmsConversation conversation, ReplyResult result) =>
        !step.IsWhole
        || _spellings.AreIn(conversation.HasSecrets ? conversation.LastAnswer : step.Joined)
        || (result.Readings is { } readings && (ShowsAddress(readings.Hardware?.Value) || ShowsAddress(readings.SoftwareVersion?.Value)));

    private bool ShowsAddress(string? text) => _spellings.AreIn(text) || Pseudonyms.ShowsAddress(text);

    /// <summary>Where a replay can begin: no question is open, and what was told has been taken and published.</summary>
    private void MarkIfAtRest(MonotonicTime at)
    {
        if (_ring.NeedsCheckpoint && !_isPollerBusy && !_isTurnOpen && _updatesUnderWay == 0 && _battery is { } battery && _driver is { } driver)
        {
            _writer.Begin(RecordKind.Checkpoint, at);
            _writer.Bytes(new Checkpoint(_settings with { IsInBank = IsInBank }, battery.State, driver.Memory, _publishedAt).ToJson());
            _ring.Append(_writer.Record, isCheckpoint: true);
        }
    }

    private void WriteNotifications(OpenStep step)
    {
        ReadOnlySpan<byte> rest = step.Joined;
        if (_spellings.AreIn(rest))
        {
            // No answer, and it shows the address.
            _writer.Unsigned(0);
            return;
        }

        _writer.Unsigned((ulong)step.Notifications.Count);
        for (int i = 0; i < step.Notifications.Count; i++)
        {
            (int length, MonotonicTime at) = step.Notifications[i];
            _writer.Time(at);
            _writer.Bytes(rest[..length]);
            rest = rest[length..];
        }
    }

    private void Plain(RecordKind kind, MonotonicTime at)
    {
        _writer.Begin(kind, at);
        Append();
    }

    private void Append() => _ring.Append(_writer.Record);
}
