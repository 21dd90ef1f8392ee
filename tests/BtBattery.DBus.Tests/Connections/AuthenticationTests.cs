using BtBattery.DBus.Tests.Support;

namespace BtBattery.DBus.Tests.Connections;

public sealed class AuthenticationTests
{
    private const string Guid = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("DATA\r\n")]
    [InlineData("DATA 6869\r\n")]
    [InlineData("")]
    public async Task The_identity_of_the_socket_is_offered(string question)
    {
        (ScriptedPeer server, Stream stream) = ScriptedPeer.Create();
        using (server)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream, new DBusConnectionOptions { IsPeerToPeer = true });
            await server.ExpectAsync("\0AUTH EXTERNAL\r\n");
            if (question.Length > 0)
            {
                await server.SendAsync(question);
                await server.ExpectAsync("DATA\r\n");
            }

            await server.SendAsync($"OK {Guid}\r\n");
            await server.ExpectAsync("BEGIN\r\n");
            await using DBusConnection connection = await connecting.InTime();
            Assert.Equal(Guid, connection.ServerGuid);
            Assert.Equal("", connection.UniqueName);
        }
    }

    [Fact]
    public async Task The_bus_is_greeted_and_gives_a_name()
    {
        (ScriptedPeer server, Stream stream) = ScriptedPeer.Create();
        using (server)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream);
            await server.ExpectAsync("\0AUTH EXTERNAL\r\n");

            // Answer and first message in one piece: what follows the line is not swallowed.
            await server.SendAsync($"OK {Guid}\r\n");
            await server.ExpectAsync("BEGIN\r\n");
            Message hello = await server.ReceiveAsync();
            Assert.Equal("org.freedesktop.DBus", hello.Destination);
            Assert.Equal("org.freedesktop.DBus", hello.Interface);
            Assert.Equal("/org/freedesktop/DBus", hello.Path);
            Assert.Equal("Hello", hello.Member);
            await server.AnswerAsync(hello, ":1.7");
            await using DBusConnection connection = await connecting.InTime();
            Assert.Equal(":1.7", connection.UniqueName);
        }
    }

    [Theory]
    [InlineData("REJECTED EXTERNAL DBUS_COOKIE_SHA1\r\n", "does not accept this user")]
    [InlineData("ERROR \"what?\"\r\n", "does not accept this user")]
    [InlineData("DATA\r\nREJECTED\r\n", "does not accept this user")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "does not accept this user")]
    [InlineData("l\u0001\0\u0001", "does not speak")]
    public async Task Another_answer_fails_with_a_sentence(string answer, string reason)
    {
        (ScriptedPeer server, Stream stream) = ScriptedPeer.Create();
        using (server)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream);
            await server.SendAsync(answer);
            DBusConnectException exception = await Assert.ThrowsAsync<DBusConnectException>(() => connecting.InTime());
            Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_line_without_end_fails()
    {
        (ScriptedPeer server, Stream stream) = ScriptedPeer.Create(capacity: 1 << 20);
        using (server)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream);
            await server.SendAsync(new string('x', 100_000));
            DBusConnectException exception = await Assert.ThrowsAsync<DBusConnectException>(() => connecting.InTime());
            Assert.Contains("line without end", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_hangs_up_fails_the_connection()
    {
        (ScriptedPeer server, Stream stream) = ScriptedPeer.Create();
        Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream);
        await server.ExpectAsync("\0AUTH EXTERNAL\r\n");
        server.Dispose();
        await Assert.ThrowsAsync<DBusConnectException>(() => connecting.InTime());
    }

    [Fact]
    public async Task A_refused_greeting_fails_the_connection()
    {
        (ScriptedPeer server, Stream stream) = ScriptedPeer.Create();
        using (server)
        {
            Task<DBusConnection> connecting = DBusConnection.ConnectAsync(stream);
            await server.ExpectAsync("\0AUTH EXTERNAL\r\n");
            await server.SendAsync($"OK {Guid}\r\n");
            await server.ExpectAsync("BEGIN\r\n");
            Message hello = await server.ReceiveAsync();
            await server.SendAsync(RawMessage.Build(
                false, type: 3, [(4, "a.b.Full"), (5, hello.Serial), RawMessage.Signature("s")], RawMessage.Body(false, "too many")));
            DBusConnectException exception = await Assert.ThrowsAsync<DBusConnectException>(() => connecting.InTime());
            Assert.Equal("too many", exception.Message);
        }
    }
}
