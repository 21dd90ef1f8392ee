using BtBattery.DBus;
using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>
/// The objects of the daemon and the standard interfaces over them, with the answers that bluetoothd's own D-Bus
/// library gives: all calls of all objects are taken in the order of their arrival, a property can be absent, and an
/// unknown object, method or property has that library's error names and texts.
/// </summary>
internal sealed class ObjectTable(DBusConnection connection, Agenda agenda) : IMethodHandler
{
    private const string Introspectable = "org.freedesktop.DBus.Introspectable";
    private const string PropertiesName = "org.freedesktop.DBus.Properties";
    private const string NoReply = "org.freedesktop.DBus.Error.NoReply";
    private const string ObjectManager = "org.freedesktop.DBus.ObjectManager";

    private readonly Dictionary<string, ExportedObject> _objects = new(StringComparer.Ordinal);

    /// <summary>Far more than have calls on their way at any moment; each attempt of the driver to connect is a client of its own.</summary>
    private const int RememberedClients = 64;

    // Clients that left, the latest last.
    private readonly Queue<string> _gone = new();
    private readonly HashSet<string> _callers = [];
    private readonly HashSet<string> _ignored = [];

    private readonly List<MethodContext> _held = [];

    private readonly List<MethodContext> _unanswered = [];
    private bool _answers = true;

    /// <summary>Where the objects are shown.</summary>
    public DBusConnection Connection { get; private set; } = connection;

    /// <summary>False while the daemon hangs. Calls wait, and are answered in their order when it goes on.</summary>
    public bool Answers
    {
        get => _answers;
        set
        {
            _answers = value;
            if (!value) return;
            _ignored.Clear();
            List<MethodContext> held = [.. _held];
            _held.Clear();
            foreach (MethodContext context in held) Answer(context);
        }
    }

    /// <summary>From now on nobody who called so far gets an answer; a client that comes anew does.</summary>
    public void IgnoreCallers() => _ignored.UnionWith(_callers);

    /// <summary>True once the bus name is owned: nothing is signalled before.</summary>
    public bool Signals { get; set; }

    /// <summary>
    /// The daemon died: its objects are gone without a word, and to calls that waited the bus says that nobody will answer them.
    /// </summary>
    public void Clear()
    {
        Signals = false;
        _objects.Clear();
        foreach (MethodContext context in _held.Concat(_unanswered).Where(each => !each.HasReplied))
            context.ReplyError(NoReply, "Message recipient disconnected from message bus without replying");
        _held.Clear();
        _unanswered.Clear();
    }

    /// <summary>The bus was restarted: another connection, and names of clients that are given anew.</summary>
    public void MoveTo(DBusConnection other)
    {
        Connection = other;
        _gone.Clear();
        _callers.Clear();
        _ignored.Clear();
    }

    /// <summary>A client left the bus: calls of it that still wait in the queue would start things that nobody ends.</summary>
    public void ClientLeft(string name)
    {
        if (_gone.Count == RememberedClients) _gone.Dequeue();
        _gone.Enqueue(name);
        _held.RemoveAll(each => each.Caller() == name);
        _callers.Remove(name);
        _ignored.Remove(name);
        _unanswered.RemoveAll(each => each.Caller() == name);
    }

    /// <summary>Exports <paramref name="added"/> and announces it.</summary>
    public void Add(ExportedObject added)
    {
        _objects.Add(added.Path, added);
        if (!Signals) return;
        MessageWriter signal = Connection.CreateSignal("/", ObjectManager, "InterfacesAdded", "oa{sa{sv}}");
        signal.WriteObjectPath(added.Path);
        WriteInterfaces(ref signal, added);
        Send(ref signal);
    }

    /// <summary>Takes an object away and announces it; nothing happens if there is none.</summary>
    public void Remove(string path)
    {
        if (!_objects.Remove(path, out ExportedObject? removed) || !Signals) return;
        MessageWriter signal = Connection.CreateSignal("/", ObjectManager, "InterfacesRemoved", "oas");
        signal.WriteObjectPath(path);
        string[] standard = removed.HasProperties ? [PropertiesName, Introspectable] : [Introspectable];
        signal.WriteStringArray([.. standard, .. removed.Interfaces.Select(each => each.Name)]);
        Send(ref signal);
    }

    /// <summary>
    /// Announces the present values of some properties in one signal; those that are absent now are listed as
    /// invalidated.
    /// </summary>
    public void Changed(string path, string interfaceName, params ReadOnlySpan<string> names)
    {
        if (!Signals || !_objects.TryGetValue(path, out ExportedObject? changed) || changed.Find(interfaceName) is not { } face) return;
        MessageWriter signal = Connection.CreateSignal(path, PropertiesName, "PropertiesChanged", "sa{sv}as");
        signal.WriteString(interfaceName);
        ArrayStart values = signal.WriteArrayStart(DBusType.DictEntry);
        List<string> absent = [];
        foreach (string name in names)
        {
            if (face.Find(name)!.Get() is { } value)
            {
                signal.WriteStructStart();
                signal.WriteString(name);
                signal.WriteVariant(value);
            }
            else
            {
                absent.Add(name);
            }
        }
        signal.WriteArrayEnd(values);
        signal.WriteStringArray([.. absent]);
        Send(ref signal);
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(MethodContext context)
    {
        // One call at a time, whatever the object: bluetoothd has a single thread.
        agenda.Run(() => Answer(context));
        return ValueTask.CompletedTask;
    }

    private void Send(ref MessageWriter signal)
    {
        try
        {
            Connection.Send(ref signal);
        }
        catch (DBusDisconnectedException)
        {
            // Nobody is left to hear it; the loss of the bus is reported by the connection, to whoever runs the simulator.
        }
    }

    private void Answer(MethodContext context)
    {
        if (!Answers)
        {
            context.Defer();
            _held.Add(context);
            return;
        }
        _callers.Add(context.Caller());
        if (_gone.Contains(context.Caller()) || _ignored.Contains(context.Caller()))
        {
            context.Defer();
            return;
        }
        try
        {
            Dispatch(context);
        }
        catch (DBusErrorException error)
        {
            context.ReplyError(error.ErrorName, error.Message);
        }
        catch (NoAnswerException)
        {
            context.Defer();
        }
        if (context.HasReplied) return;
        _unanswered.RemoveAll(each => each.HasReplied);
        _unanswered.Add(context);
    }

    private void Dispatch(MethodContext context)
    {
        Message call = context.Request;
        string path = call.Path!;
        _objects.TryGetValue(path, out ExportedObject? target);
        switch (call.Interface ?? "", call.Member, call.Signature)
        {
            case (Introspectable or "", "Introspect", "") when target is not null || IsAbove(path):
                Introspect(context, path, target);
                return;
            case (ObjectManager or "", "GetManagedObjects", "") when path == "/":
                GetManagedObjects(context);
                return;
            case (PropertiesName or "", "Get", "ss") when target is { HasProperties: true }:
                Get(context, target);
                return;
            case (PropertiesName or "", "GetAll", "s") when target is { HasProperties: true }:
                GetAll(context, target);
                return;
            case (PropertiesName or "", "Set", "ssv") when target is { HasProperties: true }:
                Set(context, target);
                return;
            default:
                break;
        }
        if (target?.Find(call) is not { } method)
        {
            throw new DBusErrorException(
                target is null && !IsAbove(path) ? "org.freedesktop.DBus.Error.UnknownObject" : "org.freedesktop.DBus.Error.UnknownMethod",
                $"Method \"{call.Member}\" with signature \"{call.Signature}\" on interface \"{call.Interface}\" doesn't exist\n");
        }
        method.Call(context);
    }

    private void GetManagedObjects(MethodContext context)
    {
        MessageWriter reply = context.CreateReply("a{oa{sa{sv}}}");
        ArrayStart all = reply.WriteArrayStart(DBusType.DictEntry);
        foreach (ExportedObject each in _objects.Values.OrderBy(each => each.Path, StringComparer.Ordinal))
        {
            reply.WriteStructStart();
            reply.WriteObjectPath(each.Path);
            WriteInterfaces(ref reply, each);
        }
        reply.WriteArrayEnd(all);
        context.Reply(ref reply);
    }

    private static void WriteInterfaces(ref MessageWriter message, ExportedObject from)
    {
        ArrayStart faces = message.WriteArrayStart(DBusType.DictEntry);
        WriteInterface(ref message, Introspectable, []);
        foreach (ExportedInterface face in from.Interfaces) WriteInterface(ref message, face.Name, face.Properties);
        if (from.HasProperties) WriteInterface(ref message, PropertiesName, []);
        message.WriteArrayEnd(faces);
    }

    private static void WriteInterface(ref MessageWriter message, string name, IReadOnlyList<ExportedProperty> properties)
    {
        message.WriteStructStart();
        message.WriteString(name);
        WriteProperties(ref message, properties);
    }

    private static void WriteProperties(ref MessageWriter message, IReadOnlyList<ExportedProperty> properties)
    {
        ArrayStart values = message.WriteArrayStart(DBusType.DictEntry);
        foreach (ExportedProperty property in properties)
        {
            if (property.Get() is not { } value) continue;
            message.WriteStructStart();
            message.WriteString(property.Name);
            message.WriteVariant(value);
        }
        message.WriteArrayEnd(values);
    }

    private static void Get(MethodContext context, ExportedObject target)
    {
        MessageReader arguments = context.Request.GetReader();
        ExportedInterface face = Interface(target, arguments.ReadString());
        string name = arguments.ReadString();
        Variant value = face.Find(name)?.Get()
            ?? throw new DBusErrorException("org.freedesktop.DBus.Error.InvalidArgs", $"No such property '{name}'");
        MessageWriter reply = context.CreateReply("v");
        reply.WriteVariant(value);
        context.Reply(ref reply);
    }

    private static void GetAll(MethodContext context, ExportedObject target)
    {
        ExportedInterface face = Interface(target, context.Request.GetReader().ReadString());
        MessageWriter reply = context.CreateReply("a{sv}");
        WriteProperties(ref reply, face.Properties);
        context.Reply(ref reply);
    }

    private static void Set(MethodContext context, ExportedObject target)
    {
        MessageReader arguments = context.Request.GetReader();
        ExportedInterface face = Interface(target, arguments.ReadString());
        string name = arguments.ReadString();
        Variant value = arguments.ReadVariant();
        ExportedProperty property = face.Find(name)
            ?? throw new DBusErrorException("org.freedesktop.DBus.Error.UnknownProperty", $"No such property '{name}'");
        if (property.Set is null)
            throw new DBusErrorException("org.freedesktop.DBus.Error.PropertyReadOnly", $"Property '{name}' is not writable");
        if (value.Signature != property.Signature)
            throw new DBusErrorException("org.freedesktop.DBus.Error.InvalidSignature", $"Invalid signature for '{name}'");
        property.Set(value);
        context.Reply();
    }

    private static ExportedInterface Interface(ExportedObject target, string name) =>
        target.Find(name) ?? throw new DBusErrorException("org.freedesktop.DBus.Error.InvalidArgs", $"No such interface '{name}'");

    private bool IsAbove(string path) =>
        path == "/" || _objects.Keys.Any(each => each.StartsWith(path + "/", StringComparison.Ordinal));

    private void Introspect(MethodContext context, string path, ExportedObject? target)
    {
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(IntrospectionXml.Describe(path, target, _objects.Keys.Order(StringComparer.Ordinal)));
        context.Reply(ref reply);
    }
}
