using BtBattery.Simulator.Physics;

namespace BtBattery.Bench;

/// <summary>What the rules of the reference driver do to cells: one bank for each of their faults, small enough to run among the tests.</summary>
internal static class ReferenceFailures
{
    /// <summary>In parallel nothing else of it would be seen behind M-7.</summary>
    private const string NoSocCheck = MadeBank.Currents + "SOC_IMBALANCE_DETECTION_ENABLE = False\n";

    private const string Linear = NoSocCheck + "LINEAR_LIMITATION_ENABLE = True\nCVCM_ENABLE = True\n";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReferenceFailure> All { get; } =
    [
        new("F-1", "frames are kept for ever: a battery that froze half full is charged until its BMS ends it", "cell-too-high", MadeBank.Case(
            "frozen-member", "One of two batteries in series stops answering while a cell of it fills up.", 45, MadeBank.System(solarAmps: 50), "series",
            MadeBank.Pack(8, 0.75, odd: 0.90), MadeBank.Pack(8, 0.75)) with { Faults = [new Silent(1, MadeBank.Minutes(3))] }),
        new("F-2", "with nobody heard any more, the limits stay on the bus", "silent-battery", MadeBank.Case(
            "all-silent", "Both batteries in parallel stop answering while loads draw.", 20, MadeBank.System(loadAmps: 50), "parallel",
            MadeBank.Pack(charge: 0.5), MadeBank.Pack(charge: 0.5)) with { Faults = [new Silent(1, MadeBank.Minutes(3)), new Silent(2, MadeBank.Minutes(3))] }),
        new("F-3", "a battery alone gets the charge voltage of 16 cells", "cell-too-high", MadeBank.Case(
            "fifteen-cells", "One battery of 15 cells is charged to its end.", 20, MadeBank.System(solarAmps: 60, volts: 50), "series",
            MadeBank.Pack(15, 0.93))),
        new("F-4", "a battery alone has no charge control", "charged-in-the-cold", MadeBank.Case(
            "single-in-frost", "One battery stands in the frost, and its BMS does not mind.", 10, MadeBank.System(solarAmps: 30, celsius: -8), "series",
            MadeBank.Pack(charge: 0.5, celsius: -8))),
        new("F-5", "what is not known counts as the maximum: of packs of four cells no cell is ever heard", "cell-too-high", MadeBank.Case(
            "four-cells", "Two batteries of four cells in parallel, one with a cell that is fuller than the others.", 45, MadeBank.System(solarAmps: 100, volts: 13.3), "parallel",
            MadeBank.Pack(4, 0.6, odd: 0.80), MadeBank.Pack(4, 0.6))),
        new("F-6", "a battery whose FETs are open adds its full limit", "member-current", MadeBank.Case(
            "one-of-two-off", "One of two batteries in parallel is switched off, and the sun gives what both could take.", 5, MadeBank.System(solarAmps: 120), "parallel",
            MadeBank.Pack(charge: 0.5, ohms: 0.0001), MadeBank.Pack(charge: 0.58, ohms: 0.0001)) with { Faults = [new SwitchedOff(2, TimeSpan.Zero)] }),
        new("F-7", "of four sensors the coldest is lost in the merge", "charged-in-the-cold", MadeBank.Case(
            "one-in-frost", "Of two batteries in series one stands in the frost.", 10, MadeBank.System(solarAmps: 40, celsius: 8), "series",
            Insulated(MadeBank.Pack(8, 0.5, celsius: 21)), Insulated(MadeBank.Pack(8, 0.5, celsius: -8)))),
        new("M-1", "a string that lost a battery at a restart becomes a shorter string and goes on", "cell-too-low", MadeBank.Case(
            "string-lost-member", "Of three batteries in series the emptiest is out of reach when the driver is started anew.", 60,
            MadeBank.System(loadAmps: 60, volts: 78), "series", MadeBank.Pack(8, 0.6), MadeBank.Pack(8, 0.6), MadeBank.Pack(8, 0.35)) with
            {
                Faults = [new OutOfReach(3, MadeBank.Minutes(3)), new RestartEvery(TimeSpan.FromHours(10), MadeBank.Minutes(5))],
            }),
        new("M-4", "in parallel the charge voltage comes from the cells of the first battery alone", "cell-too-high", MadeBank.Case(
            "weak-cell-in-second", "Of two batteries in parallel the second has a cell that is fuller than the others, where what is too much is fed in.", 60,
            MadeBank.System(solarAmps: 80, feedsIn: true), "parallel", MadeBank.Pack(charge: 0.7), MadeBank.Pack(charge: 0.7, odd: 0.95)) with { Configuration = Linear }),
        new("M-5", "in parallel the limits are added, whoever carries the current", "member-current", MadeBank.Case(
            "three-to-one", "Of two batteries in parallel one has three times the resistance of the other.", 10, MadeBank.System(solarAmps: 130), "parallel",
            MadeBank.Pack(charge: 0.5, ohms: 0.0004), MadeBank.Pack(charge: 0.5, ohms: 0.0016))),
        new("M-7", "the charge voltage of an uneven bank follows the battery down", "usefulness", MadeBank.Case(
            "soc-apart", "Of two equal batteries in parallel one counts its charge 15 % too high.", 24 * 60, MadeBank.System(solarAmps: 60), "parallel",
            MadeBank.Pack(charge: 0.5), MadeBank.Pack(charge: 0.5).With(bms => bms with { SocError = 0.15 })) with { HasFault = false }),
        new("M-8", "the voltage of a battery that is switched off counts as that of the bank", "limit-chatter", MadeBank.Case(
            "off-and-apart", "One of two batteries in parallel is switched off while the other is charged.", 15, MadeBank.System(solarAmps: 60), "parallel",
            MadeBank.Pack(charge: 0.5), MadeBank.Pack(charge: 0.5)) with { Faults = [new SwitchedOff(2, TimeSpan.Zero)] }),
        new("M-13", "a battery that is not there at the start is left out for good", "cell-too-high", MadeBank.Case(
            "missing-at-start", "Of three batteries in parallel the one with the fullest cell is out of reach from the start.", 45, MadeBank.System(solarAmps: 120), "parallel",
            MadeBank.Pack(charge: 0.6), MadeBank.Pack(charge: 0.6), MadeBank.Pack(charge: 0.6, odd: 0.85)) with { Faults = [new OutOfReach(3, TimeSpan.Zero)] }),
        new("M-14", "packs of different cell counts in parallel are taken for equal", "cell-too-high", MadeBank.Case(
            "sixteen-and-fifteen", "A battery of 16 cells that is nearly empty stands in parallel with one of 15 that is nearly full.", 30, MadeBank.System(solarAmps: 100), "parallel",
            MadeBank.Pack(16, 0.2), MadeBank.Pack(15, 0.975, odd: 0.985)) with { Configuration = NoSocCheck }),
        new("L-11", "between a pack info and its cells no cell is known, and the limits are the maximum", "limit-chatter", MadeBank.Case(
            "cells-at-a-step", "A battery of a string has a cell at a step of its curve while it is charged.", 30, MadeBank.System(solarAmps: 5), "series",
            MadeBank.Pack(8, 0.8, odd: 0.99), MadeBank.Pack(8, 0.8)), Phase: 0.6),
    ];

    /// <summary>Nothing of the warmth of the air gets to it within minutes.</summary>
    private static PackDescription Insulated(PackDescription pack) => pack with { ThermalResistance = 50 };
}
