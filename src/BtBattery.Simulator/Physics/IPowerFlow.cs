namespace BtBattery.Simulator.Physics;

/// <summary>Everything that is connected to a bank: chargers less loads.</summary>
public interface IPowerFlow
{
    /// <summary>A offered to the bank while its voltage is <paramref name="busVolts"/>, negative = drawn from it. Finite; never rises with the voltage, and may jump.</summary>
    public double AmpsAt(double busVolts);
}
