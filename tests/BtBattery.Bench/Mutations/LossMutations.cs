using BtBattery.Aggregation.Charging;

namespace BtBattery.Bench;

/// <summary>Rules for a battery that does not answer.</summary>
internal static class LossMutations
{
    private static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("deadline", "a reading that is too old is no value", "stale-value", Without.Deadline, Silent("silent-alone", 5)),
        new("late", "while an answer is late, no limit rises", "knowing-less",
            Without.OfTimes(times => times with { LateAfter = times.HeldFrom }),
            Silent("silent-on-the-way-up", 3) with { System = MadeBank.System(solarAmps: 20), Faults = [new Silent(1, TimeSpan.FromSeconds(100))] }),
        new("mid-range", "a battery that was nearly full or empty when it fell silent is blocked at once", "knowing-less",
            Without.Bands,
            Silent("silent-when-full", 4) with { Bank = new() { Packs = [MadeBank.Pack(charge: 0.997)] }, System = MadeBank.System(solarAmps: 20) }),
        new("shrinking", "what a silent battery is allowed shrinks", "knowing-less", Without.Rule(SafetyRule.ShrinkingLimits), Silent("silent-half-full", 3)),
        new("blocked", "a battery that is silent for long is not charged or discharged any more", "silent-battery",
            Without.OfTimes(times => times with { ChargeBlockedFrom = s_never, BlockedFrom = s_never, GoneFrom = s_never }), Silent("silent-for-long", 5)),
        new("gone", "of a battery that is silent for longer nothing is claimed", "silent-battery",
            Without.OfTimes(times => times with { GoneFrom = s_never }), Silent("silent-for-longer", 5)),
        new("silence-conducts", "a silent battery in parallel still conducts", "silent-battery",
            Without.Rule(SafetyRule.SilenceConducts),
            MadeBank.Case("one-of-two-silent", "One of two batteries in parallel stops answering.", 6, MadeBank.System(solarAmps: 60), "parallel", MadeBank.Pack(), MadeBank.Pack()) with
            {
                Faults = [new Silent(2, MadeBank.Minutes(2))],
            }),
    ];

    private static BankCase Silent(string name, double minutes) =>
        MadeBank.Case(name, "A battery stops answering while loads draw.", minutes, MadeBank.System(loadAmps: 40), "series", MadeBank.Pack()) with
        {
            Faults = [new Silent(1, TimeSpan.FromSeconds(60))],
        };
}
