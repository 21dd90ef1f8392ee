using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Daly;

/// <summary>A connection with a Daly board of generation p81 (energy storage and boards since 2024).</summary>
/// <remarks>
/// Requests are addressed to unit 0x81, answers come from unit 0x51. The status block is read before the pack block, so
/// that the sign of the current is judged by the state of the same round. Source: docs/bms/daly.md.
/// </remarks>
internal sealed class DalyP81Conversation : DalyModbusConversation
{
    private const byte RequestUnit = 0x81;

    private int _cells = DalyP81Pack.MaxCells;
    private BatteryActivity? _activity;

    public DalyP81Conversation(BmsOptions options)
        : base(options, RequestUnit, 0x51)
    {
        Queries =
        [
            BmsQuery.Required(Read(RequestUnit, "status", DalyP81Status.First, DalyP81Status.Count)),
            BmsQuery.Required(Read(RequestUnit, "pack", DalyP81Pack.First, DalyP81Pack.Count)),
            BmsQuery.Optional(Read(RequestUnit, "settings", DalyP81Settings.First, DalyP81Settings.Count), BmsQuery.Once),
            BmsQuery.Optional(Read(RequestUnit, "version", DalyP81Version.First, DalyP81Version.Count), BmsQuery.Once),
        ];
    }

    /// <summary>Where these boards answer; the hints that lead to them stand with d2.</summary>
    public static BmsFamily TheFamily { get; } = new(static options => new DalyP81Conversation(options))
    {
        Id = "daly-p81",
        Name = "Daly (p81)",
        Maker = "Daly",
        RecordingBms = "daly",
        RecordingProtocol = "p81",
        RequestStart = RequestUnit,
        Profiles = DalyProfiles.All,
        Probes = [Read(RequestUnit, "pack", DalyP81Pack.First, DalyP81Pack.Count) with { Timeout = BmsFamily.ProbeTimeout }],
        SleepsWithoutLink = true,
        Reports = [Protection.InternalFault],
        Hints = AdvertisementHints.None,
    };

    public override BmsFamily Family => TheFamily;

    private protected override IReadOnlyList<BmsQuery> Queries { get; }

    private protected override void List(StateNotes notes)
    {
        base.List(notes);
        notes.Count("cells", ref _cells);
        notes.Choice("activity", ref _activity);
    }

    private protected override BatterySnapshot? Decode(int first, ReadOnlySpan<byte> data, MonotonicTime at)
    {
        var block = new RegisterBlock(first, data);
        switch (first)
        {
            case DalyP81Pack.First when block.Holds(0x3F):
                BatterySnapshot pack = DalyP81Pack.Decode(block, Sign, _activity, at);
                _cells = pack.CellCount!.Value.Value;
                return pack;
            case DalyP81Status.First when block.Holds(0x6E):
                BatterySnapshot status = DalyP81Status.Decode(block, _cells, at);
                _activity = status.Activity?.Value;
                return status;
            case DalyP81Settings.First when block.Holds(0x10A):
                return DalyP81Settings.Decode(block, at);
            case DalyP81Version.First:
                return DalyP81Version.Decode(data, at);
            default:
                return null;
        }
    }
}
