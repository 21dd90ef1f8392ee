using BtBattery.Bms.Tests.Daly;
using BtBattery.Bms.Tests.Jbd;

namespace BtBattery.Bms.Tests.Requests;

/// <summary>A board of every family at once, which answers as it is told. FETs follow what is written to them.</summary>
internal sealed class ScriptedBoard(Temper temper, Random chance)
{
    private bool _isChargeOn = true;
    private bool _isDischargeOn = true;

    /// <summary>It answers the questions that some boards leave open.</summary>
    public bool HasExtras { get; init; } = true;

    /// <summary>It answers the 80-register read of d2; only asked for if the extras are missing.</summary>
    public bool HasWideStatus { get; init; }

    /// <summary>The address at which it listens to a5 requests.</summary>
    public byte A5Address { get; init; } = 0x80;

    /// <summary>What it says to the application key; null if it has no handshake and answers reads at once.</summary>
    public byte? AppKeyAnswer { get; init; }

    /// <summary>It accepts the password.</summary>
    public bool IsPasswordRight { get; init; } = true;

    private bool IsLocked { get; set; } = true;

    /// <summary>The board loses its connection: a handshake has to be held again.</summary>
    public void Disconnect() => IsLocked = true;

    /// <summary>What comes back; empty if nothing does.</summary>
    public byte[] Answer(byte[] request)
    {
        if (temper == Temper.Silent)
            return [];
        if (temper == Temper.Echoing)
            return request;
        byte[] answer = Honest(request, temper == Temper.Refusing || (temper == Temper.Moody && chance.Next(8) == 0));
        if (temper == Temper.Garbling || (temper == Temper.Moody && chance.Next(6) == 0))
        {
            for (int i = 0; i < answer.Length; i += 7)
                answer[i] ^= (byte)(1 << chance.Next(8));
        }

        return temper == Temper.Moody && chance.Next(5) == 0 ? [] : answer;
    }

    private static byte Low(byte[] request, int index) => request.Length > index ? request[index] : (byte)0;

    private byte[] Honest(byte[] request, bool refuses) => request[0] switch
    {
        0xDD => Jbd(request, refuses),
        0xFF => JbdAuth(request),
        0xD2 => D2(request, refuses),
        0x81 => P81(request, refuses),
        0xA5 => A5(request),
        _ => [],
    };

    private byte[] Jbd(byte[] request, bool refuses)
    {
        if (AppKeyAnswer is not null && IsLocked)
            return [];
        byte register = request[2];
        if (refuses)
            return JbdReply.Frame(register, 0x80);
        switch (register)
        {
            case 0x03:
                return JbdReply.PackInfo(pack => pack.Fets = (_isChargeOn ? 1 : 0) | (_isDischargeOn ? 2 : 0));
            case 0x04:
                return JbdReply.Cells(3300, 3301, 3302, 3303);
            case 0x05 when HasExtras:
                return JbdReply.Frame(0x05, 0, [.. "JBD-SP04S034"u8]);
            case 0xAA when HasExtras:
                return JbdReply.Frame(0xAA, 0, new byte[24]);
            case 0xE1:
                (_isChargeOn, _isDischargeOn) = ((request[5] & 1) == 0, (request[5] & 2) == 0);
                return JbdReply.Frame(0xE1, 0);
            default:
                return [];
        }
    }

    private byte[] JbdAuth(byte[] request)
    {
        if (AppKeyAnswer is not { } appKeyAnswer)
            return [];
        (byte answer, bool opens) = request[2] switch
        {
            0x15 => (appKeyAnswer, appKeyAnswer == 2),
            0x17 => ((byte)chance.Next(256), false),
            _ => IsPasswordRight ? ((byte)0, true) : ((byte)1, false),
        };
        IsLocked &= !opens;
        return [0xFF, 0xAA, request[2], 1, answer, (byte)((request[2] + 1 + answer) & 0xFF)];
    }

    private byte[] D2(byte[] request, bool refuses)
    {
        if (refuses)
            return DalyReply.WithCrc(0xD2, (byte)(request[1] | 0x80), 2);
        if (request[1] == 0x06)
        {
            bool isOn = request[5] == 1;
            (_isChargeOn, _isDischargeOn) = request[3] == 0xA5 ? (isOn, _isDischargeOn) : (_isChargeOn, isOn);
            return [.. request];
        }

        return (request[3], request[5]) switch
        {
            (0x00, 62) => Status(62),
            (0x00, 80) when HasWideStatus => Status(80),
            (0x3E, _) when HasExtras => DalyReply.D2Balancing(),
            (0x80 or 0xA9, var count) when HasExtras => DalyReply.Registers(0xD2, new int[count]),
            _ => [],
        };

        byte[] Status(int count) => DalyReply.D2Status(r => (r[0x35], r[0x36]) = (_isChargeOn ? 1 : 0, _isDischargeOn ? 1 : 0), count);
    }

    private byte[] P81(byte[] request, bool refuses) => (refuses, request[2], request[3]) switch
    {
        (true, _, _) => DalyReply.WithCrc(0x51, 0x83, 2),
        (_, 0, 0x00) => DalyReply.P81Pack(),
        (_, 0, 0x41) => DalyReply.P81Status(),
        (_, 1, _) when HasExtras => DalyReply.Registers(0x51, new int[request[5]]),
        _ => [],
    };

    private byte[] A5(byte[] request)
    {
        if (request[1] != A5Address)
            return [];
        byte value = Low(request, 4);
        switch (request[2])
        {
            case 0x94:
                return DalyReply.A5(0x94, 4, 1);
            case 0x93:
                return DalyReply.A5(0x93, 0, _isChargeOn ? (byte)1 : (byte)0, _isDischargeOn ? (byte)1 : (byte)0);
            case 0x90:
                return DalyReply.A5(0x90, 0, 132, 0, 0, 0x75, 0x30);
            case 0x95:
                return [.. DalyReply.A5Cells(1, 3300, 3301, 3302), .. DalyReply.A5Cells(2, 3303, 0, 0)];
            case 0x96:
                return DalyReply.A5(0x96, 1, 60);
            case 0x98:
                return DalyReply.A5(0x98);
            case 0xDA:
                _isChargeOn = value == 1;
                return DalyReply.A5(0xDA, value);
            case 0xD9:
                _isDischargeOn = value == 1;
                return DalyReply.A5(0xD9, value);
            case 0x97 or 0x50 when HasExtras:
                return DalyReply.A5(request[2]);
            case 0x62 or 0x63 when HasExtras:
                return [.. DalyReply.A5(request[2], 1), .. DalyReply.A5(request[2], 2)];
            default:
                return [];
        }
    }
}
