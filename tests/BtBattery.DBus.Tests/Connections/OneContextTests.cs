using BtBattery.DBus.Tests.Support;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.DBus.Tests.Connections;

/// <summary>With a context that has one thread, nothing of a connection runs elsewhere: see <see cref="Elsewhere"/>.</summary>
public sealed class OneContextTests
{
    [Fact]
    public void Calls_that_were_given_up_count_until_they_are_answered()
    {
        using var world = new VirtualWorld();
        (DBusConnection server, DBusConnection client) = world.Result(ConnectAsync(world.Time));
        server.Export("/a", new Handler(async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(10), world.Time, context.ConnectionClosed);
            context.Reply();
        }));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1), world.Time);
        Task[] calls =
        [
            client.CallAsync(null, "/a", null, "M", TimeSpan.FromSeconds(3)),
            client.CallAsync(null, "/a", null, "M", TimeSpan.FromSeconds(30), cancellation.Token),
            client.CallAsync(null, "/a", null, "M", TimeSpan.FromSeconds(300)),
        ];
        world.RunReady();
        Assert.Equal(0, client.UnansweredCalls);
        world.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, client.UnansweredCalls);
        world.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, client.UnansweredCalls);
        world.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, client.UnansweredCalls);
        Assert.Equal([TaskStatus.Faulted, TaskStatus.Canceled, TaskStatus.RanToCompletion], calls.Select(call => call.Status));
        world.Start(() => client.DisposeAsync().AsTask());
        Assert.Empty(world.Strays);
    }

    [Fact]
    public void Calls_signals_deadlines_and_the_end_stay_in_the_context()
    {
        using var world = new VirtualWorld();
        var closed = new CancellationToken();
        var heard = new List<string?>();
        (DBusConnection server, DBusConnection client) = world.Result(ConnectAsync(world.Time));
        server.Export("/a", new Handler(async context =>
        {
            closed = context.ConnectionClosed;
            if (context.Request.Member == "Never") await Task.Delay(Timeout.InfiniteTimeSpan, world.Time, closed);
            else context.Reply();
        }));
        world.Result(client.SubscribeAsync(new MatchRule(), signal => heard.Add(signal.Member)));
        MessageWriter news = server.CreateSignal("/a", "a.B", "News");
        server.Send(ref news);
        Task<Message> answered = client.CallAsync(null, "/a", null, "M");
        Task<Message> late = client.CallAsync(null, "/a", null, "Never", TimeSpan.FromSeconds(3));
        Task<Message> lost = client.CallAsync(null, "/a", null, "Never", Timeout.InfiniteTimeSpan);

        // Combined as callers do it, which is where the runtime would leave the context.
        Task first = world.Result(Task.WhenAny(late, answered));
        Assert.Same(answered, first);
        Task given = client.FlushAsync();
        world.RunReady();
        Assert.True(given.IsCompletedSuccessfully);
        world.Advance(TimeSpan.FromSeconds(3));
        Assert.IsType<DBusTimeoutException>(late.Exception!.InnerException);

        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1), world.Time);
        Task<Message> cancelled = client.CallAsync(null, "/a", null, "Never", Timeout.InfiniteTimeSpan, cancellation.Token);
        world.Advance(TimeSpan.FromSeconds(1));
        Assert.True(cancelled.IsCanceled);

        world.Start(() => client.DisposeAsync().AsTask());
        world.RunReady();
        Assert.IsType<DBusDisconnectedException>(lost.Exception!.InnerException);
        Assert.True(server.Disconnected.IsCompletedSuccessfully);
        Assert.True(closed.IsCancellationRequested);
        Assert.Equal(["News"], heard);
        Assert.Empty(world.Strays);
    }

    [Fact]
    public void Authentication_and_its_deadline_stay_in_the_context()
    {
        using var world = new VirtualWorld();
        (Stream stream, Stream silent) = StreamPair.Create();
        Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream, new DBusConnectionOptions { TimeProvider = world.Time });
        world.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<DBusTimeoutException>(connecting.Exception!.InnerException);
        Assert.Empty(world.Strays);
        silent.Dispose();
    }

    private static async Task<(DBusConnection Server, DBusConnection Client)> ConnectAsync(TimeProvider time)
    {
        (Stream first, Stream second) = StreamPair.Create();
        return (await DBusConnection.ConnectAsync(first, Peers.Options(time)), await DBusConnection.ConnectAsync(second, Peers.Options(time)));
    }
}
