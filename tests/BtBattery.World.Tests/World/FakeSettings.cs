using System.Globalization;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>The settings service of Venus OS: makes settings, gives each device of a class a number of its own, keeps and tells values.</summary>
internal sealed class FakeSettings : IMethodHandler, IDisposable
{
    private const string BusItem = "com.victronenergy.BusItem";

    private readonly World _world;
    private readonly Dictionary<string, Variant> _values;
    private DBusConnection? _connection;

    public FakeSettings(World world, params (string Path, Variant Value)[] values)
    {
        _world = world;
        _values = values.ToDictionary(value => value.Path, value => value.Value, StringComparer.Ordinal);
        Start();
    }

    /// <summary>What is kept, by absolute path.</summary>
    public IReadOnlyDictionary<string, Variant> Values => _values;

    /// <summary>Codes with which settings are refused, by absolute path.</summary>
    public Dictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>False for a service that hangs: it takes calls, and answers none.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>True to tell changes as ItemsChanged of the root, else as PropertiesChanged of the leaf.</summary>
    public bool TellsAtRoot { get; set; }

    /// <summary>Changes that reach the flash: settings made, and values that are not what they were.</summary>
    public int Writes { get; private set; }

    /// <summary>Calls of AddSettings.</summary>
    public int Declarations { get; private set; }

    /// <summary>It comes up, with what it kept.</summary>
    public void Start()
    {
        _connection = _world.Result(_world.ConnectAsync());
        _connection.Export("/", this, handlesChildPaths: true);
        _world.Result(_connection.RequestNameAsync("com.victronenergy.settings", RequestNameFlags.DoNotQueue));
        _world.RunReady();
    }

    /// <summary>It goes.</summary>
    public void Stop()
    {
        _ = _connection?.DisposeAsync().AsTask();
        _connection = null;
        _world.RunReady();
    }

    /// <summary>Somebody changes a setting; it is told to everybody, if the service is there.</summary>
    public void Set(string path, Variant value)
    {
        Keep(path, value);
        _world.RunReady();
    }

    public ValueTask HandleAsync(MethodContext context)
    {
        string path = context.Request.Path!;
        if (!Answers)
        {
            context.Defer();
        }
        else if (context.Request.Member == "AddSettings")
        {
            Add(context);
        }
        else if (!_values.TryGetValue(path, out Variant value))
        {
            context.ReplyError(DBusErrorNames.UnknownObject, "There is no such setting.");
        }
        else if (context.Request.Member == "SetValue")
        {
            Variant written = context.Request.GetReader().ReadVariant();
            bool isTaken = written.Signature == value.Signature && !Refusals.ContainsKey(path);
            if (isTaken)
            {
                Keep(path, written);
            }

            MessageWriter reply = context.CreateReply("i");
            reply.WriteInt32(isTaken ? 0 : -1);
            context.Reply(ref reply);
        }
        else
        {
            MessageWriter reply = context.CreateReply("v");
            reply.WriteVariant(value);
            context.Reply(ref reply);
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose() => Stop();

    private void Add(MethodContext context)
    {
        Declarations++;
        List<Dictionary<string, Variant>> answers = [];
        MessageReader reader = context.Request.GetReader();
        ArrayEnd end = reader.ReadArrayStart(DBusType.Array);
        while (reader.HasNext(end))
        {
            answers.Add(Add(reader.ReadVariantDictionary()));
        }

        MessageWriter reply = context.CreateReply("aa{sv}");
        ArrayStart all = reply.WriteArrayStart(DBusType.Array);
        foreach (Dictionary<string, Variant> answer in answers)
        {
            reply.WriteVariantDictionary(answer);
        }

        reply.WriteArrayEnd(all);
        context.Reply(ref reply);
    }

    private Dictionary<string, Variant> Add(Dictionary<string, Variant> entry)
    {
        string path = entry["path"].AsString();
        Variant wanted = entry["default"];
        int code = Refusals.TryGetValue(path, out int refusal) ? refusal
            : !path.StartsWith("/Settings/", StringComparison.Ordinal) ? -9
            : path.Contains("/_", StringComparison.Ordinal) ? -2
            : _values.TryGetValue(path, out Variant present) && present.Signature != wanted.Signature ? -5
            : 0;
        if (code == 0 && !_values.ContainsKey(path))
        {
            Writes++;
            _values[path] = path.EndsWith("/ClassAndVrmInstance", StringComparison.Ordinal) ? Free(wanted.AsString()) : wanted;
        }

        Dictionary<string, Variant> answer = new() { ["path"] = path, ["error"] = code };
        if (code == 0)
        {
            answer["value"] = _values[path];
        }

        return answer;
    }

    private string Free(string wanted)
    {
        string[] parts = wanted.Split(':');
        int number = int.Parse(parts[1], CultureInfo.InvariantCulture);
        while (_values.Any(value => value.Key.EndsWith("/ClassAndVrmInstance", StringComparison.Ordinal) && value.Value.Equals((Variant)$"{parts[0]}:{number}")))
        {
            number++;
        }

        return $"{parts[0]}:{number}";
    }

    private void Keep(string path, Variant value)
    {
        if (_values.TryGetValue(path, out Variant before) && before.Equals(value))
        {
            return;
        }

        Writes++;
        _values[path] = value;
        if (_connection is not { } connection)
        {
            return;
        }

        var told = new Dictionary<string, Variant> { ["Value"] = value, ["Text"] = "told" };
        MessageWriter signal = connection.CreateSignal(TellsAtRoot ? "/" : path, BusItem, TellsAtRoot ? "ItemsChanged" : "PropertiesChanged", TellsAtRoot ? "a{sa{sv}}" : "a{sv}");
        if (TellsAtRoot)
        {
            ArrayStart all = signal.WriteArrayStart(DBusType.DictEntry);
            signal.WriteStructStart();
            signal.WriteString(path);
            signal.WriteVariantDictionary(told);
            signal.WriteArrayEnd(all);
        }
        else
        {
            signal.WriteVariantDictionary(told);
        }

        connection.Send(ref signal);
    }
}
