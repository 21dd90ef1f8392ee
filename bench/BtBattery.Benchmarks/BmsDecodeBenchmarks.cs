using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;

namespace BtBattery.Benchmarks;

/// <summary>
/// One poll of a JBD battery with 16 cells: pack info and cells, cut into notifications of 20 bytes, through the whole
/// conversation. The yardstick does the same work by hand for this one case: joins the pieces, checks every byte the
/// protocol checks, and fills the same snapshots. What both allocate is the snapshots they return.
/// </summary>
[MemoryDiagnoser]
public class BmsDecodeBenchmarks
{
    private static readonly byte[][] s_packInfo = Cut(
        "DD03001D1522FEE141B06D60002A2C7C00000000000080400310030B8B0B8A0B84");
    private static readonly byte[][] s_cells = Cut(
        "DD0400200CFA0CFA0CFB0CF90CFA0CFA0CFA0CFA0CF90CFA0CFA0CFA0CFA0CF90CF90CFA");

    private readonly MonotonicTime _at = new(TimeSpan.FromSeconds(1));
    private readonly byte[] _joined = new byte[262];
    private BmsConversation _conversation = null!;

    /// <summary>Leaves the questions that are asked once behind.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _conversation = BmsCatalog.Find("jbd")!.Start(new BmsOptions());
        for (int round = 0; round < 2; round++)
        {
            _conversation.StartRound();
            while (_conversation.NextRequest(_at) is { } request)
                Answer(request.Name);
        }

        if (_conversation.Counters.Good != 4)
            throw new InvalidOperationException("the recorded frames are not what the decoder expects");
    }

    [Benchmark]
    public int Conversation()
    {
        int answered = 0;
        _conversation.StartRound();
        while (_conversation.NextRequest(_at) is { } request)
        {
            if (Answer(request.Name) is not null)
                answered++;
        }

        return answered;
    }

    [Benchmark(Baseline = true)]
    public int ByHand()
    {
        BatterySnapshot packInfo = PackInfoByHand(Join(s_packInfo, 0x03));
        BatterySnapshot cells = CellsByHand(Join(s_cells, 0x04));
        return (packInfo.Voltage is null ? 0 : 1) + (cells.CellVoltages is null ? 0 : 1);
    }

    private BatterySnapshot? Answer(string request)
    {
        byte[][] pieces = request switch
        {
            "pack info" => s_packInfo,
            "cells" => s_cells,
            _ => [],
        };
        ReplyResult result = default;
        foreach (byte[] piece in pieces)
            result = _conversation.Receive(piece, _at);
        return result.Readings;
    }

    private ReadOnlySpan<byte> Join(byte[][] pieces, byte register)
    {
        int length = 0;
        foreach (byte[] piece in pieces)
        {
            piece.CopyTo(_joined.AsSpan(length));
            length += piece.Length;
        }

        ReadOnlySpan<byte> frame = _joined.AsSpan(0, length);
        int sum = 0;
        for (int i = 2; i < length - 3; i++)
            sum += frame[i];
        bool isGood = frame[0] == 0xDD && frame[1] == register && frame[2] == 0 && frame[3] == length - 7 && frame[^1] == 0x77
            && BinaryPrimitives.ReadUInt16BigEndian(frame[^3..]) == 0x10000 - sum;
        return isGood ? frame[4..^3] : throw new InvalidOperationException("bad frame");
    }

    private BatterySnapshot PackInfoByHand(ReadOnlySpan<byte> p)
    {
        int sensors = p[22];
        var temperatures = new double?[sensors];
        for (int i = 0; i < sensors; i++)
        {
            double celsius = (BinaryPrimitives.ReadUInt16BigEndian(p[(23 + 2 * i)..]) - 2731) / 10.0;
            temperatures[i] = celsius is >= -40 and <= 125 ? celsius : null;
        }

        var balancing = new bool[p[21]];
        uint bits = (uint)(BinaryPrimitives.ReadUInt16BigEndian(p[14..]) << 16 | BinaryPrimitives.ReadUInt16BigEndian(p[12..]));
        for (int i = 0; i < balancing.Length; i++)
            balancing[i] = (bits >> i & 1) != 0;
        ushort date = BinaryPrimitives.ReadUInt16BigEndian(p[10..]);
        return new BatterySnapshot
        {
            Voltage = new(BinaryPrimitives.ReadUInt16BigEndian(p) / 100.0, _at),
            Current = new(BinaryPrimitives.ReadInt16BigEndian(p[2..]) / 100.0, _at),
            RemainingAh = new(BinaryPrimitives.ReadUInt16BigEndian(p[4..]) / 100.0, _at),
            DesignAh = new(BinaryPrimitives.ReadUInt16BigEndian(p[6..]) / 100.0, _at),
            Cycles = new(BinaryPrimitives.ReadUInt16BigEndian(p[8..]), _at),
            ProductionDate = new(new DateOnly(2000 + (date >> 9), date >> 5 & 0xF, date & 0x1F), _at),
            Balancing = new(balancing, _at),
            Protections = new([], _at),
            SoftwareVersion = new($"{p[18] >> 4}.{p[18] & 0xF}", _at),
            SocPercent = new(p[19], _at),
            ChargeFetOn = new((p[20] & 1) != 0, _at),
            DischargeFetOn = new((p[20] & 2) != 0, _at),
            CellCount = new(p[21], _at),
            TemperatureSensorCount = new(sensors, _at),
            Temperatures = new(temperatures, _at),
        };
    }

    private BatterySnapshot CellsByHand(ReadOnlySpan<byte> p)
    {
        var cells = new double?[p.Length / 2];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = BinaryPrimitives.ReadUInt16BigEndian(p[(2 * i)..]) / 1000.0;
        return new BatterySnapshot { CellVoltages = new(cells, _at) };
    }

    /// <summary>The frame that begins with <paramref name="head"/>, with checksum and end byte, in pieces of 20 bytes.</summary>
    private static byte[][] Cut(string head)
    {
        byte[] bytes = Convert.FromHexString(head);
        int sum = 0;
        foreach (byte b in bytes.AsSpan(2))
            sum += b;
        int check = 0x10000 - sum;
        return [.. ((byte[])[.. bytes, (byte)(check >> 8), (byte)(check & 0xFF), 0x77]).Chunk(20)];
    }
}
