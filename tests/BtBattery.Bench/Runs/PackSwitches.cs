using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>Plays <see cref="SwitchedOff"/>: both FETs of a battery are opened by a command to its BMS, and closed again at the end.</summary>
internal sealed class PackSwitches(BankCase bank, PhysicalBank physics)
{
    private readonly SwitchedOff[] _faults = [.. bank.Faults.OfType<SwitchedOff>()];

    /// <summary>Sets them as they are to be now.</summary>
    public void Set(TimeSpan now)
    {
        foreach (SwitchedOff fault in _faults)
        {
            bool isOn = !fault.IsActive(now);
            (physics.Bank.Packs[fault.Member - 1].Bms.AllowCharge, physics.Bank.Packs[fault.Member - 1].Bms.AllowDischarge) = (isOn, isOn);
        }
    }
}
