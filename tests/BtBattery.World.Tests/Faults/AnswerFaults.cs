namespace BtBattery.World.Tests;

/// <summary>Links that carry nothing, or something else than the right answer in time.</summary>
internal static class AnswerFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("notifications stop while connected", ["fault NAME deaf"], ["fault NAME deaf=off"]),
        new("subscription silently dead", ["unsubscribe NAME"], [])
        {
            Effect = FaultEffect.Disturbed,
            Cured = TimeSpan.FromMinutes(1),
        },
        new("takes every request, answers none", ["fault NAME silent"], ["fault NAME silent=off"]),
        new("answers nothing for 10 s", ["fault NAME silent"], ["fault NAME silent=off"])
        {
            Effect = FaultEffect.Reconnected,
            Lasts = TimeSpan.FromSeconds(10),
        },
        new("replies 0.5 s late", ["fault NAME delay=0.5"], ["fault NAME delay=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("replies 2.5 s late", ["fault NAME delay=2.5"], ["fault NAME delay=off"]) { Effect = FaultEffect.Disturbed },
        new("replies 2.5 s late, then none", ["fault NAME delay=2.5"], ["fault NAME delay=off silent=off"]) { Halfway = ["fault NAME silent"] },
        new("replies 5 s late", ["fault NAME delay=5"], ["fault NAME delay=off"]) { Effect = FaultEffect.Disturbed },
        new("replies 5 s late, then none", ["fault NAME delay=5"], ["fault NAME delay=off silent=off"]) { Halfway = ["fault NAME silent"] },
        new("pieces of a reply 1 s apart", ["fault NAME piece-delay=1"], ["fault NAME piece-delay=off"]) { Effect = FaultEffect.Disturbed },
        new("every reply corrupted", ["fault NAME corrupt=1"], ["fault NAME corrupt=off"]),
        new("every 3rd reply corrupted", ["fault NAME corrupt=3"], ["fault NAME corrupt=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("every reply truncated", ["fault NAME truncate=1"], ["fault NAME truncate=off"]),
        new("every 3rd reply truncated", ["fault NAME truncate=3"], ["fault NAME truncate=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("every reply duplicated", ["fault NAME duplicate=1"], ["fault NAME duplicate=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("every 2nd reply duplicated", ["fault NAME duplicate=2"], ["fault NAME duplicate=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("every 3rd reply lost", ["fault NAME lose=3"], ["fault NAME lose=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("another client's replies before each", ["fault NAME foreign=1"], ["fault NAME foreign=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("another client's replies before every 2nd", ["fault NAME foreign=2"], ["fault NAME foreign=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("noise before each reply, like the head of a long one", ["fault NAME noise=DD0300A5"], ["fault NAME noise=off"])
        {
            Effect = FaultEffect.Disturbed,
        },
        new("noise before each reply", ["fault NAME noise=0055FF"], ["fault NAME noise=off"]) { Effect = FaultEffect.Disturbed, IsHarmless = true },
        new("two batteries swap addresses' data", ["swap NAME OTHER"], ["restore NAME", "restore OTHER"]) { Reach = FaultReach.Pair },
    ];
}
