using BtBattery.DBus;
using BtBattery.Simulator.BlueZ.Objects;

namespace BtBattery.Simulator.BlueZ;

/// <summary>The object /org/bluez: clients register here to answer pairing questions, one agent per client.</summary>
internal sealed class AgentManager
{
    private static readonly IReadOnlyList<string> Capabilities =
        ["", "DisplayOnly", "DisplayYesNo", "KeyboardOnly", "NoInputNoOutput", "KeyboardDisplay"];

    private readonly Dictionary<string, Agent> _agents = [];
    private readonly List<Agent> _defaults = [];
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

    /// <summary>Who answers for a client: its own agent, or the one that became the default last.</summary>
    public Agent? Find(string client) => _agents.GetValueOrDefault(client) ?? _defaults.LastOrDefault();

    public void ClientLeft(string name)
    {
        if (Drop(name)) _changed(_agents.Count > 0);
    }

    /// <summary>The daemon died.</summary>
    public void Clear()
    {
        _agents.Clear();
        _defaults.Clear();
    }

    private void Register(MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        string path = arguments.ReadObjectPath();
        if (_agents.ContainsKey(context.Caller())) throw BlueZError.AlreadyExists;
        string capability = arguments.ReadString();
        if (!Capabilities.Contains(capability)) throw BlueZError.InvalidArguments;
        _agents.Add(context.Caller(), new Agent(context.Caller(), path, capability));
        context.Reply();
        _changed(true);
    }

    private void Unregister(MethodContext context)
    {
        Require(context);
        Drop(context.Caller());
        context.Reply();
        _changed(_agents.Count > 0);
    }

    private void RequestDefault(MethodContext context)
    {
        Agent agent = Require(context);
        _defaults.Remove(agent);
        _defaults.Add(agent);
        context.Reply();
    }

    private bool Drop(string client)
    {
        _defaults.RemoveAll(agent => agent.Client == client);
        return _agents.Remove(client);
    }

    private Agent Require(MethodContext context)
    {
        string path = context.Request.GetReader().ReadObjectPath();
        return _agents.TryGetValue(context.Caller(), out Agent? own) && own.Path == path ? own : throw BlueZError.DoesNotExist;
    }
}
