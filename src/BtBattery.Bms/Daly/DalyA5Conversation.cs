using System.Buffers.Binary;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>A connection with a Daly board of the oldest generation, a5.</summary>
/// <remarks>
/// The counts come first in each round, because nothing else says how many of the cell and sensor slots are real: the
/// rest repeat stale bytes. The state comes before the current, so that its sign is judged by the same round.
/// Source: docs/bms/daly.md.
/// </remarks>
internal sealed class DalyA5Conversation : BmsConversation
{
    private const byte CellsCommand = 0x95;
    private const byte TemperaturesCommand = 0x96;
    private const byte SoftwareCommand = 0x62;
    private const byte HardwareCommand = 0x63;
    private const int CellsPerFrame = 3;
    private const int SensorsPerFrame = 7;
    private const int TextFrames = 2;

    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly BmsOptions _options;
    private readonly DalyA5Assembler _frames;
    private readonly DalyA5Series _series = new();
    private readonly CurrentSign _sign;

    private byte? _address;
    private int? _cells;
    private int? _sensors;
    private BatteryActivity? _activity;

    public DalyA5Conversation(BmsOptions options)
    {
        _options = options;
        _frames = new DalyA5Assembler(Counters);
        _sign = new CurrentSign(options);
        BmsQuery state = BmsQuery.Required(Read("state", DalyA5Values.State));
        FetControl = DalyA5Fets.Control(state, s_timeout, s_pause);
        Queries =
        [
            BmsQuery.Required(Read("counts", DalyA5Values.Counts)),
            state,
            BmsQuery.Required(Read("pack", DalyA5Values.Pack)),
            BmsQuery.Required(Read("cells", CellsCommand)),
            new BmsQuery(Read("temperatures", TemperaturesCommand), true, 1) { IsWanted = () => _sensors > 0 },
            BmsQuery.Required(Read("alarms", DalyA5Values.Alarms)),
            BmsQuery.Optional(Read("balancing", DalyA5Values.Balancing), 1),
            BmsQuery.Optional(Read("rated capacity", DalyA5Values.Rated), BmsQuery.Once),
            BmsQuery.Optional(Read("software", SoftwareCommand), BmsQuery.Once),
            BmsQuery.Optional(Read("hardware", HardwareCommand), BmsQuery.Once),
        ];
    }

    /// <summary>Where these boards answer; the hints that lead to them stand with d2.</summary>
    public static BmsFamily TheFamily { get; } = new(static options => new DalyA5Conversation(options))
    {
        Id = "daly-a5",
        Name = "Daly (a5)",
        Maker = "Daly",
        RecordingBms = "daly",
        RecordingProtocol = "a5",
        RequestStart = DalyA5Frames.StartByte,
        Profiles = DalyProfiles.All,
        Probes =
        [
            Read("counts", DalyA5Frames.BluetoothAddress, DalyA5Values.Counts) with { Timeout = BmsFamily.ProbeTimeout },
            Read("counts", DalyA5Frames.CommonAddress, DalyA5Values.Counts) with { Timeout = BmsFamily.ProbeTimeout },
        ],
        CanSwitch = true,
        SleepsWithoutLink = true,
        Reports = DalyAlarms.Reported,
        Hints = AdvertisementHints.None,
    };

    public override BmsFamily Family => TheFamily;

    public override bool IsCurrentSignCorrected => _options.Memory.IsCurrentSignFlipped;

    private protected override IReadOnlyList<BmsQuery> Queries { get; }

    private protected override FetControl FetControl { get; }

    /// <summary>Modules listen to one of two addresses; until one has answered, the tries take turns.</summary>
    private protected override BmsRequest Address(BmsRequest request, int earlierTries)
    {
        byte address = _address ?? (earlierTries % 2 == 0 ? DalyA5Frames.BluetoothAddress : DalyA5Frames.CommonAddress);
        ReadOnlySpan<byte> bytes = request.Bytes.Span;
        return request with { Bytes = DalyA5Frames.Request(address, command: bytes[2], value: bytes[4]) };
    }

    private protected override FrameAssembler AssemblerFor(ReadOnlySpan<byte> request) => _frames;

    /// <summary>A series is not among it: the first question of a round drops what is left of the last one.</summary>
    private protected override void List(StateNotes notes)
    {
        _sign.List(notes);
        notes.Byte("address", ref _address);
        notes.Count("cells", ref _cells);
        notes.Count("sensors", ref _sensors);
        notes.Choice("activity", ref _activity);
    }

    private protected override void ListManner(StateNotes notes) => notes.Byte("address", ref _address);

    private protected override void ClearAssemblers() => _frames.Clear();

    private protected override void OnAsked(ReadOnlySpan<byte> request)
    {
        // Frames of the try before belong to another answer, and to another moment.
        _series.Clear();
    }

    private protected override bool IsAnsweredInSeries(ReadOnlySpan<byte> request) =>
        request.Length == DalyA5Frames.Length && request[2] is CellsCommand or TemperaturesCommand or SoftwareCommand or HardwareCommand;

    /// <summary>The command, whichever of the two addresses was asked.</summary>
    private protected override bool MayAnswer(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request) =>
        frame.SequenceEqual(request)
        || (request.Length == DalyA5Frames.Length && request[0] == DalyA5Frames.StartByte
            && frame[1] == DalyA5Frames.ReplyAddress && frame[2] == request[2]);

    private protected override ReplyResult Judge(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request, MonotonicTime at)
    {
        if (frame.SequenceEqual(request))
            return ReplyResult.Refused(ReplyCodes.Echo);
        _address ??= request[1];
        return Decode(frame[2], frame[4..12], at);
    }

    private static BmsRequest Read(string name, byte command) => Read(name, DalyA5Frames.CommonAddress, command);

    private static BmsRequest Read(string name, byte address, byte command) =>
        new(name, DalyA5Frames.Read(address, command)) { Timeout = s_timeout, PauseBefore = s_pause };

    private ReplyResult Decode(byte command, ReadOnlySpan<byte> data, MonotonicTime at)
    {
        switch (command)
        {
            case DalyA5Values.Pack:
                return ReplyResult.Complete(DalyA5Values.DecodePack(data, _sign, _activity, at));
            case DalyA5Values.State:
                BatterySnapshot state = DalyA5Values.DecodeState(data, at);
                _activity = state.Activity?.Value;
                return ReplyResult.Complete(state);
            case DalyA5Values.Counts:
                BatterySnapshot counts = DalyA5Values.DecodeCounts(data, at);
                (_cells, _sensors) = (counts.CellCount!.Value.Value, counts.TemperatureSensorCount!.Value.Value);
                return ReplyResult.Complete(counts);
            case DalyA5Values.Balancing:
                return ReplyResult.Complete(DalyA5Values.DecodeBalancing(data, _cells ?? DalyA5Values.MaxCells, at));
            case DalyA5Values.Alarms:
                return ReplyResult.Complete(DalyA5Values.DecodeAlarms(data, at));
            case DalyA5Values.Rated:
                return ReplyResult.Complete(DalyA5Values.DecodeRated(data, at));
            case CellsCommand or TemperaturesCommand or SoftwareCommand or HardwareCommand:
                return Collect(command, data, at);
            default:
                return ReplyResult.Acknowledged;
        }
    }

    private ReplyResult Collect(byte command, ReadOnlySpan<byte> data, MonotonicTime at)
    {
        if (!_series.Add(data, at))
            throw new MalformedReplyException("the frame number is impossible");

        int? frames = command switch
        {
            CellsCommand => (_cells + CellsPerFrame - 1) / CellsPerFrame,
            TemperaturesCommand => (_sensors + SensorsPerFrame - 1) / SensorsPerFrame,
            _ => TextFrames,
        };
        if (frames is not { } wanted || !_series.Holds(wanted))
            return ReplyResult.Incomplete;

        BatterySnapshot readings = command switch
        {
            CellsCommand => new() { CellVoltages = new(ReadCells(_cells!.Value), _series.At) },
            TemperaturesCommand => new() { Temperatures = new(ReadTemperatures(_sensors!.Value), _series.At) },
            SoftwareCommand => new() { SoftwareVersion = DalyValues.Known(ReadText(), _series.At) },
            _ => new() { Hardware = DalyValues.Known(ReadText(), _series.At) },
        };
        _series.Clear();
        return ReplyResult.Complete(readings);
    }

    private double?[] ReadCells(int count)
    {
        var cells = new double?[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> share = _series.ShareOf(i / CellsPerFrame);
            cells[i] = BinaryPrimitives.ReadUInt16BigEndian(share[(i % CellsPerFrame * 2)..]) / 1000.0;
        }

        return cells;
    }

    private double?[] ReadTemperatures(int count)
    {
        var temperatures = new double?[count];
        for (int i = 0; i < count; i++)
            temperatures[i] = DalyValues.CellTemperature(_series.Data[i]);
        return temperatures;
    }

    private string? ReadText() => DalyValues.Text(_series.Data[..(TextFrames * SensorsPerFrame)]);
}
