using System.Collections.Concurrent;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Objects;

/// <summary>Subscriptions without a bus: rules match here.</summary>
public sealed class SubscriptionTests
{
    [Fact]
    public async Task Handlers_see_their_signals_in_order_and_one_that_throws_hurts_nobody()
    {
        var reported = new ConcurrentQueue<Exception>();
        await using Peers peers = await Peers.ConnectAsync(Peers.Options(onHandlerException: (exception, _) => reported.Enqueue(exception)));
        var seen = new List<int>();
        var done = new TaskCompletionSource();
        await peers.Server.SubscribeAsync(new MatchRule { Member = "Number" }, _ => throw new InvalidOperationException("bad"));
        await peers.Server.SubscribeAsync(new MatchRule { Member = "Number" }, signal => seen.Add(signal.GetReader().ReadInt32()));
        await peers.Server.SubscribeAsync(new MatchRule { Member = "Done" }, _ => done.SetResult());
        for (int i = 0; i < 100; i++) Emit(peers.Client, "Number", i);
        Emit(peers.Client, "Other", -1);
        Emit(peers.Client, "Done", 0);
        await done.Task.InTime();
        Assert.Equal(Enumerable.Range(0, 100), seen);
        Assert.Equal(100, reported.Count);
    }

    [Fact]
    public async Task Whoever_unsubscribed_hears_no_more()
    {
        await using Peers peers = await Peers.ConnectAsync();
        int first = 0;
        var second = new TaskCompletionSource();
        IAsyncDisposable subscription = await peers.Server.SubscribeAsync(new MatchRule(), _ => first++);
        await peers.Server.SubscribeAsync(new MatchRule { Member = "Second" }, _ => second.SetResult());
        await subscription.DisposeAsync();
        await subscription.DisposeAsync();
        Emit(peers.Client, "Second", 1);
        await second.Task.InTime();
        Assert.Equal(0, first);
    }

    [Fact]
    public async Task Without_a_bus_there_are_no_names()
    {
        await using Peers peers = await Peers.ConnectAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => peers.Client.RequestNameAsync("a.b", RequestNameFlags.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => peers.Client.WatchNameOwnerAsync("a.b", _ => { }));
    }

    private static void Emit(DBusConnection connection, string member, int number)
    {
        MessageWriter signal = connection.CreateSignal("/a", "a.B", member, "i");
        signal.WriteInt32(number);
        connection.Send(ref signal);
    }
}
