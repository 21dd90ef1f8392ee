using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Bus;

public sealed class BusSmokeTests(PrivateBus bus) : IClassFixture<PrivateBus>
{
    [Fact]
    public async Task A_service_answers_a_client_over_the_bus()
    {
        await using DBusConnection server = await bus.ConnectAsync();
        await using DBusConnection client = await bus.ConnectAsync();
        Assert.Equal(RequestNameResult.PrimaryOwner, await server.RequestNameAsync("com.example.Smoke", RequestNameFlags.DoNotQueue));

        var obj = new DBusObject("/com/example/One");
        DBusInterface iface = obj.AddInterface("com.example.Calc");
        iface.AddMethod("Add", "ii", "i", context =>
        {
            MessageReader reader = context.Request.GetReader();
            MessageWriter reply = context.CreateReply("i");
            reply.WriteInt32(reader.ReadInt32() + reader.ReadInt32());
            context.Reply(ref reply);
            return ValueTask.CompletedTask;
        });
        int level = 3;
        iface.AddProperty("Level", "i", () => level, value => level = value.AsInt32());
        server.Objects.EnableObjectManager("/");

        var added = new TaskCompletionSource<Message>();
        await using IAsyncDisposable subscription = await client.SubscribeAsync(
            new MatchRule { Sender = "com.example.Smoke", Member = "InterfacesAdded" }, m => added.SetResult(m));
        server.Objects.Add(obj);
        Message signal = await added.Task.InTime();
        Assert.Equal("oa{sa{sv}}", signal.Signature);

        MessageWriter call = client.CreateMethodCall("com.example.Smoke", "/com/example/One", "com.example.Calc", "Add", "ii");
        call.WriteInt32(2);
        call.WriteInt32(40);
        Message answer = await client.CallAsync(ref call).InTime();
        Assert.Equal(42, answer.GetReader().ReadInt32());

        string xml = await Tool.RunAsync(
            "gdbus", "libglib2.0-bin", "introspect", "--address", bus.Address, "--dest", "com.example.Smoke", "--object-path", "/", "--recurse");
        Assert.Contains("Level = 3", xml, StringComparison.Ordinal);
    }
}
