using System.Text.Json;
using BtBattery.DBus;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>What a program that has ended must not have left behind at the simulated radio.</summary>
internal static class Radio
{
    public static async Task AssertNobodyConnectedAsync(SimulatorProcess simulator)
    {
        using JsonDocument batteries = JsonDocument.Parse(await simulator.CommandAsync("list"));
        Assert.All(batteries.RootElement.EnumerateArray(), battery => Assert.False(battery.GetProperty("connected").GetBoolean()));
    }

    /// <summary>Asks the simulated BlueZ whether anybody scans.</summary>
    public static async Task<bool> IsDiscoveringAsync(PrivateBus bus)
    {
        await using DBusConnection connection = await DBusConnection.ConnectAsync(bus.Address);
        MessageWriter call = connection.CreateMethodCall("org.bluez", "/org/bluez/hci0", "org.freedesktop.DBus.Properties", "Get", "ss");
        call.WriteString("org.bluez.Adapter1");
        call.WriteString("Discovering");
        Message reply = await connection.CallAsync(ref call, ChildProcess.Patience);
        return reply.GetReader().ReadVariant().AsBoolean();
    }
}
