using System.Collections.Immutable;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Objects;

public sealed class MatchRuleTests
{
    [Fact]
    public void The_text_is_what_the_bus_reads()
    {
        var rule = new MatchRule
        {
            Sender = "org.bluez", Interface = "a.B", Member = "C", PathNamespace = "/org/bluez", Destination = ":1.2", Arg0 = "it's",
            Arg0Namespace = "com.victronenergy", Args = ImmutableSortedDictionary<int, string>.Empty.Add(0, "it's").Add(12, "x,y"), Arg0Path = "/a/",
        };
        Assert.Equal(
            @"type='signal',sender='org.bluez',interface='a.B',member='C',path_namespace='/org/bluez',destination=':1.2',"
            + @"arg0namespace='com.victronenergy',arg0='it'\''s',arg12='x,y',arg0path='/a/'",
            rule.ToString());
        Assert.Equal("", new MatchRule { Type = null }.ToString());
        Assert.Equal(new MatchRule { Arg0 = "x" }, new MatchRule { Arg0 = "x" });
        Assert.NotEqual(new MatchRule { Arg0 = "x" }, new MatchRule { Arg0 = "y" });
        Assert.Equal("type='signal'", (new MatchRule { Arg0 = "x", Arg0Path = "/" } with { Arg0 = null, Arg0Path = null }).ToString());
    }

    [Fact]
    public void Every_key_must_fit()
    {
        Message signal = Signal("x", 5, Variant.FromObjectPath("/dev/hci0"), "/dev/hci1/");
        Assert.True(Fits(new MatchRule()));
        Assert.True(Fits(new MatchRule { Type = null }));
        Assert.False(Fits(new MatchRule { Type = MessageType.MethodCall }));
        Assert.True(Fits(new MatchRule { Sender = ":1.3", Interface = "a.B", Member = "C", Path = "/org/bluez/hci0", Destination = ":1.9" }));
        Assert.False(Fits(new MatchRule { Sender = ":1.4" }));
        Assert.False(Fits(new MatchRule { Interface = "a.C" }));
        Assert.False(Fits(new MatchRule { Member = "D" }));
        Assert.False(Fits(new MatchRule { Path = "/org/bluez" }));
        Assert.False(Fits(new MatchRule { Destination = ":1.8" }));
        Assert.True(Fits(new MatchRule { PathNamespace = "/org/bluez" }));
        Assert.True(Fits(new MatchRule { PathNamespace = "/" }));
        Assert.False(Fits(new MatchRule { PathNamespace = "/org/blu" }));
        Assert.True(Fits(new MatchRule { Arg0 = "x" }));
        Assert.False(Fits(new MatchRule { Arg0 = "y" }));
        Assert.False(Fits(new MatchRule { Args = Args(1, "5") })); // A number is no string.
        Assert.False(Fits(new MatchRule { Args = Args(2, "/dev/hci0") })); // Nor is a path.
        Assert.False(Fits(new MatchRule { Args = Args(4, "x") })); // There is no fifth argument.
        Assert.True(Fits(new MatchRule { ArgPaths = Args(2, "/dev/hci0") }));
        Assert.True(Fits(new MatchRule { ArgPaths = Args(2, "/dev/") }));
        Assert.False(Fits(new MatchRule { ArgPaths = Args(2, "/dev") }));
        Assert.True(Fits(new MatchRule { ArgPaths = Args(3, "/dev/hci1/service0") })); // The argument is the directory.
        Assert.False(Fits(new MatchRule { ArgPaths = Args(3, "/dev/hci2/service0") }));

        bool Fits(MatchRule rule) => rule.Matches(signal);
    }

    [Theory]
    [InlineData("com.victronenergy", true)]
    [InlineData("com.victronenergy.battery.x", true)]
    [InlineData("com.victronenergy2", false)]
    [InlineData("com.victron", false)]
    [InlineData("com", false)]
    public void A_namespace_takes_whole_elements(string name, bool fits) =>
        Assert.Equal(fits, new MatchRule { Arg0Namespace = "com.victronenergy" }.Matches(Signal(name)));

    [Fact]
    public async Task A_rule_that_the_bus_would_refuse_is_an_error_of_the_program()
    {
        MatchRule[] wrong =
        [
            new() { Type = (MessageType)9 }, new() { Sender = "x" }, new() { Interface = "x" }, new() { Member = "x.y" }, new() { Path = "x" },
            new() { PathNamespace = "/x/" }, new() { Path = "/x", PathNamespace = "/x" }, new() { Destination = "a.b" },
            new() { Arg0Namespace = "a..b" }, new() { Args = Args(64, "x") }, new() { ArgPaths = Args(-1, "/") }, new() { Arg0 = "a\0" },
        ];
        await using Peers peers = await Peers.ConnectAsync();
        foreach (MatchRule rule in wrong) await Assert.ThrowsAsync<ArgumentException>(() => peers.Client.SubscribeAsync(rule, _ => { }));
    }

    private static ImmutableSortedDictionary<int, string> Args(int index, string value) =>
        ImmutableSortedDictionary<int, string>.Empty.Add(index, value);

    private static Message Signal(params Variant[] arguments) => Message.Parse(RawMessage.Build(
        false,
        type: 4,
        [
            (1, Variant.FromObjectPath("/org/bluez/hci0")), (2, "a.B"), (3, "C"), (6, ":1.9"), (7, ":1.3"),
            RawMessage.Signature(Writers.SignatureOf(arguments)),
        ],
        RawMessage.Body(false, arguments)));
}
