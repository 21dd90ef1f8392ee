using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Tests.Example;

/// <summary>A connection with an Acme board.</summary>
/// <remarks>
/// <code>
/// request  AC command sum               sum = low byte of all bytes before it
/// reply    CA command length data… sum
/// status, command 01, big-endian:
/// offset  type     field         scale, sign
/// 0       i16      current       0.1 A, positive = discharging
/// 2       u8       cells n       1–16
/// 3       u16 × n  cells         1 mV; 0xFFFF = not measured
/// </code>
/// </remarks>
internal sealed class AcmeConversation(BmsOptions options) : BmsConversation
{
    private const byte RequestStart = 0xAC;
    private const byte ReplyStart = 0xCA;
    private const byte Status = 0x01;

    private static readonly BmsRequest s_askStatus =
        new("status", new byte[] { RequestStart, Status, RequestStart + Status }) { Timeout = TimeSpan.FromSeconds(1) };

    private Assembler? _frames;

    public static BmsFamily TheFamily { get; } = new(static options => new AcmeConversation(options))
    {
        Id = "acme",
        Name = "Acme",
        Maker = "Acme",
        RecordingBms = "acme",
        RequestStart = RequestStart,
        Profiles = [GattProfile.Of(0xFFE0, 0xFFE1, 0xFFE2)],
        Probes = [s_askStatus],
        Reports = [Protection.CellOvervoltage],
        Hints = new AdvertisementHints(["ACME-*"], [], []),
    };

    public override BmsFamily Family => TheFamily;

    private Assembler Frames => _frames ??= new(Counters);

    private protected override IReadOnlyList<BmsQuery> Queries { get; } = [BmsQuery.Required(s_askStatus)];

    private protected override FrameAssembler AssemblerFor(ReadOnlySpan<byte> request) => Frames;

    private protected override void ClearAssemblers() => Frames.Clear();

    private protected override bool MayAnswer(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request) => request.Length > 1 && frame[1] == request[1];

    private protected override ReplyResult Judge(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request, MonotonicTime at) =>
        frame[1] == Status ? ReplyResult.Complete(DecodeStatus(frame[3..^1], at)) : ReplyResult.Acknowledged;

    private BatterySnapshot DecodeStatus(ReadOnlySpan<byte> data, MonotonicTime at)
    {
        var reader = new WireReader(data);
        int tenths = reader.I16();
        var cells = new double?[reader.U8()];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = reader.U16() is var millivolts and not 0xFFFF ? millivolts / 1000.0 : null;
        return new BatterySnapshot
        {
            // Acme counts discharging as positive; the model counts charging.
            Current = new((options.InvertCurrent ? tenths : -tenths) / 10.0, at),
            CellCount = new(cells.Length, at),
            CellVoltages = new(cells, at),
        };
    }

    private sealed class Assembler(FrameCounters counters) : FrameAssembler(counters)
    {
        protected override FrameVerdict Inspect(ReadOnlySpan<byte> bytes)
        {
            if (bytes[0] != ReplyStart)
                return FrameVerdict.NotAFrame(BadFrame.Noise);
            int length = bytes.Length < 3 ? 4 : bytes[2] + 4;
            if (bytes.Length < length)
                return FrameVerdict.NeedMore;

            byte sum = 0;
            foreach (byte b in bytes[..(length - 1)])
                sum = unchecked((byte)(sum + b));
            return sum == bytes[length - 1] ? FrameVerdict.Frame(length) : FrameVerdict.NotAFrame(BadFrame.Checksum);
        }
    }
}
