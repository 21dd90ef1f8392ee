using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Daly;

/// <summary>d2, registers 0xA5 (charge FET) and 0xA6 (discharge FET): 1 = on, 0 = off.</summary>
/// <remarks>
/// A board may need to be told twice, and echoes with a wrong checksum were seen
/// (<c>tests/vectors/daly-d2-write-echo-corrupted.json</c>). Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyD2Fets
{
    private const byte Charge = 0xA5;
    private const byte Discharge = 0xA6;

    public static FetControl Control(BmsQuery status, byte unit, TimeSpan timeout) =>
        new(status, (fet, on, _) => Write(unit, fet, on, timeout)) { Writes = 2 };

    private static BmsRequest Write(byte unit, FetSwitch fet, bool on, TimeSpan timeout)
    {
        byte register = fet == FetSwitch.Charge ? Charge : Discharge;
        byte value = on ? (byte)1 : (byte)0;
        return new("switching of a FET", ModbusCrc.Sign(unit, DalyModbusAssembler.WriteFunction, 0, register, 0, value))
        {
            Timeout = timeout,
            IsOptional = true,
        };
    }
}
