using BtBattery.DBus;

namespace BtBattery.Bench;

/// <summary>The solar charger as another client of the bus sees it: it tells the voltage that it measures at its terminals.</summary>
/// <param name="world">Where it stands.</param>
internal sealed class BusCharger(World.Tests.World world) : IMethodHandler
{
    private const string Service = "com.victronenergy.solarcharger.bench";

    /// <summary>It comes up.</summary>
    public void Start()
    {
        DBusConnection connection = world.Result(world.ConnectAsync());
        connection.Export("/", this, handlesChildPaths: true);
        world.Result(connection.RequestNameAsync(Service, RequestNameFlags.DoNotQueue));
    }

    public ValueTask HandleAsync(MethodContext context)
    {
        switch (context.Request.Path, context.Request.Member)
        {
            case ("/Dc/0/Voltage", "GetValue"):
                Reply(context, (Variant)Math.Round(world.Simulation.Physics!.Bank.Volts, 2));
                break;
            case ("/ProductName", "GetValue"):
                Reply(context, "SmartSolar MPPT");
                break;
            default:
                context.ReplyError(DBusErrorNames.UnknownMethod, "It tells its voltage and its name only.");
                break;
        }

        return ValueTask.CompletedTask;
    }

    private static void Reply(MethodContext context, Variant value)
    {
        MessageWriter reply = context.CreateReply("v");
        reply.WriteVariant(value);
        context.Reply(ref reply);
    }
}
