using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether the cell voltages are in their order, and such as the cells and the BMS allow.</summary>
internal static class VoltageCheck
{
    public static void Run(Check check)
    {
        Order(check, CellVoltageKeys.Float, CellVoltageKeys.Max, "a full cell is held at no more than it is charged to");
        Order(check, CellVoltageKeys.Blocked, CellVoltageKeys.Float, "a battery that must not be charged is held at no more than float");
        Order(check, CellVoltageKeys.Min, CellVoltageKeys.Blocked, "an empty cell has less than one that rests");
        CheckChemistry(check);
        CheckBms(check);
    }

    private static void Order(Check check, ConfigurationKey<double> lower, ConfigurationKey<double> higher, string reason)
    {
        if (check.AreSound(lower, higher) && check.Get(lower) > check.Get(higher))
        {
            check.Error(
                FindingCodes.Contradiction,
                $"{check.Show(lower)} is above {check.Show(higher)}, and {reason}: write a lower {lower.Name} or a higher {higher.Name}.",
                lower,
                higher);
        }
    }

    private static void CheckChemistry(Check check)
    {
        if (!check.AreSound(BatteryKeys.Chemistry))
        {
            return;
        }

        CellRange range = CellRange.Of(check.Get(BatteryKeys.Chemistry));
        string highest = Forms.NumberText.Format(range.HighestVolts);
        string lowest = Forms.NumberText.Format(range.LowestVolts);
        if (check.AreSound(CellVoltageKeys.Max) && check.Get(CellVoltageKeys.Max) > range.HighestVolts)
        {
            check.Error(
                FindingCodes.Chemistry,
                $"{check.Show(CellVoltageKeys.Max)} is more than {range.Name} cells bear, which is {highest} V: write a lower "
                + "voltage, or the right CHEMISTRY.",
                CellVoltageKeys.Max,
                BatteryKeys.Chemistry);
        }

        if (check.AreSound(CellVoltageKeys.Min) && check.Get(CellVoltageKeys.Min) < range.LowestVolts)
        {
            check.Error(
                FindingCodes.Chemistry,
                $"{check.Show(CellVoltageKeys.Min)} is less than {range.Name} cells bear, which is {lowest} V: write a higher "
                + "voltage, or the right CHEMISTRY.",
                CellVoltageKeys.Min,
                BatteryKeys.Chemistry);
        }
    }

    private static void CheckBms(Check check)
    {
        if (check.AreSound(CellVoltageKeys.Max, BatteryKeys.BmsOvervoltage))
        {
            BmsProtectionCheck.CheckHighest(check, check.Get(BatteryKeys.BmsOvervoltage), check.Show(BatteryKeys.BmsOvervoltage));
        }

        if (check.AreSound(CellVoltageKeys.Min, BatteryKeys.BmsUndervoltage))
        {
            BmsProtectionCheck.CheckLowest(check, check.Get(BatteryKeys.BmsUndervoltage), check.Show(BatteryKeys.BmsUndervoltage));
        }

        if (check.AreSound(BatteryKeys.BmsOvervoltage, BatteryKeys.BmsUndervoltage)
            && check.Get(BatteryKeys.BmsUndervoltage) >= check.Get(BatteryKeys.BmsOvervoltage))
        {
            check.Error(
                FindingCodes.Contradiction,
                $"{check.Show(BatteryKeys.BmsUndervoltage)} is not below {check.Show(BatteryKeys.BmsOvervoltage)}: copy both "
                + "anew from the app of the BMS.",
                BatteryKeys.BmsUndervoltage,
                BatteryKeys.BmsOvervoltage);
        }
    }
}
