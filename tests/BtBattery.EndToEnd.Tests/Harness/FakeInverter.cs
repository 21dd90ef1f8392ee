using BtBattery.DBus;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A converter that measures a voltage, as far as the driver asks one.</summary>
internal sealed class FakeInverter : IMethodHandler, IAsyncDisposable
{
    private readonly DBusConnection _connection;
    private readonly double _volts;

    private FakeInverter(DBusConnection connection, double volts) => (_connection, _volts) = (connection, volts);

    public static async Task<FakeInverter> StartAsync(PrivateBus bus, double volts)
    {
        var inverter = new FakeInverter(await DBusConnection.ConnectAsync(bus.Address), volts);
        inverter._connection.Export("/", inverter, handlesChildPaths: true);
        await inverter._connection.RequestNameAsync("com.victronenergy.vebus.ttyS1", RequestNameFlags.DoNotQueue);
        return inverter;
    }

    public ValueTask HandleAsync(MethodContext context)
    {
        MessageWriter reply = context.CreateReply("v");
        if (context.Request.Path == "/Dc/0/Voltage")
        {
            reply.WriteVariantDouble(_volts);
        }
        else
        {
            reply.WriteVariantString("MultiPlus");
        }

        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
