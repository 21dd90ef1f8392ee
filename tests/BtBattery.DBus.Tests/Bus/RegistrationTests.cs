using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Bus;

/// <summary>What a connection tells the bus about its subscriptions, seen by a bus played by hand.</summary>
public sealed class RegistrationTests
{
    private static readonly MatchRule Rule = new() { Member = "Changed" };

    [Fact]
    public async Task Equal_rules_are_registered_once_and_taken_back_with_the_last()
    {
        (ScriptedPeer bus, DBusConnection connection) = await ConnectAsync();
        using (bus)
        await using (connection)
        {
            Task<IAsyncDisposable> first = connection.SubscribeAsync(Rule, _ => { });
            Task<IAsyncDisposable> second = connection.SubscribeAsync(Rule with { }, _ => { });
            Task<IAsyncDisposable> other = connection.SubscribeAsync(new MatchRule { Member = "Other" }, _ => { });
            Message registration = await bus.ReceiveAsync();
            Assert.Equal(("AddMatch", "type='signal',member='Changed'"), (registration.Member, registration.FirstText()));
            Message otherRegistration = await bus.ReceiveAsync();
            Assert.Equal("type='signal',member='Other'", otherRegistration.FirstText());
            Assert.False(first.IsCompleted || second.IsCompleted);
            await bus.AnswerAsync(registration);
            IAsyncDisposable[] both = await Task.WhenAll(first, second).InTime();
            await bus.AnswerAsync(otherRegistration);
            await both[0].DisposeAsync();
            await (await other.InTime()).DisposeAsync();
            await both[1].DisposeAsync();
            Message removal = await bus.ReceiveAsync();
            Assert.Equal(("RemoveMatch", "type='signal',member='Other'"), (removal.Member, removal.FirstText()));
            removal = await bus.ReceiveAsync();
            Assert.Equal(("RemoveMatch", "type='signal',member='Changed'"), (removal.Member, removal.FirstText()));
            Assert.Equal(MessageFlags.NoReplyExpected, removal.Flags);
        }
    }

    [Fact]
    public async Task A_refused_rule_fails_every_subscriber_and_is_not_taken_back()
    {
        (ScriptedPeer bus, DBusConnection connection) = await ConnectAsync();
        using (bus)
        await using (connection)
        {
            Task<IAsyncDisposable> first = connection.SubscribeAsync(Rule, _ => { });
            Task<IAsyncDisposable> second = connection.SubscribeAsync(Rule, _ => { });
            Message registration = await bus.ReceiveAsync();
            await bus.SendAsync(RawMessage.Build(false, type: 3, [(4, DBusErrorNames.LimitsExceeded), (5, registration.Serial)], []));
            await Assert.ThrowsAsync<DBusErrorException>(() => first.InTime());
            await Assert.ThrowsAsync<DBusErrorException>(() => second.InTime());

            // The next try registers anew, and nothing came in between.
            Task<IAsyncDisposable> third = connection.SubscribeAsync(Rule, _ => { });
            registration = await bus.ReceiveAsync();
            Assert.Equal("AddMatch", registration.Member);
            await bus.AnswerAsync(registration);
            await third.InTime();
        }
    }

    [Fact]
    public async Task A_subscriber_that_gives_up_takes_its_rule_back()
    {
        (ScriptedPeer bus, DBusConnection connection) = await ConnectAsync();
        using var cancellation = new CancellationTokenSource();
        using (bus)
        await using (connection)
        {
            Task<IAsyncDisposable> subscribing = connection.SubscribeAsync(Rule, _ => { }, cancellation.Token);
            Assert.Equal("AddMatch", (await bus.ReceiveAsync()).Member);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => subscribing.InTime());
            Assert.Equal("RemoveMatch", (await bus.ReceiveAsync()).Member);
        }
    }

    [Fact]
    public async Task Changes_before_the_first_answer_are_told_once_and_in_order()
    {
        (ScriptedPeer bus, DBusConnection connection) = await ConnectAsync();
        using (bus)
        await using (connection)
        {
            var owners = new List<string?>();
            Task<IAsyncDisposable> watching = connection.WatchNameOwnerAsync("a.b", owners.Add);
            await bus.AnswerAsync(await bus.ReceiveAsync()); // AddMatch
            Message question = await bus.ReceiveAsync();
            Assert.Equal("GetNameOwner", question.Member);
            await bus.SendAsync(OwnerChanged("a.b", "", ":1.1"));
            await bus.AnswerAsync(question, ":1.1");
            await bus.SendAsync(OwnerChanged("a.b", ":1.1", ""));
            await bus.SendAsync(OwnerChanged("a.c", "", ":1.2"));
            await watching.InTime();
            Task<string?> settled = connection.GetNameOwnerAsync("x.y");
            await bus.AnswerAsync(await bus.ReceiveAsync(), ":1.3");
            Assert.Equal(":1.3", await settled.InTime());
            Assert.Equal([":1.1", null], owners);
        }
    }

    private static byte[] OwnerChanged(string name, string before, string after) => RawMessage.Build(
        false,
        type: 4,
        [
            (1, Variant.FromObjectPath("/org/freedesktop/DBus")), (2, "org.freedesktop.DBus"), (3, "NameOwnerChanged"), (7, "org.freedesktop.DBus"),
            RawMessage.Signature("sss"),
        ],
        RawMessage.Body(false, name, before, after));

    private static async Task<(ScriptedPeer Bus, DBusConnection Connection)> ConnectAsync()
    {
        (ScriptedPeer bus, Stream stream) = ScriptedPeer.Create();
        Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream, new DBusConnectionOptions { SkipAuthentication = true });
        await bus.AnswerAsync(await bus.ReceiveAsync(), ":1.9");
        return (bus, await connecting.InTime());
    }
}
