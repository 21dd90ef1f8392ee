using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Checks;

/// <summary>Whether a battery whose charge is counted is ever held at its voltage for long enough to be taken for full.</summary>
internal static class CountingCheck
{
    /// <param name="check">The battery.</param>
    /// <param name="common">Values of driver and bank.</param>
    public static void Run(Check check, ConfigurationValues common)
    {
        if (!check.AreSound(SocCountingKeys.IsCounted, SocCountingKeys.FullTime)
            || common[ChargeStageKeys.ChargeVoltageControl].IsFaulty
            || common[ChargeStageKeys.AbsorptionTime].IsFaulty
            || !check.Get(SocCountingKeys.IsCounted)
            || !common.Get(ChargeStageKeys.ChargeVoltageControl)
            || common.Get(ChargeStageKeys.AbsorptionTime) >= check.Get(SocCountingKeys.FullTime))
        {
            return;
        }

        check.Warn(
            FindingCodes.Contradiction,
            $"{check.Show(SocCountingKeys.FullTime)} is longer than {ChargeStageKeys.AbsorptionTime.Name} = {common[ChargeStageKeys.AbsorptionTime].Text} s, so the battery leaves "
            + $"its charge voltage before it counts as full, and the counted charge is never put right: write a shorter {SocCountingKeys.FullTime.Name} or a longer {ChargeStageKeys.AbsorptionTime.Name}.",
            SocCountingKeys.FullTime,
            SocCountingKeys.IsCounted);
    }
}
