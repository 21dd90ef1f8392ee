using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Bms;

/// <summary>
/// A JBD board (Xiaoxiang, Overkill Solar and relatives): answers pack info 0x03, cells 0x04, name 0x05 and counters
/// 0xAA, takes the FET switch 0xE1 and factory mode. Requests with a wrong checksum are not answered.
/// </summary>
public sealed class JbdBoard : IBms
{
    /// <summary>The protections a board can report, in the order of their bits in register 0x03.</summary>
    public static readonly IReadOnlyList<string> ProtectionNames =
    [
        "cell_overvoltage", "cell_undervoltage", "pack_overvoltage", "pack_undervoltage",
        "charge_overtemperature", "charge_undertemperature", "discharge_overtemperature", "discharge_undertemperature",
        "charge_overcurrent", "discharge_overcurrent", "short_circuit", "ic_error", SoftwareLock, "charge_timeout",
    ];

    private const string SoftwareLock = "mosfet_software_lock";
    private const byte Good = 0x00;
    private const byte Unknown = 0x80;
    private const byte Locked = 0x81;
    private const int LongestRequest = 64;

    private readonly SimulatedPack _pack;
    private readonly List<byte> _received = [];
    private bool _inFactoryMode;

    /// <summary>A board on <paramref name="pack"/>.</summary>
    /// <param name="pack">What it measures and switches.</param>
    /// <param name="usesFff0">True for boards that offer fff0/fff1/fff2 in place of ff00/ff01/ff02.</param>
    public JbdBoard(SimulatedPack pack, bool usesFff0 = false)
    {
        _pack = pack;
        Profile = usesFff0 ? GattProfile.SerialBridge(0xfff0, 0xfff1, 0xfff2) : GattProfile.SerialBridge(0xff00, 0xff01, 0xff02);
    }

    /// <inheritdoc/>
    public GattProfile Profile { get; }

    /// <inheritdoc/>
    public void LinkUp(bool isEncrypted)
    {
        _received.Clear();
        _inFactoryMode = false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Subscribed() => [];

    /// <inheritdoc/>
    public IReadOnlyList<BmsReply> Receive(ReadOnlySpan<byte> written)
    {
        _received.AddRange(written);
        var replies = new List<BmsReply>();
        while (JbdFrame.TryTakeRequest(_received, out JbdRequest request))
        {
            byte[]? reply = request.IsWrite ? Write(request) : Read(request.Register);
            if (reply is not null) replies.Add(BmsReply.Frame(reply));
        }
        if (_received.Count > LongestRequest) _received.Clear();
        return replies;
    }

    /// <inheritdoc/>
    public BmsReply? Unasked() => BmsReply.Frame(JbdFrame.Reply(0xAA, Good, Counters()));

    /// <inheritdoc/>
    public string? Objection(BatteryState state) => JbdLimits.Objection(state);

    private byte[]? Read(byte register) => register switch
    {
        0x03 => JbdFrame.Reply(register, Good, PackInfo()),
        0x04 => JbdFrame.Reply(register, Good, Cells()),
        // Some rebrands never answer the question for their name.
        0x05 => _pack.State.Hardware is { } name ? JbdFrame.Reply(register, Good, System.Text.Encoding.ASCII.GetBytes(name)) : null,
        0xAA => JbdFrame.Reply(register, Good, Counters()),
        >= 0x10 and <= 0xE3 when !_inFactoryMode => JbdFrame.Reply(register, Locked, []),
        0x24 => JbdFrame.Reply(register, Good, [0x0E, 0x42]),
        0x2D => JbdFrame.Reply(register, Good, [0x00, 0x0C]),
        _ => JbdFrame.Reply(register, Unknown, []),
    };

    private byte[] Write(JbdRequest request)
    {
        byte status = Good;
        switch (request.Register, request.Data)
        {
            case (0x00, [0x56, 0x78]): _inFactoryMode = true; break;
            case (0x01, [_, _]): _inFactoryMode = false; break;
            case (0x06, _): break;
            case (0xE1, [_, var off]): Switch(charge: (off & 1) == 0, discharge: (off & 2) == 0); break;
            default: status = _inFactoryMode ? Unknown : Locked; break;
        }
        return JbdFrame.Reply(request.Register, status, []);
    }

    private void Switch(bool charge, bool discharge)
    {
        IEnumerable<string> others = _pack.State.Protections.Where(name => name != SoftwareLock);
        // The lock bit stands for "switched off by command", whichever of the two it was.
        _pack.State = _pack.State with
        {
            ChargeFet = charge,
            DischargeFet = discharge,
            Protections = charge && discharge ? [.. others] : [.. others, SoftwareLock],
        };
    }

    private byte[] PackInfo()
    {
        BatteryState state = _pack.State;
        var data = new byte[23 + 2 * state.Temperatures.Count + (state.FullAh is null ? 0 : 9)];
        Span<byte> rest = data;
        Put(ref rest, Hundredths(state.Voltage));
        Put(ref rest, unchecked((ushort)checked((short)Scaled(state.Current, 100))));
        Put(ref rest, Hundredths(state.RemainingAh));
        Put(ref rest, Hundredths(state.DesignAh));
        Put(ref rest, (ushort)state.Cycles);
        Put(ref rest, state.ProductionDate is { } day ? (ushort)((day.Year - 2000) << 9 | day.Month << 5 | day.Day) : (ushort)0);
        uint balancing = state.Balancing.Aggregate(0u, (bits, cell) => bits | 1u << (cell - 1));
        Put(ref rest, (ushort)(balancing & 0xFFFF));
        Put(ref rest, (ushort)(balancing >> 16));
        Put(ref rest, ProtectionBits(state));
        Put(ref rest, VersionByte(state.Software));
        Put(ref rest, (byte)Scaled(state.Soc, 1));
        Put(ref rest, (byte)((state.ChargeFet ? 1 : 0) | (state.DischargeFet ? 2 : 0)));
        Put(ref rest, (byte)state.Cells.Count);
        Put(ref rest, (byte)state.Temperatures.Count);
        foreach (double? celsius in state.Temperatures) Put(ref rest, (ushort)(Scaled(celsius!.Value, 10) + 2731));
        if (state.FullAh is { } full)
        {
            Put(ref rest, (byte)0);      // humidity
            Put(ref rest, (ushort)0);    // alarm status
            Put(ref rest, Hundredths(full));
            Put(ref rest, Hundredths(state.RemainingAh));
            Put(ref rest, (ushort)0);    // balance current
        }
        return data;
    }

    private byte[] Cells()
    {
        var data = new byte[2 * _pack.State.Cells.Count];
        Span<byte> rest = data;
        foreach (double volts in _pack.State.Cells) Put(ref rest, (ushort)Scaled(volts, 1000));
        return data;
    }

    private byte[] Counters()
    {
        var data = new byte[24];
        Span<byte> rest = data;
        foreach (int count in _pack.State.ErrorCounts.Take(11)) Put(ref rest, (ushort)count);
        return data;
    }

    private static ushort ProtectionBits(BatteryState state)
    {
        int bits = 0;
        for (int bit = 0; bit < ProtectionNames.Count; bit++)
            if (state.Protections.Contains(ProtectionNames[bit])) bits |= 1 << bit;
        return (ushort)bits;
    }

    private static byte VersionByte(string version) =>
        version.Length == 0 ? (byte)0 : (byte)((version[0] - '0') << 4 | (version[2] - '0'));

    private static ushort Hundredths(double value) => checked((ushort)Scaled(value, 100));

    private static int Scaled(double value, int factor) => (int)Math.Round(value * factor, MidpointRounding.AwayFromZero);

    private static void Put(ref Span<byte> rest, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(rest, value);
        rest = rest[2..];
    }

    private static void Put(ref Span<byte> rest, byte value)
    {
        rest[0] = value;
        rest = rest[1..];
    }
}
