using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether the distances of cells that begin, restart and end the stages of charging are in their order, so that no stage ends as soon as it begins.</summary>
internal static class ChargeStageCheck
{
    public static void Run(Check check)
    {
        Order(check, ChargeStageKeys.AbsorptionSpread, ChargeStageKeys.AbsorptionRestartSpread, mayBeEqual: true);
        Order(check, ChargeStageKeys.AbsorptionSpread, ChargeStageKeys.BulkSpread, mayBeEqual: false);
        Order(check, ChargeStageKeys.AbsorptionRestartSpread, ChargeStageKeys.BulkSpread, mayBeEqual: false);
    }

    private static void Order(Check check, ConfigurationKey<double?> lower, ConfigurationKey<double?> higher, bool mayBeEqual)
    {
        if (!check.AreSound(lower, higher) || check.Get(lower) is not double low || check.Get(higher) is not double high || low < high || (mayBeEqual && low == high))
        {
            return;
        }

        check.Error(
            FindingCodes.Contradiction,
            $"{check.Show(lower)} is not {(mayBeEqual ? "at or " : "")}below {check.Show(higher)}, and charging would begin anew as soon as it is done: "
            + $"write a lower {lower.Name} or a higher {higher.Name}.",
            lower,
            higher);
    }
}
