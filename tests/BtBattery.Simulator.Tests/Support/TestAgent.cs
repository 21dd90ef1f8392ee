using System.Collections.Concurrent;
using BtBattery.DBus;

namespace BtBattery.Simulator.Tests.Support;

/// <summary>An Agent1 object that gives a passkey.</summary>
internal sealed class TestAgent : IMethodHandler, IDisposable
{
    public const string Path = "/test/agent";

    private readonly Func<Task<uint>> _passkey;
    private readonly ConcurrentQueue<string> _asked = new();
    private IDisposable? _export;

    private TestAgent(Func<Task<uint>> passkey) => _passkey = passkey;

    /// <summary>The devices it was asked about.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public static TestAgent Export(DBusConnection connection, Func<Task<uint>> passkey)
    {
        var agent = new TestAgent(passkey);
        agent._export = connection.Export(Path, agent);
        return agent;
    }

    public async ValueTask HandleAsync(MethodContext context)
    {
        if (context.Request.Member != "RequestPasskey")
        {
            context.Reply();
            return;
        }
        _asked.Enqueue(context.Request.GetReader().ReadObjectPath());
        uint passkey = await _passkey();
        Reply(context, passkey);
    }

    public void Dispose() => _export?.Dispose();

    private static void Reply(MethodContext context, uint passkey)
    {
        MessageWriter reply = context.CreateReply("u");
        reply.WriteUInt32(passkey);
        context.Reply(ref reply);
    }
}
