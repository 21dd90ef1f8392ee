using System.Net.Sockets;
using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Connections;

public sealed class AddressTests
{
    [Fact]
    public void A_list_of_addresses_is_taken_apart()
    {
        IReadOnlyList<DBusAddressEntry> entries =
            DBusAddress.Parse("unix:path=/run/a%20b,guid=00ff;unix:abstract=/tmp/x%c3%a9;tcp:host=localhost,port=12;autolaunch:;");
        Assert.Equal(4, entries.Count);
        Assert.Equal("unix", entries[0].Transport);
        Assert.Equal("/run/a b", entries[0].Path);
        Assert.Equal("00ff", entries[0].Guid);
        Assert.Null(entries[0].Abstract);
        Assert.Equal("/tmp/xé", entries[1].Abstract);
        Assert.Equal("12", entries[2].Properties["port"]);
        Assert.Empty(entries[3].Properties);
        Assert.Equal("unix:path=/run/a b,guid=00ff", entries[0].ToString());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(";;", "is empty")]
    [InlineData("unix", "no transport before a colon")]
    [InlineData(":path=/x", "no transport before a colon")]
    [InlineData("unix:path", "not a key with a value")]
    [InlineData("unix:=x", "not a key with a value")]
    [InlineData("unix:path=/x,path=/y", "comes twice")]
    [InlineData("unix:path=/x,abstract=y", "both a path and an abstract name")]
    [InlineData("unix:path=/a b", "must be escaped")]
    [InlineData("unix:path=/a%2", "two hexadecimal digits")]
    [InlineData("unix:path=/a%zz", "two hexadecimal digits")]
    [InlineData("unix:path=/a%ff", "not UTF-8")]
    public void A_malformed_address_is_refused_with_a_sentence(string address, string reason)
    {
        DBusAddressException exception = Assert.Throws<DBusAddressException>(() => DBusAddress.Parse(address));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_connect_to_names_every_address_with_its_reason()
    {
        DBusConnectException exception = await Assert.ThrowsAsync<DBusConnectException>(
            () => DBusConnection.ConnectAsync($"unix:path=/nowhere/bus;tcp:host=x,port=1;unix:tmpdir=/tmp;unix:path=/{new string('x', 200)}").InTime());
        Assert.Contains("unix:path=/nowhere/bus: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("the transport 'tcp' is not supported", exception.Message, StringComparison.Ordinal);
        Assert.Contains("neither a path nor an abstract name", exception.Message, StringComparison.Ordinal);
        Assert.Contains("too long", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_address_that_answers_is_taken()
    {
        string name = $"btb-test-{Environment.ProcessId}";
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint("\0" + name));
        listener.Listen();
        Task<DBusConnection> connecting = DBusConnection.ConnectAsync(
            $"unix:path=/nowhere/bus;unix:abstract={name}", new DBusConnectionOptions { IsPeerToPeer = true, SkipAuthentication = true });
        using Socket accepted = await listener.AcceptAsync().InTime();
        await using DBusConnection connection = await connecting.InTime();
        Assert.False(connection.Disconnected.IsCompleted);
    }

    [Fact]
    public async Task A_server_with_another_id_is_refused()
    {
        string name = $"btb-test-guid-{Environment.ProcessId}";
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint("\0" + name));
        listener.Listen();
        Task<DBusConnection> connecting = DBusConnection.ConnectAsync(
            $"unix:abstract={name},guid=ffffffffffffffffffffffffffffffff", new DBusConnectionOptions { IsPeerToPeer = true });
        using Socket accepted = await listener.AcceptAsync().InTime();
        await accepted.SendAsync("OK 00000000000000000000000000000000\r\n"u8.ToArray());
        DBusConnectException exception = await Assert.ThrowsAsync<DBusConnectException>(() => connecting.InTime());
        Assert.Contains("has the id 0000", exception.Message, StringComparison.Ordinal);
    }
}
