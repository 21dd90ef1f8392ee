using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Jbd;

/// <summary>Register 0xE1: both FETs in one write, until the board loses power.</summary>
/// <remarks><c>DD 5A E1 02 00 b sum 77</c>, b bit 0 = charge <em>off</em>, bit 1 = discharge <em>off</em>. Source: docs/bms/jbd.md.</remarks>
internal static class JbdFets
{
    public const byte Register = 0xE1;

    private const byte ChargeOff = 1;
    private const byte DischargeOff = 2;

    public static FetControl Control(BmsQuery packInfo, TimeSpan timeout) =>
        new(packInfo, (fet, on, isOtherOn) => Write(fet, on, isOtherOn, timeout)) { WritesBoth = true };

    private static BmsRequest Write(FetSwitch fet, bool on, bool isOtherOn, TimeSpan timeout)
    {
        (bool isChargeOn, bool isDischargeOn) = fet == FetSwitch.Charge ? (on, isOtherOn) : (isOtherOn, on);
        int off = (isChargeOn ? 0 : ChargeOff) | (isDischargeOn ? 0 : DischargeOff);
        return new("switching of FETs", JbdFrames.Request(JbdFrames.WriteMark, Register, [0, (byte)off])) { Timeout = timeout, IsOptional = true };
    }
}
