using System.Numerics;
using BtBattery.Aggregation.Model;

namespace BtBattery.Bms.Jbd;

/// <summary>The protection bits of pack info (offset 16), each looked at by itself.</summary>
/// <remarks>
/// A set bit means that the board has already acted, hence <see cref="ProtectionLevel.Alarm"/>. Exceptions: bit 12 is
/// set whenever a FET was switched off by command, a state; bit 13 is named by one vendor text only, a warning; bits 14
/// and 15 are named by nobody and are shown as they are. Source: docs/bms/jbd.md.
/// </remarks>
public static class JbdProtections
{
    private static readonly ActiveProtection[] s_byBit =
    [
        new(Protection.CellOvervoltage, ProtectionLevel.Alarm, "cell_overvoltage"),
        new(Protection.CellUndervoltage, ProtectionLevel.Alarm, "cell_undervoltage"),
        new(Protection.PackOvervoltage, ProtectionLevel.Alarm, "pack_overvoltage"),
        new(Protection.PackUndervoltage, ProtectionLevel.Alarm, "pack_undervoltage"),
        new(Protection.ChargeOvertemperature, ProtectionLevel.Alarm, "charge_overtemperature"),
        new(Protection.ChargeUndertemperature, ProtectionLevel.Alarm, "charge_undertemperature"),
        new(Protection.DischargeOvertemperature, ProtectionLevel.Alarm, "discharge_overtemperature"),
        new(Protection.DischargeUndertemperature, ProtectionLevel.Alarm, "discharge_undertemperature"),
        new(Protection.ChargeOvercurrent, ProtectionLevel.Alarm, "charge_overcurrent"),
        new(Protection.DischargeOvercurrent, ProtectionLevel.Alarm, "discharge_overcurrent"),
        new(Protection.ShortCircuit, ProtectionLevel.Alarm, "short_circuit"),
        new(Protection.FrontEndError, ProtectionLevel.Alarm, "ic_error"),
        new(Protection.SoftwareLock, ProtectionLevel.State, "mosfet_software_lock"),
        new(Protection.ChargeTimeout, ProtectionLevel.Warning, "charge_timeout"),
        new(Protection.Unknown, ProtectionLevel.State, "reserved_bit_14"),
        new(Protection.Unknown, ProtectionLevel.State, "reserved_bit_15"),
    ];

    /// <summary>Everything the bits can tell.</summary>
    public static IReadOnlyList<Protection> Reported { get; } = [.. s_byBit.Select(bit => bit.Protection).Distinct()];

    /// <summary>The protections that are up, in the order of their bits; empty if none.</summary>
    public static IReadOnlyList<ActiveProtection> Decode(ushort bits)
    {
        if (bits == 0)
            return [];

        var active = new ActiveProtection[BitOperations.PopCount(bits)];
        int next = 0;
        for (int bit = 0; bit < s_byBit.Length; bit++)
        {
            if ((bits >> bit & 1) != 0)
                active[next++] = s_byBit[bit];
        }

        return active;
    }
}
