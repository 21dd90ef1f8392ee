using BtBattery.DBus;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>Single values of any service, as a screen reads and writes them.</summary>
internal static class BusValues
{
    private const string BusItem = "com.victronenergy.BusItem";

    public static async Task<string> ReadTextAsync(PrivateBus bus, string service, string path)
    {
        await using DBusConnection connection = await DBusConnection.ConnectAsync(bus.Address);
        Message answer = await connection.CallAsync(service, path, BusItem, "GetValue", ChildProcess.Patience);
        return answer.GetReader().ReadVariant().AsString();
    }

    /// <returns>The code of the answer; 0 = taken.</returns>
    public static async Task<int> WriteAsync(PrivateBus bus, string service, string path, Variant value)
    {
        await using DBusConnection connection = await DBusConnection.ConnectAsync(bus.Address);
        return (await Send()).GetReader().ReadInt32();

        Task<Message> Send()
        {
            MessageWriter call = connection.CreateMethodCall(service, path, BusItem, "SetValue", "v");
            call.WriteVariant(value);
            return connection.CallAsync(ref call, ChildProcess.Patience);
        }
    }
}
