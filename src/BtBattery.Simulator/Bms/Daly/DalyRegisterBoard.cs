using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>
/// What the Modbus-like generations share: reads of whole blocks, writes of one register, CRC. A block that the board
/// does not have and a request with a wrong CRC are not answered.
/// </summary>
public abstract class DalyRegisterBoard : IBms
{
    private const int RequestLength = 8;
    private readonly byte _requestUnit;
    private readonly byte _replyUnit;
    private readonly List<byte> _received = [];

    private protected DalyRegisterBoard(SimulatedPack pack, byte requestUnit, byte replyUnit, bool usesFf00)
    {
        Pack = pack;
        _requestUnit = requestUnit;
        _replyUnit = replyUnit;
        Profile = usesFf00 ? GattProfile.SerialBridge(0xff00, 0xff01, 0xff02) : GattProfile.SerialBridge(0xfff0, 0xfff1, 0xfff2);
    }

    /// <inheritdoc/>
    public GattProfile Profile { get; }

    private protected SimulatedPack Pack { get; }

    /// <inheritdoc/>
    public void LinkUp(bool isEncrypted) => _received.Clear();

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Subscribed() => [];

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Receive(ReadOnlySpan<byte> written)
    {
        _received.AddRange(written);
        var replies = new List<BmsReply>();
        while (_received.Count >= RequestLength)
        {
            byte[] request = [.. _received.Take(RequestLength)];
            if (request[0] != _requestUnit || request[1] is not (0x03 or 0x06) || !DalyCrc.IsRight(request))
            {
                _received.RemoveAt(0);
                continue;
            }
            _received.RemoveRange(0, RequestLength);
            if (Answer(request) is { } reply) replies.Add(BmsReply.Frame(reply));
        }
        // What does not begin like a request will never become one.
        if (_received.Count > 0 && _received[0] != _requestUnit) _received.Clear();
        return replies;
    }

    /// <inheritdoc/>
    public BmsReply? Unasked() =>
        Read(UnaskedBlock.Start, UnaskedBlock.Count) is { } registers ? BmsReply.Frame(ReadReply(registers)) : null;

    /// <inheritdoc/>
    public abstract string? Objection(BatteryState state);

    /// <summary>A block another client may have asked for.</summary>
    private protected abstract (int Start, int Count) UnaskedBlock { get; }

    /// <summary>The registers of a block; null = the board has no such block.</summary>
    private protected abstract DalyRegisters? Read(int start, int count);

    /// <summary>Writes one register; false = the board has no such register.</summary>
    private protected virtual bool Write(int address, int value) => false;

    private protected static int Scaled(double value, int factor) => (int)Math.Round(value * factor, MidpointRounding.AwayFromZero);

    private protected static int RawCurrent(double amperes) => 30000 + Scaled(amperes, 10);

    private protected static int RawTemperature(double? celsius) => celsius is { } known ? (int)known + 40 : 0xFF;

    /// <summary>0 idle, 1 charging, 2 discharging.</summary>
    private protected static int Activity(BatteryState state) => state.Current > 0 ? 1 : state.Current < 0 ? 2 : 0;

    private protected static int Power(BatteryState state) =>
        (int)Math.Abs(Math.Round(state.Voltage, 1, MidpointRounding.AwayFromZero) * state.Current);

    private byte[]? Answer(byte[] request)
    {
        int address = BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(2));
        int value = BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(4));
        if (request[1] == 0x06) return Write(address, value) ? request : null;
        return Read(address, value) is { } registers ? ReadReply(registers) : null;
    }

    private byte[] ReadReply(DalyRegisters registers) =>
        DalyCrc.Append([_replyUnit, 0x03, (byte)(2 * registers.Count), .. registers.ToBytes()]);
}
