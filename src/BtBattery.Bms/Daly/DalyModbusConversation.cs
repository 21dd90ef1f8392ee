using System.Buffers.Binary;
using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Framing;

namespace BtBattery.Bms.Daly;

/// <summary>
/// What the two newer generations share: Modbus reads whose reply does not say which registers it holds, so that
/// only its length can tell, and at most one request may be outstanding.
/// </summary>
internal abstract class DalyModbusConversation : BmsConversation
{
    /// <summary>Answers take 50–400 ms (host logs, docs/bms/daly.md).</summary>
    private protected static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(1500);

    private readonly BmsOptions _options;
    private readonly DalyModbusAssembler _frames;

    private protected DalyModbusConversation(BmsOptions options, byte requestUnit, byte replyUnit)
    {
        _options = options;
        _frames = new DalyModbusAssembler(requestUnit, replyUnit, Counters);
        ReplyUnit = replyUnit;
        Sign = new CurrentSign(options);
    }

    public override bool IsCurrentSignCorrected => _options.Memory.IsCurrentSignFlipped;

    private protected CurrentSign Sign { get; }

    private protected byte ReplyUnit { get; }

    private protected static BmsRequest Read(byte unit, string name, int first, int count) =>
        new(name, ModbusCrc.Sign(unit, 0x03, (byte)(first >> 8), (byte)(first & 0xFF), 0, (byte)count)) { Timeout = AnswerTimeout };

    /// <summary>The values of registers <paramref name="first"/> and following; null if there is nothing of use in them.</summary>
    private protected abstract BatterySnapshot? Decode(int first, ReadOnlySpan<byte> data, MonotonicTime at);

    private protected override void List(StateNotes notes) => Sign.List(notes);

    private protected override FrameAssembler AssemblerFor(ReadOnlySpan<byte> request) => _frames;

    private protected override void ClearAssemblers() => _frames.Clear();

    /// <summary>The function, and of a read the length: no two blocks that one board is asked for have the same. A refusal shows the function alone.</summary>
    private protected override bool MayAnswer(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request)
    {
        if (frame.SequenceEqual(request))
            return true;
        if (request.Length < 8 || !ModbusCrc.IsGood(request) || frame[0] != ReplyUnit)
            return false;
        byte function = request[1];
        return frame[1] == (function | DalyModbusAssembler.ExceptionBit)
            || (frame[1] == function && (IsWrite(function) ? frame[2..6].SequenceEqual(request[2..6])
                : function == DalyModbusAssembler.ReadFunction && frame[2] == 2 * request[5]));
    }

    private protected override ReplyResult Judge(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> request, MonotonicTime at)
    {
        bool isWrite = IsWrite(request[1]);
        if (!isWrite && frame.SequenceEqual(request))
            return ReplyResult.Refused(ReplyCodes.Echo);
        if ((frame[1] & DalyModbusAssembler.ExceptionBit) != 0)
            return ReplyResult.Refused(ReplyCodes.Exception(frame[2]));
        if (isWrite)
            return ReplyResult.Acknowledged;
        int first = BinaryPrimitives.ReadUInt16BigEndian(request[2..]);
        return Decode(first, frame[3..^2], at) is { } readings ? ReplyResult.Complete(readings) : ReplyResult.Acknowledged;
    }

    private static bool IsWrite(byte function) => function is DalyModbusAssembler.WriteFunction or DalyModbusAssembler.WriteManyFunction;
}
