namespace BtBattery.DBus.Tests.Support;

/// <summary>A private bus with a service of ours on it, for other implementations to call.</summary>
public sealed class TestService : IAsyncLifetime
{
    internal const string Name = "com.example.TestService";
    internal const string Path = "/com/example/Test";
    internal const string Interface = "com.example.Test";

    private readonly PrivateBus _bus = new();
    private readonly List<uint> _notes = []; // Calls of one object come one after the other.
    private int _level = 3;

    internal DBusConnection Connection { get; private set; } = null!;

    internal string Address => _bus.Address;

    internal DBusObject Object { get; } = new(Path);

    public async Task InitializeAsync()
    {
        await _bus.InitializeAsync();
        Connection = await _bus.ConnectAsync();
        DBusInterface declared = Object.AddInterface(Interface);
        declared.AddMethod("Numbers", "ybnqiuxtd", "ybnqiuxtd", Echo);
        declared.AddMethod("Texts", "sogasay", "sogasay", Echo);
        declared.AddMethod("Containers", "a{sa{sv}}(isv)v", "a{sa{sv}}(isv)v", Echo);
        declared.AddMethod("Simple", "ybnqiuxtdsoasa{si}v", "ybnqiuxtdsoasa{si}v", Echo);
        declared.AddMethod(
            "Refuse", "s", "", context => throw new DBusErrorException("com.example.Refused", context.Request.GetReader().ReadString()));
        declared.AddMethod("Break", "", "", _ => throw new InvalidOperationException("broken"));
        declared.AddMethod("Note", "u", "", context =>
        {
            _notes.Add(context.Request.GetReader().ReadUInt32());
            context.Reply();
            return ValueTask.CompletedTask;
        });
        declared.AddMethod("Notes", "", "au", context =>
        {
            MessageWriter reply = context.CreateReply("au");
            reply.WriteValue(Variant.FromArray("u", [.. _notes.Select(note => (Variant)note)]));
            context.Reply(ref reply);
            return ValueTask.CompletedTask;
        });
        declared.AddProperty("Level", "i", () => _level, value => _level = value.AsInt32());
        declared.AddProperty("Name", "s", () => "test");
        declared.AddSignal("Changed", "sa{sv}");
        Connection.Objects.EnableObjectManager("/");
        Connection.Objects.Add(Object);
        Assert.Equal(RequestNameResult.PrimaryOwner, await Connection.RequestNameAsync(Name, RequestNameFlags.DoNotQueue));
    }

    public async Task DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _bus.DisposeAsync();
    }

    internal Task<DBusConnection> ConnectAsync() => _bus.ConnectAsync();

    private static ValueTask Echo(MethodContext context)
    {
        MessageWriter reply = context.CreateReply(context.Request.Signature);
        foreach (Variant value in Writers.Values(context.Request)) reply.WriteValue(value);
        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }
}
