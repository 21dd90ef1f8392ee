using System.Diagnostics;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Bus;

/// <summary>Our client with a service in another implementation.</summary>
public sealed class CallingOthersTests(PrivateBus bus) : IClassFixture<PrivateBus>, IAsyncLifetime
{
    private const string Interface = "com.example.Echo";

    private readonly string _name = $"com.example.Echo_{System.Guid.NewGuid():N}";
    private Process _service = null!;
    private DBusConnection _connection = null!;

    public async Task InitializeAsync()
    {
        _connection = await bus.ConnectAsync();
        string script = Path.Combine(AppContext.BaseDirectory, "Bus", "service.py");
        _service = Tool.Start(Tool.Python, "python3", [script, bus.Address, _name]);
        if (await _service.StandardOutput.ReadLineAsync().InTime() != "ready")
            Assert.Fail(await _service.StandardError.ReadToEndAsync().InTime());
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        if (!_service.HasExited) _service.Kill();
        await _service.WaitForExitAsync().InTime();
        _service.Dispose();
    }

    [Fact]
    public async Task Every_type_comes_back()
    {
        await EchoesAsync("Numbers", (byte)255, true, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, 52.8);
        await EchoesAsync(
            "Texts", "é€😀", Variant.FromObjectPath("/a/b"), Variant.FromSignature("a{sv}"), Variant.FromStringArray(["x", ""]), Variant.FromByteArray([0, 255]));
        await EchoesAsync(
            "Containers",
            Variant.FromDictionary("s", "a{sv}", [new("/Soc", Variant.FromVariantDictionary([new("Value", 99.5)]))]),
            Variant.FromStruct(1, "x", Variant.FromVariant(Variant.FromArray("i", [1, 2]))),
            Variant.FromVariant(7ul));
    }

    [Fact]
    public async Task An_error_comes_back_by_name()
    {
        DBusErrorException exception = await Assert.ThrowsAsync<DBusErrorException>(() => CallAsync("Refuse", "because"));
        Assert.Equal("com.example.Refused", exception.ErrorName);
        Assert.Equal("because", exception.Message);
        Assert.Equal(DBusErrorNames.UnknownMethod, (await Assert.ThrowsAsync<DBusErrorException>(() => CallAsync("Nothing"))).ErrorName);
        Task<Message> nobody = _connection.CallAsync("com.example.Nobody", "/", null, "M");
        Assert.Equal(DBusErrorNames.ServiceUnknown, (await Assert.ThrowsAsync<DBusErrorException>(() => nobody.InTime())).ErrorName);
    }

    [Fact]
    public async Task Signals_arrive_in_order_before_the_answer_to_what_caused_them()
    {
        var numbers = new List<uint>();
        await using IAsyncDisposable subscription = await _connection.SubscribeAsync(
            new MatchRule { Sender = _name, Interface = Interface, Member = "Counted", PathNamespace = "/echo" },
            signal =>
            {
                MessageReader reader = signal.GetReader();
                uint number = reader.ReadUInt32();
                Assert.Equal(number, reader.ReadVariantDictionary()["Value"].AsDouble());
                numbers.Add(number);
            }).InTime();
        await CallAsync("Count", 50u);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (uint)i), numbers);
    }

    [Fact]
    public async Task A_killed_owner_fails_its_calls_and_is_told()
    {
        var owners = new List<string?>();
        var gone = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using IAsyncDisposable watch = await _connection.WatchNameOwnerAsync(_name, owner =>
        {
            owners.Add(owner);
            if (owner is null) gone.SetResult();
        }).InTime();
        Assert.Equal([await _connection.GetNameOwnerAsync(_name).InTime()], owners);
        await using IAsyncDisposable subscription =
            await _connection.SubscribeAsync(new MatchRule { Sender = _name, Member = "Waiting" }, _ => entered.SetResult()).InTime();
        Task<Message> call = CallAsync("Never");
        await entered.Task.InTime();
        _service.Kill();
        Assert.Equal(DBusErrorNames.NoReply, (await Assert.ThrowsAsync<DBusErrorException>(() => call)).ErrorName);
        await gone.Task.InTime();
        Assert.Equal(2, owners.Count);
        Assert.Null(await _connection.GetNameOwnerAsync(_name).InTime());
        Assert.DoesNotContain(_name, await _connection.ListNamesAsync().InTime());
    }

    private Task<Message> CallAsync(string member, params Variant[] arguments)
    {
        MessageWriter call = _connection.CreateMethodCall(_name, "/echo", Interface, member, Writers.SignatureOf(arguments));
        foreach (Variant argument in arguments) call.WriteValue(argument);
        return _connection.CallAsync(ref call).InTime();
    }

    private async Task EchoesAsync(string member, params Variant[] arguments) =>
        Assert.Equal(arguments, Writers.Values(await CallAsync(member, arguments)));
}
