using BtBattery.Aggregation.Charging;

namespace BtBattery.Bench;

/// <summary>Rules of the charge voltage: all that protects cells where the system feeds in and does not obey CCL.</summary>
internal static class VoltageMutations
{
    private const string Stages = MadeBank.Currents + "CVCM_ENABLE = True\nMAX_VOLTAGE_TIME_SEC = 300\n";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("cell-overvoltage", "a cell above its maximum lowers the charge voltage", "cell-too-high",
            Without.Rule(SafetyRule.CellOvervoltage),
            MadeBank.Case("high-cell-fed-in", "A cell is fuller than the others where what is too much is fed in.", 40, MadeBank.System(solarAmps: 60, feedsIn: true), "series",
                MadeBank.Pack(charge: 0.7, odd: 0.85))),
        new("near-the-top", "where MAX_CELL_VOLTAGE is near to where the BMS ends charging, a cell above it lowers the charge voltage by more", "cell-too-high",
            Without.OfVoltage(set => set with { Batteries = [.. set.Batteries.Select(battery => battery with { TopVolts = null })] }),
            MadeBank.Case("high-cell-near-the-top", "A cell is fuller than the others where what is too much is fed in, and MAX_CELL_VOLTAGE is 3.55 V.", 24,
                MadeBank.System(solarAmps: 60, feedsIn: true), "series", MadeBank.Pack(charge: 0.7, odd: 0.8)) with { Configuration = MadeBank.Currents + "MAX_CELL_VOLTAGE = 3.55\n" }),
        new("charge-blocked", "where no charge current is allowed, the charge voltage allows none either", "charged-in-the-cold",
            Without.Rule(SafetyRule.ChargeBlocked),
            MadeBank.Case("frost-fed-in", "A battery stands in the frost where what is too much is fed in.", 5, MadeBank.System(solarAmps: 40, celsius: -8, feedsIn: true), "series",
                MadeBank.Pack(charge: 0.7, celsius: -8))),
        new("forced-charge", "where a current flows in although charging is blocked, the charge voltage gives way", "charged-in-the-cold",
            Without.Rule(SafetyRule.ForcedCharge),
            MadeBank.Case("frost-fed-in-low", "A battery that is nearly empty gets into the frost where what is too much is fed in.", 12, MadeBank.System(solarAmps: 40, celsius: -25, feedsIn: true), "series",
                MadeBank.Pack(charge: 0.15, celsius: 5) with { HeatCapacity = 4000 })),
        new("unknown-cell-voltage", "a cell that is not known takes the charge voltage to where nothing flows", "cell-too-high",
            Without.Rule(SafetyRule.UnknownCellVoltages),
            MadeBank.Case("cell-unread-fed-in", "The wire of the fullest cell is off where what is too much is fed in, and CCCM_CV_ENABLE is off.", 60,
                MadeBank.System(solarAmps: 60, feedsIn: true), "series", MadeBank.Pack(charge: 0.7, odd: 0.85)) with
            {
                Configuration = MadeBank.Currents + "CCCM_CV_ENABLE = False\n",
                Faults = [new BoardSays(1, "cell2=6", MadeBank.Minutes(2))],
            }),
        new("stages", "a full bank is not held at its highest voltage", "long-at-the-top",
            Without.OfVoltage(set => set with { IsControlled = false }),
            MadeBank.Case("full", "A full battery stays under the sun.", 40, MadeBank.System(solarAmps: 30), "series", MadeBank.Pack(charge: 0.97)) with { Configuration = Stages }),
        new("penalty", "with lines, the highest cell takes a penalty from the charge voltage", "cell-too-high",
            Without.OfVoltage(set => set with { Batteries = [.. set.Batteries.Select(battery => battery with { PenaltyAt = [], Penalties = [] })] }),
            MadeBank.Case("four-cells-fed-in", "Of four cells one is fuller than the others where what is too much is fed in, and the owner set MAX_CELL_VOLTAGE near to where the BMS ends charging.", 40,
                MadeBank.System(solarAmps: 60, volts: 13.3, feedsIn: true), "series", MadeBank.Pack(4, 0.7, odd: 0.85)) with
            {
                Configuration = MadeBank.Currents + "LINEAR_LIMITATION_ENABLE = True\nCVCM_ENABLE = True\nMAX_CELL_VOLTAGE = 3.6\n",
            }),
        new("voltage-hold", "a charge voltage rises again only after a hold and by a ramp", "limit-chatter",
            Without.OfVoltage(set => set with { Hold = TimeSpan.Zero, RampVoltsPerSecond = 10 }),
            MadeBank.Case("loose-wire", "The wire of a cell is loose: its voltage comes and goes.", 12, MadeBank.System(solarAmps: 20), "series", MadeBank.Pack()) with
            {
                Faults = [.. Enumerable.Range(0, 50).Select(n => new BoardSays(1, "cell3=6", TimeSpan.FromSeconds(60 + 10 * n), TimeSpan.FromSeconds(65 + 10 * n)))],
            }),
    ];
}
