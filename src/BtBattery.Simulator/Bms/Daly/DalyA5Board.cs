using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>
/// A Daly board of the oldest generation: thirteen bytes each way. Bytes it does not use repeat what stood there in the
/// frame before, as recorded boards do, and the sign of the current is the opposite of the younger generations'.
/// </summary>
public sealed class DalyA5Board : IBms
{
    private const byte Start = 0xA5;
    private const byte DataLength = 8;
    private const int FrameLength = 13;
    private const byte Self = 0x01;

    private readonly SimulatedPack _pack;
    private readonly byte _address;
    private readonly List<byte> _received = [];
    private byte _life;
    private byte[] _last = new byte[DataLength];

    /// <summary>A board on <paramref name="pack"/>.</summary>
    /// <param name="pack">What it measures and switches.</param>
    /// <param name="address">The address its Bluetooth module listens to: 0x40 or 0x80.</param>
    public DalyA5Board(SimulatedPack pack, byte address = 0x40)
    {
        _pack = pack;
        _address = address;
        Profile = GattProfile.SerialBridge(0xfff0, 0xfff1, 0xfff2);
    }

    /// <inheritdoc/>
    public GattProfile Profile { get; }

    /// <inheritdoc/>
    public void LinkUp(bool isEncrypted) => _received.Clear();

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Subscribed() => [];

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Receive(ReadOnlySpan<byte> written)
    {
        _received.AddRange(written);
        var replies = new List<BmsReply>();
        while (_received.Count >= FrameLength)
        {
            byte[] request = [.. _received.Take(FrameLength)];
            if (request[0] != Start || request[3] != DataLength || request[^1] != Sum(request.AsSpan(0, FrameLength - 1)))
            {
                _received.RemoveAt(0);
                continue;
            }
            _received.RemoveRange(0, FrameLength);
            if (request[1] == _address && Answer(request[2], request[4]) is { Count: > 0 } frames) replies.Add(new BmsReply(frames));
        }
        if (_received.Count > 0 && _received[0] != Start) _received.Clear();
        return replies;
    }

    /// <inheritdoc/>
    public BmsReply? Unasked() => new(Answer(0x92, 0));

    /// <inheritdoc/>
    public string? Objection(BatteryState state) =>
        DalyLimits.Objection(state, cells: 48, hasAlarms: true)
        ?? (state.Temperatures.Contains(null) ? "this generation has no way to send an unreadable sensor" : null)
        ?? (state.MosTemperature is not null ? "this generation has no MOSFET sensor" : null);

    private List<byte[]> Answer(byte command, byte argument)
    {
        BatteryState state = _pack.State;
        List<int> cells = [.. state.Cells.Select(volts => Scaled(volts, 1000))];
        List<byte> temperatures = [.. state.Temperatures.Select(celsius => (byte)((int)celsius!.Value + 40))];
        switch (command)
        {
            case 0x90: return [Frame(command,
                [.. Two(Scaled(state.Voltage, 10)), 0, 0, .. Two(30000 - Scaled(state.Current, 10)), .. Two(Scaled(state.Soc, 10))])];
            case 0x91: return [Frame(command,
                [.. Two(cells.Max()), Place(cells, cells.Max()), .. Two(cells.Min()), Place(cells, cells.Min())])];
            case 0x92: return temperatures.Count == 0
                ? [] : [Frame(command,
                    [temperatures.Max(), Place(temperatures, temperatures.Max()), temperatures.Min(),
                        Place(temperatures, temperatures.Min())])];
            case 0x93: return [Frame(command,
                [Activity(state), One(state.ChargeFet), One(state.DischargeFet), unchecked(++_life),
                    .. Four(Scaled(state.RemainingAh, 1000))])];
            case 0x94: return [Frame(command, [(byte)cells.Count, (byte)temperatures.Count, 0, 0, 0, .. Two(state.Cycles)])];
            case 0x95: return Numbered(command, cells.Chunk(3).Select(three => three.SelectMany(Two)));
            case 0x96: return Numbered(command, temperatures.Chunk(7));
            case 0x97: return [Frame(command,
                [.. LittleEndian(state.Balancing.Aggregate(0ul, (bits, cell) => bits | 1ul << (cell - 1)))[..6]])];
            case 0x98: return [Frame(command, [.. LittleEndian(DalyAlarmBits.Of(state))[..7], 0])];
            case 0x50: return [Frame(command, [.. Four(Scaled(state.DesignAh, 1000)), .. Four(3200)])];
            case 0x62: return Text(command, state.Software);
            case 0x63: return Text(command, state.Hardware ?? "");
            case 0xD9:
                _pack.State = state with { DischargeFet = argument != 0 };
                return [Frame(command, [argument])];
            case 0xDA:
                _pack.State = state with { ChargeFet = argument != 0 };
                return [Frame(command, [argument])];
            default: return [];
        }
    }

    private List<byte[]> Numbered(byte command, IEnumerable<IEnumerable<byte>> contents) =>
        [.. contents.Select((content, index) => Frame(command, [(byte)(index + 1), .. content]))];

    private List<byte[]> Text(byte command, string text) =>
        Numbered(command, System.Text.Encoding.ASCII.GetBytes(text).Chunk(7)
            .Select(chunk => (IEnumerable<byte>)[.. chunk, .. new byte[7 - chunk.Length]]));

    private byte[] Frame(byte command, ReadOnlySpan<byte> used)
    {
        var data = (byte[])_last.Clone();
        used.CopyTo(data);
        _last = data;
        byte[] frame = [Start, Self, command, DataLength, .. data, 0];
        frame[^1] = Sum(frame.AsSpan(0, FrameLength - 1));
        return frame;
    }

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        int sum = 0;
        foreach (byte b in bytes) sum += b;
        return (byte)(sum & 0xFF);
    }

    private static byte Place<T>(List<T> list, T value) => (byte)(list.IndexOf(value) + 1);

    private static byte One(bool on) => on ? (byte)1 : (byte)0;

    private static byte Activity(BatteryState state) => state.Current > 0 ? (byte)1 : state.Current < 0 ? (byte)2 : (byte)0;

    private static int Scaled(double value, int factor) => (int)Math.Round(value * factor, MidpointRounding.AwayFromZero);

    private static byte[] Two(int value) => [(byte)(value >> 8), (byte)(value & 0xFF)];

    private static byte[] Four(int value) => [.. Two(value >> 16), .. Two(value & 0xFFFF)];

    private static byte[] LittleEndian(ulong bits)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, bits);
        return bytes;
    }
}
