namespace BtBattery.Simulator.Physics.Guarding;

/// <summary>What a BMS protects against; each has the bit that JBD boards have for it.</summary>
[Flags]
internal enum Protections
{
    None = 0,
    CellOvervoltage = 1 << 0,
    CellUndervoltage = 1 << 1,
    PackOvervoltage = 1 << 2,
    PackUndervoltage = 1 << 3,
    ChargeOvertemperature = 1 << 4,
    ChargeUndertemperature = 1 << 5,
    DischargeOvertemperature = 1 << 6,
    DischargeUndertemperature = 1 << 7,
    ChargeOvercurrent = 1 << 8,
    DischargeOvercurrent = 1 << 9,
    ShortCircuit = 1 << 10,

    /// <summary>Not a protection: somebody switched a FET off.</summary>
    SoftwareLock = 1 << 12,

    /// <summary>Its FETs are too warm; JBD boards have no bit for it.</summary>
    MosOvertemperature = 1 << 14,

    /// <summary>Those that end charging.</summary>
    EndCharging = CellOvervoltage | PackOvervoltage | ChargeOvertemperature | ChargeUndertemperature | ChargeOvercurrent | ShortCircuit
        | MosOvertemperature,

    /// <summary>Those that end discharging.</summary>
    EndDischarging = CellUndervoltage | PackUndervoltage | DischargeOvertemperature | DischargeUndertemperature | DischargeOvercurrent
        | ShortCircuit | MosOvertemperature,
}
