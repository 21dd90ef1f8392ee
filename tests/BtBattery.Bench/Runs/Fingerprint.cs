using System.Globalization;
using BtBattery.Simulator.Physics;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>All limits and all true states of a run, bit for bit, in one number.</summary>
internal sealed class Fingerprint
{
    private ulong _state = 14695981039346656037;

    /// <summary>Takes a second.</summary>
    public void Add(PhysicalBank physics, PublishedLimits limits)
    {
        Add(limits.IsThere ? 1 : 0);
        Add(limits.Cvl ?? double.NaN);
        Add(limits.Ccl ?? double.NaN);
        Add(limits.Dcl ?? double.NaN);
        Add(physics.Bank.Volts);
        Add(physics.Bank.Amps);
        foreach (PackModel pack in physics.Bank.Packs)
        {
            Add(pack.Amps);
            Add(pack.Celsius);
            foreach (CellModel cell in pack.Cells)
            {
                Add(cell.Volts);
                Add(cell.Charge);
            }
        }
    }

    public override string ToString() => _state.ToString("x16", CultureInfo.InvariantCulture);

    // FNV-1a over words, with a shift that lets high bits reach the low ones.
    private void Add(double value)
    {
        unchecked
        {
            ulong mixed = (_state ^ (ulong)BitConverter.DoubleToInt64Bits(value)) * 1099511628211;
            _state = mixed ^ (mixed >> 29);
        }
    }
}
