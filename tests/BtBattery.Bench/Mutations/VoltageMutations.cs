using BtBattery.Aggregation.Charging;

namespace BtBattery.Bench;

/// <summary>Rules of the charge voltage: all that protects cells where the system feeds in and does not obey CCL.</summary>
internal static class VoltageMutations
{
    private const string Stages = Made.Currents + "CVCM_ENABLE = True\nMAX_VOLTAGE_TIME_SEC = 300\n";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("cell-overvoltage", "a cell above its maximum lowers the charge voltage", "cell-too-high",
            Without.Rule(SafetyRule.CellOvervoltage),
            Made.Case("high-cell-fed-in", "A cell is fuller than the others where what is too much is fed in.", 40, Made.System(solarAmps: 60, feedsIn: true), "series",
                Made.Pack(charge: 0.7, odd: 0.85))),
        new("charge-blocked", "where no charge current is allowed, the charge voltage allows none either", "charged-in-the-cold",
            Without.Rule(SafetyRule.ChargeBlocked),
            Made.Case("frost-fed-in", "A battery stands in the frost where what is too much is fed in.", 5, Made.System(solarAmps: 40, celsius: -8, feedsIn: true), "series",
                Made.Pack(celsius: -8))),
        new("unknown-cell-voltage", "a cell that is not known takes the charge voltage to where nothing flows", "cell-too-high",
            Without.Rule(SafetyRule.UnknownCellVoltages),
            Made.Case("cell-unread-fed-in", "The wire of the fullest cell is off where what is too much is fed in, and CCCM_CV_ENABLE is off.", 60,
                Made.System(solarAmps: 60, feedsIn: true), "series", Made.Pack(charge: 0.7, odd: 0.85)) with
            {
                Configuration = Made.Currents + "CCCM_CV_ENABLE = False\n",
                Faults = [new BoardSays(1, "cell2=6", Made.Minutes(2))],
            }),
        new("stages", "a full bank is not held at its highest voltage", "long-at-the-top",
            Without.OfVoltage(set => set with { IsControlled = false }),
            Made.Case("full", "A full battery stays under the sun.", 40, Made.System(solarAmps: 30), "series", Made.Pack(charge: 0.97)) with { Configuration = Stages }),
        new("voltage-hold", "a charge voltage rises again only after a hold and by a ramp", "limit-chatter",
            Without.OfVoltage(set => set with { Hold = TimeSpan.Zero, RampVoltsPerSecond = 10 }),
            Made.Case("high-cell-fed-in-long", "A cell is fuller than the others where what is too much is fed in.", 60, Made.System(solarAmps: 60, feedsIn: true), "series",
                Made.Pack(charge: 0.7, odd: 0.85))),
    ];
}
