using System.Globalization;
using BtBattery.DBus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Answers BlueZ's question for the passkey of one device, while that one is being paired. It is registered for our own
/// calls only and never asks to be the default agent, since Venus OS pairs phones on the same adapter; should BlueZ ask for
/// any other device all the same, it is refused.
/// </summary>
/// <remarks>BlueZ doc/org.bluez.Agent.rst and doc/org.bluez.AgentManager.rst.</remarks>
internal sealed class PairingAgent : IAsyncDisposable
{
    private const string Path = "/com/btbattery/agent";

    /// <summary>
    /// With this capability it is always the board that has the passkey and we who enter it, whatever the board claims to be
    /// able to (Bluetooth Core, Vol 3 Part H, table 2.8). With a display BlueZ might invent one for the owner to type in.
    /// </summary>
    private const string Capability = "KeyboardOnly";

    private static readonly TimeSpan s_registerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_unregisterTimeout = TimeSpan.FromSeconds(1);

    private readonly BlueZSession _session;
    private readonly string _device;
    private readonly string _pin;
    private readonly ILogger _logger;
    private volatile bool _isOver;

    private PairingAgent(BlueZSession session, string device, string pin, ILogger logger)
    {
        _session = session;
        _device = device;
        _pin = pin;
        _logger = logger;
    }

    private uint Passkey => uint.Parse(_pin, CultureInfo.InvariantCulture);

    /// <summary>Exports and registers an agent; disposing it takes both back.</summary>
    /// <exception cref="DBusException">BlueZ does not take it.</exception>
    public static async Task<PairingAgent> RegisterAsync(
        BlueZSession session, string device, string pin, ILogger logger, CancellationToken cancellationToken)
    {
        var agent = new PairingAgent(session, device, pin, logger);
        session.Connection.Objects.Add(agent.Describe());
        try
        {
            MessageWriter call = session.Connection.CreateMethodCall(
                BlueZNames.Service, BlueZNames.AgentManagerPath, BlueZNames.AgentManager, "RegisterAgent", "os");
            call.WriteObjectPath(Path);
            call.WriteString(Capability);
            await session.Connection.CallAsync(ref call, s_registerTimeout, cancellationToken);
            return agent;
        }
        catch (DBusErrorException exception) when (exception.ErrorName == BlueZNames.ErrorAlreadyExists)
        {
            // Taking it back failed last time; it is this one, since nobody else registers one on this connection.
            return agent;
        }
        catch
        {
            // Also when registering only seemed to fail: one that came too late would stay for ever.
            await agent.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        if (_session.Ended.IsCancellationRequested)
        {
            return;
        }

        try
        {
            MessageWriter call = _session.Connection.CreateMethodCall(
                BlueZNames.Service, BlueZNames.AgentManagerPath, BlueZNames.AgentManager, "UnregisterAgent", "o");
            call.WriteObjectPath(Path);
            await _session.Connection.CallAsync(ref call, s_unregisterTimeout, CancellationToken.None);
        }
        catch (DBusException exception)
        {
            // BlueZ released it before, or is gone; an agent that is left over refuses everything.
            _logger.LogDebug("UnregisterAgent: {Reason}", exception.Message);
        }

        try
        {
            _session.Connection.Objects.Remove(Path);
        }
        catch (DBusDisconnectedException)
        {
            // It went with the connection.
        }
    }

    private DBusObject Describe()
    {
        var described = new DBusObject(Path);
        DBusInterface agent = described.AddInterface(BlueZNames.Agent);
        agent.AddMethod("Release", "", "", Note);
        agent.AddMethod("Cancel", "", "", Note);
        agent.AddMethod("RequestPasskey", "o", "u", GivePasskey, ["device"], ["passkey"]);
        agent.AddMethod("RequestPinCode", "o", "s", GivePinCode, ["device"], ["pincode"]);
        agent.AddMethod("RequestConfirmation", "ou", "", Confirm, ["device", "passkey"]);

        // A pairing without the passkey proves nothing, nobody here reads a display, and a battery has no profile to open.
        agent.AddMethod("RequestAuthorization", "o", "", Refuse, ["device"]);
        agent.AddMethod("AuthorizeService", "os", "", Refuse, ["device", "uuid"]);
        agent.AddMethod("DisplayPasskey", "ouq", "", Refuse, ["device", "passkey", "entered"]);
        agent.AddMethod("DisplayPinCode", "os", "", Refuse, ["device", "pincode"]);
        return described;
    }

    private ValueTask GivePasskey(MethodContext context)
    {
        _ = TakeDevice(context);
        MessageWriter reply = context.CreateReply("u");
        reply.WriteUInt32(Passkey);
        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }

    private ValueTask GivePinCode(MethodContext context)
    {
        _ = TakeDevice(context);
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(_pin);
        context.Reply(ref reply);
        return ValueTask.CompletedTask;
    }

    private ValueTask Confirm(MethodContext context)
    {
        MessageReader arguments = TakeDevice(context);
        if (arguments.ReadUInt32() != Passkey)
        {
            throw Rejected("The device shows another passkey than the one configured.");
        }

        context.Reply();
        return ValueTask.CompletedTask;
    }

    private ValueTask Refuse(MethodContext context)
    {
        _ = TakeDevice(context);
        throw Rejected($"{context.Request.Member} is not for this agent to grant.");
    }

    private ValueTask Note(MethodContext context)
    {
        // The call of Pair tells how it ended.
        _logger.LogDebug("BlueZ calls {Member} of the pairing agent", context.Request.Member);
        context.Reply();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads the device from the arguments and lets nobody pass but BlueZ, for our device, while it is being paired.</summary>
    /// <returns>The arguments after the device.</returns>
    private MessageReader TakeDevice(MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        string device = arguments.ReadObjectPath();
        if (context.Request.Sender != _session.Owner || device != _device || _isOver)
        {
            _logger.LogDebug("{Member} for {Device} is refused", context.Request.Member, device);
            throw Rejected("This agent answers for one device only, while that one is being paired.");
        }

        return arguments;
    }

    private static DBusErrorException Rejected(string why) => new(BlueZNames.ErrorRejected, why);
}
