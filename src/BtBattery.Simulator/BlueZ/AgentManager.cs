using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;

namespace BtBattery.Simulator.BlueZ;

/// <summary>The object /org/bluez: clients register here to answer pairing questions, one agent per client.</summary>
internal sealed class AgentManager
{
    private static readonly IReadOnlyList<string> Capabilities =
        ["", "DisplayOnly", "DisplayYesNo", "KeyboardOnly", "NoInputNoOutput", "KeyboardDisplay"];

    private readonly Dictionary<string, string> _agents = [];
    private readonly Action<bool> _changed;

    /// <param name="changed">Told whether there is any agent, after each change.</param>
    public AgentManager(Action<bool> changed)
    {
        _changed = changed;
        Object = new ExportedObject("/org/bluez",
        [
            new("org.bluez.AgentManager1",
            [
                new("RegisterAgent", ["agent:o", "capability:s"], [], Register),
                new("UnregisterAgent", ["agent:o"], [], Unregister),
                new("RequestDefaultAgent", ["agent:o"], [], RequestDefault),
            ],
            []),
        ]);
    }

    public ExportedObject Object { get; }

    public void ClientLeft(string name)
    {
        if (_agents.Remove(name)) _changed(_agents.Count > 0);
    }

    /// <summary>The daemon died.</summary>
    public void Clear() => _agents.Clear();

    private void Register(MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        string path = arguments.ReadObjectPath();
        if (_agents.ContainsKey(context.Caller())) throw BlueZError.AlreadyExists;
        if (!Capabilities.Contains(arguments.ReadString())) throw BlueZError.InvalidArguments;
        _agents.Add(context.Caller(), path);
        context.Reply();
        _changed(true);
    }

    private void Unregister(MethodContext context)
    {
        Require(context);
        _agents.Remove(context.Caller());
        context.Reply();
        _changed(_agents.Count > 0);
    }

    private void RequestDefault(MethodContext context)
    {
        Require(context);
        context.Reply();
    }

    private void Require(MethodContext context)
    {
        string path = context.Request.GetReader().ReadObjectPath();
        if (!_agents.TryGetValue(context.Caller(), out string? own) || own != path) throw BlueZError.DoesNotExist;
    }
}
