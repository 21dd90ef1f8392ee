using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Guard;
using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>Rules that make the currents of a bank of those of its batteries.</summary>
internal static class BankMutations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("series-least", "in series the least of the batteries holds", "member-current",
            Without.Rule(SafetyRule.SeriesLeast),
            MadeBank.Case("weak-in-series", "The second of two batteries in series may carry 20 A.", 5, MadeBank.System(solarAmps: 60), "series", MadeBank.Pack(8), MadeBank.Pack(8)) with
            {
                ConfigurationOf = new Dictionary<int, string> { [2] = "MAX_BATTERY_CHARGE_CURRENT = 20\nMAX_BATTERY_DISCHARGE_CURRENT = 20\n" },
            }),
        new("shares", "in parallel the current divides by resistance, not by permission", "member-current",
            Without.Rule(SafetyRule.Shares),
            MadeBank.Case("three-to-one", "Of two batteries in parallel one has three times the resistance of the other.", 10, MadeBank.System(solarAmps: 130), "parallel",
                MadeBank.Pack(ohms: 0.0004), MadeBank.Pack(ohms: 0.0016))),
        new("share-correction", "a battery that is seen near its limit is reckoned with by a larger share", "member-current",
            Without.Rule(SafetyRule.ShareCorrection),
            MadeBank.Case("restless-load", "Of two batteries in parallel one has three times the resistance, and loads change faster than shares could be learned.", 10,
                MadeBank.System(), "parallel", MadeBank.Pack(ohms: 0.0004), MadeBank.Pack(ohms: 0.0016)) with
            {
                Faults = [new RestlessLoad(53 * 130, 53 * 165, TimeSpan.FromSeconds(4), MadeBank.Minutes(1))],
            }),
        new("exchange", "what batteries exchange is told apart from how they share the current", "usefulness",
            Without.Rule(SafetyRule.Exchange),
            MadeBank.Case("gives-away", "Of two batteries in parallel one is nearly full and gives the other one some of what it gets.", 30, MadeBank.System(solarAmps: 60), "parallel",
                MadeBank.Pack(charge: 0.985, ah: 300), MadeBank.Pack(charge: 0.75, ah: 300)) with
            {
                Faults = [new RestlessLoad(0, 53 * 40, TimeSpan.FromSeconds(20), TimeSpan.Zero)],
                HasFault = false,
            }),
        new("reconnect-guard", "others are not driven away from a battery that is switched off", "driven-apart",
            Without.OfCurrents(set => set with { Reconnect = new ReconnectSettings(1000, 1000) }),
            MadeBank.Case("off-and-apart", "One of two batteries in parallel is switched off while the other is charged to the top.", 15, MadeBank.System(solarAmps: 60), "parallel",
                MadeBank.Pack(charge: 0.9), MadeBank.Pack(charge: 0.3)) with { Faults = [new SwitchedOff(2, TimeSpan.Zero)] }),
        new("current-hold", "a current rises again only after a hold and by a ramp", "limit-chatter",
            Without.OfCurrents(set => set with { RecoveryHold = TimeSpan.Zero, RecoveryAmpsPerSecond = 1000 }),
            MadeBank.Case("at-a-step", "A cell is at a step of its curve while the sun shines.", 30, MadeBank.System(solarAmps: 65), "series",
                MadeBank.Pack(charge: 0.8, odd: 0.95, ah: 200)) with { Configuration = MadeBank.Currents + "MAX_CELL_VOLTAGE = 3.55\n" }),
        new("top-hold", "what brought a cell too far along its curve is tried again after minutes only", "limit-chatter",
            Without.Rule(SafetyRule.TopHold),
            MadeBank.Case("one-poor-cell", "A cell with ten times the resistance is near the top while the sun shines.", 55, MadeBank.System(solarAmps: 65), "series", WithPoorCell(MadeBank.Pack(ah: 200)))),
        new("zero-first", "currents are 0 for a while before limits are taken back", "silent-battery",
            Without.Rule(SafetyRule.ZeroFirst),
            MadeBank.Case("refused-later", "A cell says 1 V, which none of its kind can have.", 4, MadeBank.System(loadAmps: 40), "series", MadeBank.Pack()) with
            {
                Faults = [new BoardSays(1, "cell3=1", MadeBank.Minutes(2))],
            }),
        new("right-bank", "a bank that is not the one which other devices measure gets no limits", "cell-too-high",
            Without.Rule(SafetyRule.RightBank),
            MadeBank.Case("declared-in-series", "Two batteries that are declared in series are wired in parallel.", 30, MadeBank.System(solarAmps: 60, volts: 27, feedsIn: true), "parallel",
                MadeBank.Pack(8, 0.9), MadeBank.Pack(8, 0.9)) with { Topology = "series", Faults = [new WrongWiring()] }),
    ];

    private static PackDescription WithPoorCell(PackDescription pack) =>
        pack with { Cells = [.. pack.Cells.Select((cell, i) => i == 1 ? cell with { Ohms = 10 * cell.Ohms, Charge = 0.9 } : cell)] };
}
