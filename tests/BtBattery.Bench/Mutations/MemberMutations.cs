using BtBattery.Aggregation.Charging;
using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>Rules by which one battery is judged by its own readings.</summary>
internal static class MemberMutations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("cell-charge", "less is charged as the highest cell gets higher, and nothing in time", "cell-too-high",
            Without.OfMember(set => set with { ChargeByCell = null }),
            MadeBank.Case("high-cell", "A cell is fuller than the others, and the owner set MAX_CELL_VOLTAGE near to where the BMS ends charging.", 40,
                MadeBank.System(solarAmps: 60), "series", MadeBank.Pack(charge: 0.7, odd: 0.85)) with { Configuration = MadeBank.Currents + "MAX_CELL_VOLTAGE = 3.62\n" }),
        new("cell-discharge", "less is discharged as the lowest cell gets lower, and nothing in time", "cell-too-low",
            Without.OfMember(set => set with { DischargeByCell = null }),
            MadeBank.Case("low-cell", "A battery that is nearly empty has a load.", 40, MadeBank.System(loadAmps: 40), "series", MadeBank.Pack(charge: 0.06))),
        new("temperature-charge", "nothing is charged in the frost", "charged-in-the-cold",
            Without.OfMember(set => set with { ChargeByTemperature = null }),
            MadeBank.Case("frost", "A battery stands in the frost under the sun.", 5, MadeBank.System(solarAmps: 40, celsius: -8), "series", MadeBank.Pack(celsius: -8))),
        new("temperature-discharge", "nothing is discharged in hard frost", "member-current",
            Without.OfMember(set => set with { DischargeByTemperature = null }),
            MadeBank.Case("hard-frost", "A battery stands in hard frost and has a load.", 5, MadeBank.System(loadAmps: 40, celsius: -26), "series", MadeBank.Pack(celsius: -26))),
        new("power-stage", "less flows as the power stage gets hot", "member-current",
            Without.OfMember(set => set with { ByMosTemperature = null }),
            MadeBank.Case("hot-board", "A board with poor contacts has a heavy load on a hot day.", 8, MadeBank.System(loadAmps: 80, celsius: 42), "series",
                (MadeBank.Pack(celsius: 42) with { LeadOhms = 0.03 }).With(bms => bms with { Board = BmsBoard.Daly, HasMosSensor = true, MosMaxCelsius = 110 })) with
            {
                Boards = [new("daly", "d2")],
            }),
        new("power-stage-hold", "a step that the power stage took is given back after minutes only", "limit-chatter",
            Without.Rule(SafetyRule.HotStage),
            MadeBank.Case("hot-for-long", "A board with poor contacts has a heavy load for long.", 50, MadeBank.System(loadAmps: 90, celsius: 42), "series",
                (MadeBank.Pack(celsius: 42, ah: 300) with { LeadOhms = 0.03 }).With(bms => bms with { Board = BmsBoard.Daly, HasMosSensor = true, MosMaxCelsius = 110 })) with
            {
                Boards = [new("daly", "d2")],
            }),
        new("soc-charge", "less is charged as the battery gets full", "member-current",
            Without.OfMember(set => set with { ChargeBySoc = null }),
            MadeBank.Case("says-full", "A battery says 99 %.", 5, MadeBank.System(solarAmps: 40), "series",
                MadeBank.Pack(charge: 0.6).With(bms => bms with { SocError = 0.39 }))),
        new("soc-discharge", "less is discharged as the battery gets empty", "member-current",
            Without.OfMember(set => set with { DischargeBySoc = null }),
            MadeBank.Case("says-empty", "A battery says 8 %.", 5, MadeBank.System(loadAmps: 40), "series", MadeBank.Pack(charge: 0.5).With(bms => bms with { SocError = -0.42 }))),
        new("default-currents", "nobody's defaults are no more than the capacity bears", "member-current",
            Without.OfMember(set => set with { AreCurrentsSet = true }),
            MadeBank.Case("small-pack", "A battery of 20 Ah whose owner wrote no currents.", 5, MadeBank.System(solarAmps: 40), "series",
                MadeBank.Pack(ah: 20, charge: 0.3)) with { Configuration = "" }),
        new("no-sensor", "a battery without any sensor keeps NO_SENSOR_CURRENT_FRACTION", "charged-in-the-cold",
            Without.OfMember(set => set with { NoSensorFraction = 1 }),
            MadeBank.Case("without-sensors", "A battery without sensors stands in the frost, and its owner allows nothing without one.", 5,
                MadeBank.System(solarAmps: 40, celsius: -8), "series", MadeBank.Pack(celsius: -8)) with
            {
                Configuration = MadeBank.Currents + "NO_SENSOR_CURRENT_FRACTION = 0\n",
                Faults = [new BoardSays(1, "temps=none", TimeSpan.Zero)],
            }),
        new("lost-sensors", "a sensor that was there and says nothing stops charging", "charged-in-the-cold",
            Without.Rule(SafetyRule.LostSensors),
            MadeBank.Case("sensors-lost", "The sensors of a battery in the frost are torn off.", 8, MadeBank.System(solarAmps: 40, celsius: -8), "series", MadeBank.Pack(celsius: -8)) with
            {
                Faults = [new BoardSays(1, "temps=none", MadeBank.Minutes(2))],
            }),
        new("unknown-cells", "a battery of which one cell is not known may carry nothing", "cell-too-low",
            Without.Rule(SafetyRule.UnknownCells),
            MadeBank.Case("cell-unread", "The wire of a cell is off while a battery is nearly empty and has a load.", 40, MadeBank.System(loadAmps: 40), "series",
                MadeBank.Pack(charge: 0.06)) with { Faults = [new BoardSays(1, "cell3=6", MadeBank.Minutes(1))] }),
        new("odd-readings", "one odd reading alone does not stop the inverter", "needless-zero",
            Without.Rule(SafetyRule.OddReadings),
            MadeBank.Case("odd-answer", "A single answer says 120 °C, and the next one does not.", 12, MadeBank.System(loadAmps: 40), "series", MadeBank.Pack()) with
            {
                Faults = [new OddAnswers(1, "temps=120,120", 201, MadeBank.Minutes(2))],
            }),
        new("protections", "a protection that the BMS reports stops its direction", "refused-direction",
            Without.Rule(SafetyRule.Protections),
            MadeBank.Case("weak-board", "A BMS ends charging by its own limit for the current, and says that its FETs are closed.", 5, MadeBank.System(solarAmps: 65), "series",
                MadeBank.Pack().With(bms => bms with { ChargeOvercurrentAmps = 50 })) with { Faults = [new BoardSays(1, "fet=3", TimeSpan.Zero)] }),
        new("open-fets", "where a FET is open, nothing is promised", "refused-direction",
            Without.Rule(SafetyRule.OpenFets),
            MadeBank.Case("switched-off", "A battery is switched off, and its BMS names no reason.", 5, MadeBank.System(solarAmps: 40), "series", MadeBank.Pack()) with
            {
                Faults = [new SwitchedOff(1, MadeBank.Minutes(2)), new BoardSays(1, "protections=none", TimeSpan.Zero)],
            }),
    ];
}
