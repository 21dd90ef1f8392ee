namespace BtBattery.World.Tests;

/// <summary>Links that end, and batteries that cannot be connected.</summary>
internal static class LinkFaults
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(5);

    /// <summary>Connect is given up after 25 s, and what came of it is ended.</summary>
    private static readonly TimeSpan s_connectHangs = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("link dropped by the device", ["drop NAME"], []) { Effect = FaultEffect.Reconnected, Lasts = s_moment },
        new("link dropped by the device every 7 s", ["drop NAME"], []) { Effect = FaultEffect.Reconnected, Every = TimeSpan.FromSeconds(7) },
        new("all dropped by the local side", ["disconnect-all"], [])
        {
            Reach = FaultReach.Everybody,
            Effect = FaultEffect.Reconnected,
            Lasts = s_moment,
        },
        new("all dropped by the local side every 60 s", ["disconnect-all every=60"], ["disconnect-all off"])
        {
            Reach = FaultReach.Everybody,
            Effect = FaultEffect.Reconnected,
            Lasts = TimeSpan.FromMinutes(5),
        },
        new("out of range for 10 minutes", ["vanish NAME"], ["back NAME"]) { Lasts = TimeSpan.FromMinutes(10) },
        new("out of range for 8 s", ["vanish NAME"], ["back NAME"]) { Effect = FaultEffect.Reconnected, Lasts = TimeSpan.FromSeconds(8) },
        new("out of range every 20 s", ["vanish NAME", "drop NAME", "back NAME"], ["back NAME"])
        {
            Effect = FaultEffect.Reconnected,
            Every = TimeSpan.FromSeconds(20),
        },
        new("held by a phone", ["phone NAME on", "drop NAME"], ["phone NAME off"]),
        new("asleep", ["set NAME current=0", "sleep NAME"], ["wake NAME", "set NAME current=-8"]),
        new("advertises but refuses connections", ["fault NAME refuse", "drop NAME"], ["fault NAME refuse=off"]),
        new("connection lost as soon as it is up, three times", ["fault NAME connfail=3", "drop NAME"], ["fault NAME connfail=off"])
        {
            Effect = FaultEffect.Reconnected,
        },
        new("connection lost as soon as it is up, always", ["fault NAME connfail=always", "drop NAME"], ["fault NAME connfail=off"]),
        new("connects, never resolves services", ["fault NAME never-resolves", "drop NAME"], ["fault NAME never-resolves=off"])
        {
            Hangs = TimeSpan.FromSeconds(24),
        },
        new("services resolved without ours", ["fault NAME no-services", "drop NAME"], ["fault NAME no-services=off"]),
        new("answers no attribute request from the start", ["fault NAME attributes-hang", "drop NAME"], ["fault NAME attributes-hang=off"])
        {
            Hangs = s_connectHangs,
        },
        new("answers no attribute request any more", ["fault NAME attributes-hang"], ["fault NAME attributes-hang=off"])
        {
            Hangs = s_connectHangs,
        },
        new("phantom connection", ["phantom NAME"], ["restore NAME"]) { Effect = FaultEffect.Reconnected },
        new("phantom connection that Disconnect ends", ["phantom NAME"], ["restore NAME"])
        {
            Effect = FaultEffect.Reconnected,
            Cured = TimeSpan.FromMinutes(1),
        },
        new("phantom connection that Disconnect does not end", ["phantom NAME stuck"], ["restore NAME"]),
        new("phantom connection that only removing the device ends", ["phantom NAME stuck"], ["restore NAME"])
        {
            Effect = FaultEffect.Reconnected,
            Cured = TimeSpan.FromMinutes(5),
        },
        new("device removed by another client", ["remove NAME"], []) { Effect = FaultEffect.Reconnected, Lasts = s_moment },
        new("device removed by another client every 15 s", ["remove NAME"], [])
        {
            Effect = FaultEffect.Reconnected,
            Every = TimeSpan.FromSeconds(15),
        },
    ];
}
