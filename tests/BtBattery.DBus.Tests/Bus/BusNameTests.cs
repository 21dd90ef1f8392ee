using System.Collections.Concurrent;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Bus;

public sealed class BusNameTests(PrivateBus bus) : IClassFixture<PrivateBus>
{
    [Fact]
    public async Task Every_address_of_the_bus_leads_to_it()
    {
        IReadOnlyList<DBusAddressEntry> entries = DBusAddress.Parse(bus.Address);
        Assert.Contains(entries, entry => entry.Path is not null);
        Assert.Contains(entries, entry => entry.Abstract is not null);
        foreach (string address in bus.Address.Split(';'))
        {
            await using DBusConnection connection = await DBusConnection.ConnectAsync(address).InTime();
            Assert.True(BusName.IsUnique(connection.UniqueName));
            Assert.Matches("^[0-9a-f]{32}$", connection.ServerGuid);
        }
    }

    [Fact]
    public async Task The_environment_names_the_buses()
    {
        string? system = Environment.GetEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS");
        string? session = Environment.GetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");
        try
        {
            Environment.SetEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS", null);
            Environment.SetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS", null);
            Assert.Equal("unix:path=/var/run/dbus/system_bus_socket", DBusAddress.System);
            Assert.Null(DBusAddress.Session);
            Environment.SetEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS", bus.Address);
            Environment.SetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS", bus.Address);
            await using DBusConnection connection = await DBusConnection.ConnectAsync(DBusAddress.System).InTime();
            Assert.Equal(bus.Address, DBusAddress.Session);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS", system);
            Environment.SetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS", session);
        }
    }

    [Fact]
    public async Task A_name_is_owned_waited_for_replaced_and_released()
    {
        const string Name = "com.example.Queue";
        await using DBusConnection first = await bus.ConnectAsync();
        await using DBusConnection second = await bus.ConnectAsync();
        Assert.Equal(RequestNameResult.PrimaryOwner, await first.RequestNameAsync(Name, RequestNameFlags.AllowReplacement).InTime());
        Assert.Equal(RequestNameResult.AlreadyOwner, await first.RequestNameAsync(Name, RequestNameFlags.AllowReplacement).InTime());
        Assert.Equal(RequestNameResult.Exists, await second.RequestNameAsync(Name, RequestNameFlags.DoNotQueue).InTime());
        Assert.Equal(RequestNameResult.InQueue, await second.RequestNameAsync(Name, RequestNameFlags.None).InTime());
        Assert.Equal(first.UniqueName, await first.GetNameOwnerAsync(Name).InTime());
        Assert.Equal(RequestNameResult.PrimaryOwner, await second.RequestNameAsync(Name, RequestNameFlags.ReplaceExisting).InTime());
        Assert.Equal(second.UniqueName, await first.GetNameOwnerAsync(Name).InTime());
        Assert.Contains(Name, await first.ListNamesAsync().InTime());
        Assert.Equal(ReleaseNameResult.Released, await second.ReleaseNameAsync(Name).InTime());
        Assert.Equal(first.UniqueName, await first.GetNameOwnerAsync(Name).InTime()); // It had gone back into the queue.
        Assert.Equal(ReleaseNameResult.NotOwner, await second.ReleaseNameAsync(Name).InTime());
        Assert.Equal(ReleaseNameResult.Released, await first.ReleaseNameAsync(Name).InTime());
        Assert.Equal(ReleaseNameResult.NonExistent, await first.ReleaseNameAsync(Name).InTime());
        Assert.Null(await first.GetNameOwnerAsync(Name).InTime());
        await Assert.ThrowsAsync<DBusErrorException>(() => first.RequestNameAsync("not a name", RequestNameFlags.None).InTime());
    }

    [Fact]
    public async Task The_owner_of_a_name_is_followed_from_the_present_one_on()
    {
        const string Name = "com.example.Followed";
        await using DBusConnection watcher = await bus.ConnectAsync();
        var owners = new BlockingCollection<string?>();
        IAsyncDisposable watch = await watcher.WatchNameOwnerAsync(Name, owners.Add).InTime();
        Assert.Equal([null], owners);
        DBusConnection owner = await bus.ConnectAsync();
        await owner.RequestNameAsync(Name, RequestNameFlags.None).InTime();
        await using DBusConnection next = await bus.ConnectAsync();
        await next.RequestNameAsync(Name, RequestNameFlags.None).InTime();
        await owner.DisposeAsync();
        await WaitForAsync(watcher, Name, next.UniqueName);
        await next.ReleaseNameAsync(Name).InTime();
        await WaitForAsync(watcher, Name, null);
        Assert.Equal([null, owner.UniqueName, next.UniqueName, null], owners);

        await watch.DisposeAsync();
        await next.RequestNameAsync(Name, RequestNameFlags.None).InTime();
        await WaitForAsync(watcher, Name, next.UniqueName);
        Assert.Equal(4, owners.Count);
    }

    [Fact]
    public async Task The_owners_of_a_namespace_are_followed()
    {
        await using DBusConnection watcher = await bus.ConnectAsync();
        await using DBusConnection owner = await bus.ConnectAsync();
        await owner.RequestNameAsync("com.spaces.battery.one", RequestNameFlags.None).InTime();
        await owner.RequestNameAsync("com.spacesuit", RequestNameFlags.None).InTime();
        var changes = new BlockingCollection<(string, string?)>();
        await using IAsyncDisposable watch = await watcher.WatchNamespaceOwnersAsync("com.spaces", (name, who) => changes.Add((name, who))).InTime();
        Assert.Equal([("com.spaces.battery.one", owner.UniqueName)], changes);
        await owner.RequestNameAsync("com.spaces.two", RequestNameFlags.None).InTime();
        await owner.RequestNameAsync("com.spacesuit.two", RequestNameFlags.None).InTime();
        await owner.ReleaseNameAsync("com.spaces.battery.one").InTime();
        await WaitForAsync(watcher, "com.spaces.battery.one", null);
        Assert.Equal(
            [("com.spaces.battery.one", owner.UniqueName), ("com.spaces.two", owner.UniqueName), ("com.spaces.battery.one", null)], changes);
    }

    [Fact]
    public async Task Signals_of_a_name_are_those_of_its_present_owner()
    {
        const string Name = "com.example.Sender";
        await using DBusConnection listener = await bus.ConnectAsync();
        await using DBusConnection first = await bus.ConnectAsync();
        await using DBusConnection second = await bus.ConnectAsync();
        var heard = new BlockingCollection<string>();
        await using IAsyncDisposable subscription = await listener.SubscribeAsync(
            new MatchRule { Sender = Name, Member = "Said" }, signal => heard.Add(signal.GetReader().ReadString())).InTime();

        // This one makes the bus send everything, so that it is for the connection to tell whose a signal is.
        int everything = 0;
        await using IAsyncDisposable all = await listener.SubscribeAsync(new MatchRule { Member = "Said" }, _ => everything++).InTime();
        await SayAsync(first, "before it owned the name");
        await first.RequestNameAsync(Name, RequestNameFlags.AllowReplacement).InTime();
        await SayAsync(first, "first");
        await SayAsync(second, "somebody else");
        await second.RequestNameAsync(Name, RequestNameFlags.ReplaceExisting).InTime();
        await SayAsync(first, "after it lost the name");
        await SayAsync(second, "second");
        await WaitForAsync(listener, Name, second.UniqueName);
        Assert.Equal(["first", "second"], heard);
        Assert.Equal(5, everything);
    }

    [Fact]
    public async Task A_rule_with_everything_is_taken_by_the_bus()
    {
        await using DBusConnection connection = await bus.ConnectAsync();
        var heard = new TaskCompletionSource();
        await using IAsyncDisposable subscription = await connection.SubscribeAsync(
            new MatchRule
            {
                Sender = connection.UniqueName, Interface = "a.B", Member = "Said", PathNamespace = "/a", Arg0 = "it's, a \\ 'text'",
                ArgPaths = new MatchRule { Arg0Path = "/" }.ArgPaths.Clear().Add(1, "/dir/"),
            },
            _ => heard.SetResult()).InTime();
        MessageWriter signal = connection.CreateSignal("/a/b", "a.B", "Said", "so");
        signal.WriteString("it's, a \\ 'text'");
        signal.WriteObjectPath("/dir/file");
        connection.Send(ref signal);
        await heard.Task.InTime();
    }

    private static async Task SayAsync(DBusConnection connection, string text)
    {
        MessageWriter signal = connection.CreateSignal("/a", "a.B", "Said", "s");
        signal.WriteString(text);
        connection.Send(ref signal);
        await connection.GetNameOwnerAsync("org.freedesktop.DBus").InTime(); // The bus has passed it on before it answers this.
    }

    /// <summary>
    /// Asks the bus who owns the name. The answer comes behind every signal that the bus sent before, so all of them have been seen.
    /// </summary>
    private static async Task WaitForAsync(DBusConnection connection, string name, string? owner)
    {
        // The end of a connection reaches the bus when its socket closes, so the bus may need to be asked again.
        string? present;
        do present = await connection.GetNameOwnerAsync(name).InTime();
        while (present != owner);
    }
}
