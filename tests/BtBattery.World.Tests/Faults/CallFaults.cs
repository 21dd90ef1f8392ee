namespace BtBattery.World.Tests;

/// <summary>Calls that BlueZ refuses or never answers.</summary>
internal static class CallFaults
{
    private static readonly TimeSpan s_connectHangs = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_notifyHangs = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_writeHangs = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("Connect never returns", ["fault NAME connect-hangs", "drop NAME"], ["fault NAME connect-hangs=off"]) { Hangs = s_connectHangs },
        ConnectFails("InProgress"),
        ConnectFails("AlreadyConnected"),
        ConnectFails("Failed", "le-connection-abort-by-local"),
        ConnectFails("NotReady"),
        ConnectFails("AuthenticationFailed"),
        ConnectFails("DoesNotExist"),
        ConnectFails("NotAvailable"),
        new("Connect fails three times", ["fault NAME connect-error=Failed*3", "drop NAME"], ["fault NAME connect-error=off"])
        {
            Effect = FaultEffect.Reconnected,
        },
        new("Connect fails at once for a stale device", ["fault NAME stale", "drop NAME"], ["fault NAME stale=off"]),
        new("Connect fails at once until the device is removed", ["fault NAME stale", "drop NAME"], ["fault NAME stale=off"])
        {
            Effect = FaultEffect.Reconnected,
            Cured = TimeSpan.FromMinutes(5),
        },
        new("WriteValue fails twice", ["fault NAME write-error=Failed*2"], ["fault NAME write-error=off"]) { Effect = FaultEffect.Reconnected },
        new("WriteValue fails", ["fault NAME write-error=Failed"], ["fault NAME write-error=off"]),
        new("WriteValue is InProgress", ["fault NAME write-error=InProgress"], ["fault NAME write-error=off"]),
        new("WriteValue hangs", ["fault NAME write-hangs"], ["fault NAME write-hangs=off"]) { Hangs = s_writeHangs },
        new("StartNotify fails once", ["fault NAME notify-error=Failed*1", "drop NAME"], ["fault NAME notify-error=off"])
        {
            Effect = FaultEffect.Reconnected,
        },
        new("StartNotify always fails", ["fault NAME notify-error=Failed", "drop NAME"], ["fault NAME notify-error=off"]),
        new("StartNotify is InProgress", ["fault NAME notify-error=InProgress", "drop NAME"], ["fault NAME notify-error=off"]),
        new("StartNotify hangs", ["fault NAME notify-hangs", "drop NAME"], ["fault NAME notify-hangs=off"]) { Hangs = s_notifyHangs },
        new("Disconnect hangs while nothing is answered", ["fault NAME silent disconnect-hangs"], ["fault NAME silent=off disconnect-hangs=off"]),
        Discovery("StartDiscovery is InProgress", "adapter fault discovery-error=InProgress", "adapter fault discovery-error=off"),
        Discovery("StartDiscovery fails", "adapter fault discovery-error=Failed", "adapter fault discovery-error=off"),
        Discovery("StartDiscovery hangs", "adapter fault discovery-hangs", "adapter fault discovery-hangs=off"),
        Discovery("another program scans behind BlueZ's back", "foreign-scan on", "foreign-scan off"),
    ];

    private static Fault ConnectFails(string error, string? text = null) => new(
        $"Connect fails with {error}{(text is null ? "" : " " + text)}",
        [$"fault NAME connect-error={error}{(text is null ? "" : "/" + text)}", "drop NAME"],
        ["fault NAME connect-error=off"]);

    /// <summary>All devices have to be looked for, and that does not go well.</summary>
    private static Fault Discovery(string name, string begin, string end) => new(name, [begin, "remove all"], [end])
    {
        Reach = FaultReach.Everybody,
        Hangs = TimeSpan.FromSeconds(16),
    };
}
