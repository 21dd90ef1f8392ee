using BtBattery.DBus;

namespace BtBattery.Bench;

/// <summary>The solar charger as another client of the bus sees it: it tells the voltage that it measures at its terminals, what it is, and that a BMS leads it.</summary>
/// <param name="world">Where it stands.</param>
internal sealed class BusCharger(World.Tests.World world) : IMethodHandler
{
    private const string Service = "com.victronenergy.solarcharger.bench";

    // Values of Victron's paths /State and /Link/NetworkMode: a charger that is led by a BMS says so there.
    private const int ExternallyControlled = 252;
    private const int InNetworkWithLimitsOfBms = 0b1101;

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
            case ("/CustomName", "GetValue"):
                Reply(context, "");
                break;
            case ("/ProductId", "GetValue"):
                Reply(context, 0xA057);
                break;
            case ("/FirmwareVersion", "GetValue"):
                Reply(context, 0x163);
                break;
            case ("/State", "GetValue"):
                Reply(context, ExternallyControlled);
                break;
            case ("/Link/NetworkMode", "GetValue"):
                Reply(context, InNetworkWithLimitsOfBms);
                break;
            default:
                context.ReplyError(DBusErrorNames.UnknownMethod, "It tells only what a driver asks for.");
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
