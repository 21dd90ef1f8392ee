using System.Collections.Concurrent;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Objects;

public sealed class DispatchTests
{
    private readonly ConcurrentQueue<Exception> _reported = new();

    [Fact]
    public async Task Calls_of_one_object_are_answered_in_order()
    {
        await using Peers peers = await Peers.ConnectAsync();
        var gate = new TaskCompletionSource();
        var order = new ConcurrentQueue<int>();
        using IDisposable export = peers.Server.Export("/a", new Handler(async context =>
        {
            int number = context.Request.GetReader().ReadInt32();
            if (number == 0) await gate.Task;
            await Task.Yield();
            order.Enqueue(number);
            context.Reply();
        }));
        Task<Message>[] calls = [.. Enumerable.Range(0, 200).Select(i => peers.CallAsync("/a", null, "M", i))];
        gate.SetResult();
        await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, 200), order);
    }

    [Fact]
    public async Task Objects_do_not_wait_for_each_other_and_children_wait_for_their_handler()
    {
        await using Peers peers = await Peers.ConnectAsync();
        var gate = new TaskCompletionSource();
        var slow = new Handler(async context =>
        {
            if (context.Request.Member == "Wait") await gate.Task;
            context.Reply();
        });
        peers.Server.Export("/slow", slow, handlesChildPaths: true);
        peers.Server.Export("/slow/own", new Handler(context => context.Reply()));
        peers.Server.Export("/fast", new Handler(context => context.Reply()));
        Task<Message> waiting = peers.CallAsync("/slow", null, "Wait");
        Task<Message> child = peers.CallAsync("/slow/child", null, "M");
        await peers.CallAsync("/fast", null, "M");
        await peers.CallAsync("/slow/own", null, "M");
        Assert.False(waiting.IsCompleted || child.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(waiting, child);
    }

    [Fact]
    public async Task A_handler_that_throws_answers_with_an_error_and_harms_nothing()
    {
        await using Peers peers = await ConnectAsync();
        peers.Server.Export("/a", new Handler((MethodContext context) => throw (context.Request.Member switch
        {
            "Refuse" => new DBusErrorException("a.b.Refused", "no"),
            "Read" => new DBusProtocolException("not a number"),
            _ => new InvalidOperationException("broken \ud83d\0 inside " + new string('x', 10_000)),
        })));
        DBusErrorException refused = await peers.FailAsync("/a", null, "Refuse");
        Assert.Equal(("a.b.Refused", "no"), (refused.ErrorName, refused.Message));
        Assert.Equal(DBusErrorNames.InvalidArgs, (await peers.FailAsync("/a", null, "Read")).ErrorName);
        Assert.Empty(_reported);
        DBusErrorException broken = await peers.FailAsync("/a", null, "Break");
        Assert.Equal(DBusErrorNames.Failed, broken.ErrorName);
        Assert.StartsWith("broken \ufffd\ufffd inside xxx", broken.Message, StringComparison.Ordinal);
        Assert.InRange(broken.Message.Length, 1000, 5000);
        Assert.IsType<InvalidOperationException>(Assert.Single(_reported));
        Assert.False(peers.Server.Disconnected.IsCompleted);
    }

    [Fact]
    public async Task A_handler_that_throws_later_answers_with_an_error_too()
    {
        await using Peers peers = await ConnectAsync();
        peers.Server.Export("/a", new Handler(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        }));
        Assert.Equal("later", (await peers.FailAsync("/a", null, "M")).Message);
    }

    [Fact]
    public async Task A_handler_without_answer_is_answered_for()
    {
        await using Peers peers = await ConnectAsync();
        peers.Server.Export("/a", new Handler(_ => { }));
        Assert.Equal(DBusErrorNames.Failed, (await peers.FailAsync("/a", null, "M")).ErrorName);
    }

    [Fact]
    public async Task An_answer_may_come_later_and_holds_nobody_up()
    {
        await using Peers peers = await ConnectAsync();
        var deferred = new TaskCompletionSource<MethodContext>();
        peers.Server.Export("/a", new Handler((MethodContext context) =>
        {
            if (context.Request.Member == "Now")
            {
                context.Reply();
                return;
            }

            context.Defer();
            deferred.SetResult(context);
        }));
        Task<Message> later = peers.CallAsync("/a", null, "Later");
        await peers.CallAsync("/a", null, "Now");
        Assert.False(later.IsCompleted);
        MethodContext context = await deferred.Task.InTime();
        context.Reply();
        Assert.Equal("", (await later).Signature);
        Assert.Throws<InvalidOperationException>(() => context.ReplyError(DBusErrorNames.Failed, "too late"));
    }

    [Fact]
    public async Task A_handler_that_throws_behind_its_answer_is_reported_only()
    {
        await using Peers peers = await ConnectAsync();
        peers.Server.Export("/a", new Handler((MethodContext context) =>
        {
            context.Reply();
            Assert.True(context.HasReplied);
            context.Reply();
        }));
        await peers.CallAsync("/a", null, "M");
        await peers.CallAsync("/a", null, "M"); // The first is finished when the second is answered.
        Assert.IsType<InvalidOperationException>(_reported.First());
    }

    [Fact]
    public async Task An_incomplete_answer_becomes_an_error()
    {
        await using Peers peers = await ConnectAsync();
        peers.Server.Export("/a", new Handler((MethodContext context) =>
        {
            MessageWriter reply = context.CreateReply("ii");
            reply.WriteInt32(1);
            context.Reply(ref reply);
        }));
        Assert.Equal(DBusErrorNames.Failed, (await peers.FailAsync("/a", null, "M")).ErrorName);
    }

    [Fact]
    public async Task An_answer_to_another_call_is_an_error_of_the_program()
    {
        await using Peers peers = await ConnectAsync();
        MethodContext? earlier = null;
        peers.Server.Export("/a", new Handler((MethodContext context) =>
        {
            MessageWriter reply = (earlier ?? context).CreateReply();
            earlier = context;
            context.Reply(ref reply);
        }));
        await peers.CallAsync("/a", null, "M");
        Assert.Equal(DBusErrorNames.Failed, (await peers.FailAsync("/a", null, "M")).ErrorName);
    }

    [Fact]
    public async Task Who_wants_no_answer_gets_none()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync();
        using (peer)
        await using (connection)
        {
            connection.Export("/a", new Handler((MethodContext context) =>
            {
                if (context.Request.Member == "Throw") throw new InvalidOperationException("unheard");
                if (context.Request.Member != "Forget") context.Reply();
            }));
            foreach (string member in new[] { "Answer", "Throw", "Forget" }) await peer.SendAsync(Call("/a", member, flags: 1));
            await peer.SendAsync(Call("/nowhere", "M", flags: 1));
            await peer.SendAsync(Call("/a", "Last", flags: 0, serial: 99));
            Assert.Equal(99u, (await peer.ReceiveAsync()).ReplySerial);
        }

        static byte[] Call(string path, string member, byte flags, uint serial = 5) =>
            RawMessage.Build(true, type: 1, [(1, Variant.FromObjectPath(path)), (3, member)], [], serial, flags);
    }

    [Fact]
    public async Task An_answer_goes_to_the_sender_and_asks_for_none()
    {
        (ScriptedPeer peer, DBusConnection connection) = await ScriptedPeer.ConnectAsync();
        using (peer)
        await using (connection)
        {
            connection.Export("/a", new Handler((MethodContext context) => context.Reply()));
            await peer.SendAsync(RawMessage.Build(false, type: 1, [(1, Variant.FromObjectPath("/a")), (3, "M"), (7, ":1.9")], []));
            Message answer = await peer.ReceiveAsync();
            Assert.Equal(":1.9", answer.Destination);
            Assert.Equal(MessageFlags.NoReplyExpected, answer.Flags);
            await peer.SendAsync(RawMessage.Build(false, type: 1, [(1, Variant.FromObjectPath("/b")), (3, "M"), (7, ":1.9")], []));
            Assert.Equal(":1.9", (await peer.ReceiveAsync()).Destination);
        }
    }

    [Fact]
    public async Task More_calls_than_may_wait_are_refused_and_the_others_answered()
    {
        await using Peers peers = await Peers.ConnectAsync(Peers.Options(maxQueuedCalls: 3));
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        peers.Server.Export("/a", new Handler(async context =>
        {
            entered.TrySetResult();
            await gate.Task;
            context.Reply();
        }));
        Task<Message> first = peers.CallAsync("/a", null, "M");
        await entered.Task.InTime();
        Task<Message>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => peers.CallAsync("/a", null, "M"))];
        Assert.Equal(DBusErrorNames.LimitsExceeded, (await peers.FailAsync("/a", null, "M")).ErrorName);
        gate.SetResult();
        await first;
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task An_object_that_was_taken_back_is_unknown()
    {
        await using Peers peers = await Peers.ConnectAsync();
        IDisposable export = peers.Server.Export("/a/b", new Handler((MethodContext context) => context.Reply()));
        await peers.CallAsync("/a/b", "any.Thing", "M");
        Assert.Throws<InvalidOperationException>(() => peers.Server.Export("/a/b", new Handler(_ => { })));
        Assert.Throws<ArgumentException>(() => peers.Server.Export("a", new Handler(_ => { })));
        export.Dispose();
        export.Dispose();
        Assert.Equal(DBusErrorNames.UnknownObject, (await peers.FailAsync("/a/b", null, "M")).ErrorName);
        using IDisposable again = peers.Server.Export("/a/b", new Handler((MethodContext context) => context.Reply()));
        await peers.CallAsync("/a/b", null, "M");
    }

    [Fact]
    public async Task Calls_that_wait_for_an_object_that_is_taken_back_are_answered()
    {
        await using Peers peers = await Peers.ConnectAsync();
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        IDisposable export = peers.Server.Export("/a", new Handler(async context =>
        {
            entered.TrySetResult();
            await gate.Task;
            context.Reply();
        }));
        Task<Message> running = peers.CallAsync("/a", null, "M");
        Task<DBusErrorException> waiting = peers.FailAsync("/a", null, "M");
        await entered.Task.InTime();
        await peers.CallAsync("/", StandardInterfaces.Peer, "Ping"); // Both calls have arrived.
        export.Dispose();
        gate.SetResult();
        await running;
        Assert.Equal(DBusErrorNames.UnknownObject, (await waiting).ErrorName);
    }

    [Fact]
    public async Task Every_path_is_a_peer()
    {
        await using Peers peers = await Peers.ConnectAsync();
        peers.Server.Export("/a", new Handler(context => context.ReplyUnknownMethod()));
        foreach (string path in new[] { "/a", "/nowhere" })
        {
            await peers.CallAsync(path, StandardInterfaces.Peer, "Ping");
            Assert.Matches("^[0-9a-f]{32}$", (await peers.CallAsync(path, StandardInterfaces.Peer, "GetMachineId")).GetReader().ReadString());
            Assert.Equal(DBusErrorNames.UnknownMethod, (await peers.FailAsync(path, StandardInterfaces.Peer, "Pong")).ErrorName);
            Assert.Equal(DBusErrorNames.InvalidArgs, (await peers.FailAsync(path, StandardInterfaces.Peer, "Ping", 1)).ErrorName);
        }
    }

    [Fact]
    public async Task Nodes_above_objects_can_be_introspected_and_nothing_else()
    {
        await using Peers peers = await Peers.ConnectAsync();
        peers.Server.Export("/a/b/c", new Handler(_ => { }));
        peers.Server.Export("/a/bb", new Handler(_ => { }));
        string xml = (await peers.CallAsync("/a", StandardInterfaces.Introspectable, "Introspect")).GetReader().ReadString();
        Assert.Contains("<node name=\"b\"/>\n <node name=\"bb\"/>", xml, StringComparison.Ordinal);
        Assert.Contains("<node name=\"a\"/>", (await peers.CallAsync("/", null, "Introspect")).GetReader().ReadString(), StringComparison.Ordinal);
        Assert.Equal(DBusErrorNames.UnknownObject, (await peers.FailAsync("/a", "a.B", "Introspect")).ErrorName);
        Assert.Equal(DBusErrorNames.UnknownObject, (await peers.FailAsync("/a", null, "M")).ErrorName);
        Assert.Equal(DBusErrorNames.UnknownObject, (await peers.FailAsync("/b", StandardInterfaces.Introspectable, "Introspect")).ErrorName);
        Assert.Equal(DBusErrorNames.InvalidArgs, (await peers.FailAsync("/a", StandardInterfaces.Introspectable, "Introspect", 1)).ErrorName);
    }

    [Fact]
    public async Task A_handler_describes_itself()
    {
        await using Peers peers = await Peers.ConnectAsync();
        var item = new DBusInterface("com.example.Item");
        item.AddMethod("GetValue", "", "v", _ => throw new NotSupportedException());
        peers.Server.Export("/a", new Handler(context => context.ReplyIntrospection([item])));
        peers.Server.Export("/a/b", new Handler(context => context.ReplyIntrospection([item], ["x", "y"])));
        string above = (await peers.CallAsync("/a", StandardInterfaces.Introspectable, "Introspect")).GetReader().ReadString();
        string below = (await peers.CallAsync("/a/b", StandardInterfaces.Introspectable, "Introspect")).GetReader().ReadString();
        Assert.Contains("<interface name=\"com.example.Item\">\n  <method name=\"GetValue\"><arg type=\"v\"", above, StringComparison.Ordinal);
        Assert.Contains("<node name=\"b\"/>", above, StringComparison.Ordinal);
        Assert.Contains("<node name=\"x\"/>\n <node name=\"y\"/>", below, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_an_exception_that_throws_closes_the_connection()
    {
        await using Peers peers = await Peers.ConnectAsync(Peers.Options(onHandlerException: (_, _) => throw new InvalidOperationException("worse")));
        peers.Server.Export("/a", new Handler((MethodContext _) => throw new InvalidOperationException("bad")));
        await Assert.ThrowsAsync<DBusDisconnectedException>(() => peers.CallAsync("/a", null, "M"));
        Assert.Equal("worse", (await peers.Server.Disconnected.InTime()).InnerException!.Message);
    }

    [Fact]
    public async Task A_call_must_be_one_that_can_be_answered()
    {
        await using Peers peers = await Peers.ConnectAsync();
        Assert.Throws<InvalidOperationException>(() =>
        {
            MessageWriter signal = peers.Client.CreateSignal("/a", "a.B", "C");
            _ = peers.Client.CallAsync(ref signal);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            MessageWriter call = peers.Client.CreateMethodCall(null, "/a", null, "C", "", MessageFlags.NoReplyExpected);
            _ = peers.Client.CallAsync(ref call);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            MessageWriter call = peers.Client.CreateMethodCall(null, "/a", null, "C", "i");
            _ = peers.Client.CallAsync(ref call);
        });
    }

    private Task<Peers> ConnectAsync() => Peers.ConnectAsync(Peers.Options(onHandlerException: (exception, _) => _reported.Enqueue(exception)));
}
