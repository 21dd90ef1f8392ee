using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Daly;

/// <summary>a5, commands 0xDA (charge FET) and 0xD9 (discharge FET): first byte of data 1 = on, 0 = off.</summary>
/// <remarks>
/// The answer carries the command; what its data mean is not documented, so the state that is read afterwards decides.
/// Source: docs/bms/daly.md.
/// </remarks>
internal static class DalyA5Fets
{
    private const byte Charge = 0xDA;
    private const byte Discharge = 0xD9;

    public static FetControl Control(BmsQuery state, TimeSpan timeout, TimeSpan pause) =>
        new(state, (fet, on, _) => Write(fet, on, timeout, pause));

    private static BmsRequest Write(FetSwitch fet, bool on, TimeSpan timeout, TimeSpan pause)
    {
        byte command = fet == FetSwitch.Charge ? Charge : Discharge;
        byte value = on ? (byte)1 : (byte)0;
        return new("switching of a FET", DalyA5Frames.Request(DalyA5Frames.CommonAddress, command, value))
        {
            Timeout = timeout,
            PauseBefore = pause,
            IsOptional = true,
        };
    }
}
