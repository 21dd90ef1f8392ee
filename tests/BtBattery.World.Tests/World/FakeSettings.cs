using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>The settings service of Venus OS, as far as a driver reads it.</summary>
internal sealed class FakeSettings : IMethodHandler, IDisposable
{
    private readonly World _world;
    private readonly Dictionary<string, int> _values;
    private readonly DBusConnection _connection;

    public FakeSettings(World world, params (string Path, int Value)[] values)
    {
        _world = world;
        _values = values.ToDictionary(value => value.Path, value => value.Value, StringComparer.Ordinal);
        _connection = world.Result(world.ConnectAsync());
        _connection.Export("/", this, handlesChildPaths: true);
        world.Result(_connection.RequestNameAsync("com.victronenergy.settings", RequestNameFlags.DoNotQueue));
    }

    public ValueTask HandleAsync(MethodContext context)
    {
        if (_values.TryGetValue(context.Request.Path!, out int value))
        {
            MessageWriter reply = context.CreateReply("v");
            reply.WriteVariantInt32(value);
            context.Reply(ref reply);
        }
        else
        {
            context.ReplyError(DBusErrorNames.UnknownObject, "There is no such setting.");
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _ = _connection.DisposeAsync().AsTask();
        _world.RunReady();
    }
}
