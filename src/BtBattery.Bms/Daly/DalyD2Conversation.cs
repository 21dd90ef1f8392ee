using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Daly;

/// <summary>A connection with a Daly board of generation d2 (most Smart BMS since 2021).</summary>
/// <remarks>
/// Each round reads the 62 status registers and, where the board has it, the block behind them. A board that leaves
/// that block unanswered is tried once with the 80-register read that includes it. Boards answer nothing at all to
/// what they do not know, so each such question is asked once per connection. Source: docs/bms/daly.md.
/// </remarks>
internal sealed class DalyD2Conversation : DalyModbusConversation
{
    private const byte Unit = 0xD2;

    private int _cells = DalyD2Status.MaxCells;

    public DalyD2Conversation(BmsOptions options)
        : base(options, Unit, Unit)
    {
        var balancing = BmsQuery.Optional(Read(Unit, "balancing", DalyD2Balancing.First, DalyD2Balancing.Count), 1);
        var wide = new BmsQuery(Read(Unit, "status, 80 registers", DalyD2Status.First, DalyD2Status.LongCount), false, 1)
        {
            IsWanted = () => balancing.IsGivenUp,
        };
        var status = new BmsQuery(Read(Unit, "status", DalyD2Status.First, DalyD2Status.ShortCount), true, 1)
        {
            IsWanted = () => !wide.WasAnswered || wide.IsGivenUp,
        };
        FetControl = DalyD2Fets.Control(status, Unit, AnswerTimeout);
        Queries =
        [
            status,
            balancing,
            wide,
            BmsQuery.Optional(Read(Unit, "settings", DalyD2Settings.First, DalyD2Settings.Count), BmsQuery.Once),
            BmsQuery.Optional(Read(Unit, "version", DalyD2Version.First, DalyD2Version.Count), BmsQuery.Once),
        ];
    }

    /// <summary>
    /// How Daly boards are recognised. The three generations advertise alike, so the hints stand here and lead to all
    /// of them.
    /// </summary>
    public static BmsFamily TheFamily { get; } = new(static options => new DalyD2Conversation(options))
    {
        Id = "daly-d2",
        Name = "Daly (d2)",
        Maker = "Daly",
        RecordingBms = "daly",
        RecordingProtocol = "d2",
        RequestStart = Unit,
        Profiles = DalyProfiles.All,
        Probes = [Read(Unit, "status", DalyD2Status.First, DalyD2Status.ShortCount) with { Timeout = BmsFamily.ProbeTimeout }],
        CanSwitch = true,
        SleepsWithoutLink = true,
        Reports = DalyAlarms.Reported,
        Hints = new AdvertisementHints(["DL-*"], [], [0x0102, 0x0104, 0x0302, 0x0303, 0x0402]),
    };

    public override BmsFamily Family => TheFamily;

    private protected override IReadOnlyList<BmsQuery> Queries { get; }

    private protected override FetControl FetControl { get; }

    private protected override void List(StateNotes notes)
    {
        base.List(notes);
        notes.Count("cells", ref _cells);
    }

    private protected override BatterySnapshot? Decode(int first, ReadOnlySpan<byte> data, MonotonicTime at)
    {
        var block = new RegisterBlock(first, data);
        switch (first)
        {
            case DalyD2Status.First when block.Holds(0x3D):
                BatterySnapshot status = DalyD2Status.Decode(block, Sign, at);
                _cells = status.CellCount!.Value.Value;
                return block.Holds(0x43) ? status.UpdatedWith(DalyD2Balancing.Decode(block, _cells, at)) : status;
            case DalyD2Balancing.First when block.Holds(0x43):
                return DalyD2Balancing.Decode(block, _cells, at);
            case DalyD2Settings.First:
                return DalyD2Settings.Decode(block, at);
            case DalyD2Version.First:
                return DalyD2Version.Decode(data, at);
            default:
                return null;
        }
    }
}
