using BtBattery.DBus;

namespace BtBattery.Simulator.BlueZ;

/// <summary>One pairing with a passkey, from the call of Pair to its answer.</summary>
internal sealed class Pairing
{
    private static readonly TimeSpan AgentTimeout = TimeSpan.FromSeconds(60);

    private readonly Daemon _daemon;
    private readonly MethodContext _context;
    private readonly Agent _agent;
    private readonly Action<bool> _ended;
    private bool _isOver;

    private Pairing(Daemon daemon, MethodContext context, Agent agent, Action<bool> ended)
    {
        _daemon = daemon;
        _context = context;
        _agent = agent;
        _ended = ended;
    }

    /// <summary>Asks the agent for the passkey and compares it.</summary>
    /// <param name="daemon">The daemon.</param>
    /// <param name="context">The call of Pair, which is answered at the end.</param>
    /// <param name="agent">Who knows the passkey.</param>
    /// <param name="devicePath">The device to pair with.</param>
    /// <param name="passkey">What it wants to hear.</param>
    /// <param name="ended">Told whether the two are paired now, before the call is answered.</param>
    public static Pairing Start(Daemon daemon, MethodContext context, Agent agent, string devicePath, uint passkey, Action<bool> ended)
    {
        context.Defer();
        var pairing = new Pairing(daemon, context, agent, ended);
        _ = pairing.AskAsync(devicePath, passkey);
        return pairing;
    }

    /// <summary>Ends it from outside: CancelPairing, or the link is lost.</summary>
    public void Cancel()
    {
        if (_isOver) return;
        TellAgent();
        End(BlueZError.Make("AuthenticationCanceled", "Authentication Canceled"));
    }

    private void TellAgent()
    {
        MessageWriter cancel = Call("Cancel", "");
        try
        {
            _daemon.Connection.Send(ref cancel);
        }
        catch (DBusDisconnectedException)
        {
            // The agent went with the bus.
        }
    }

    private async Task AskAsync(string devicePath, uint passkey)
    {
        DBusErrorException? error;
        try
        {
            uint entered = (await Ask(devicePath)).GetReader().ReadUInt32();
            error = entered == passkey ? null : BlueZError.AuthenticationFailed;
        }
        catch (DBusErrorException refusal)
        {
            error = refusal.ErrorName == "org.bluez.Error.Canceled"
                ? BlueZError.Make("AuthenticationCanceled", "Authentication Canceled")
                : BlueZError.Make("AuthenticationRejected", "Authentication Rejected");
        }
        catch (DBusException)
        {
            error = BlueZError.Make("AuthenticationTimeout", "Authentication Timeout");
        }
        _daemon.Agenda.Run(() => End(error));
    }

    private Task<Message> Ask(string devicePath)
    {
        MessageWriter call = Call("RequestPasskey", "o");
        call.WriteObjectPath(devicePath);
        return _daemon.Connection.CallAsync(ref call, AgentTimeout);
    }

    private MessageWriter Call(string member, string signature) => _daemon.Connection.CreateMethodCall(
        _daemon.Connection.UniqueName.Length > 0 ? _agent.Client : null, _agent.Path, "org.bluez.Agent1", member, signature);

    private void End(DBusErrorException? error)
    {
        if (_isOver) return;
        _isOver = true;
        _ended(error is null);
        if (error is null) _context.Reply();
        else _context.ReplyError(error);
    }
}
