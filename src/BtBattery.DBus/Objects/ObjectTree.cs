namespace BtBattery.DBus;

/// <summary>
/// The objects of a connection in declarative form, with the signals that tell of their coming, going and changing. Methods may be
/// called from any thread; calls about one object are made one after the other by whoever owns it.
/// </summary>
public sealed class ObjectTree
{
    private readonly DBusConnection _connection;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _managerRoots = [];

    internal ObjectTree(DBusConnection connection) => _connection = connection;

    /// <summary>Exports an object, and tells it with InterfacesAdded from every manager root above it.</summary>
    /// <exception cref="InvalidOperationException">There is an object at the path, or the object is exported already.</exception>
    /// <exception cref="DBusDisconnectedException">The connection is closed.</exception>
    public void Add(DBusObject added)
    {
        ArgumentNullException.ThrowIfNull(added);
        lock (_lock)
        {
            // A root that stands only for its object manager gives way.
            if (_entries.TryGetValue(added.Path, out Entry? present) && present.IsImplicit) RemoveEntry(added.Path, present);
            AddEntry(added, isImplicit: false);
        }

        EmitInterfacesAdded(added.Path, added.Interfaces);
    }

    /// <summary>Takes an object back, and tells it with InterfacesRemoved. Objects below it stay: remove them first.</summary>
    /// <returns>False if there was none.</returns>
    /// <exception cref="DBusDisconnectedException">The connection is closed.</exception>
    public bool Remove(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Entry? entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(path, out entry) || entry.IsImplicit) return false;
            RemoveEntry(path, entry);
            if (_managerRoots.Contains(path)) AddEntry(new DBusObject(path), isImplicit: true);
        }

        EmitInterfacesRemoved(path, entry.Object.Interfaces.Select(declared => declared.Name).ToArray());
        return true;
    }

    /// <summary>Adds an interface to an exported object, and tells it with InterfacesAdded.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="name">Name of the interface.</param>
    /// <param name="declare">Declares its members.</param>
    /// <exception cref="InvalidOperationException">There is no object at the path.</exception>
    /// <exception cref="ArgumentException">The name is not valid, or the object has the interface already.</exception>
    /// <exception cref="DBusDisconnectedException">The connection is closed.</exception>
    public void AddInterface(string path, string name, Action<DBusInterface> declare)
    {
        ArgumentNullException.ThrowIfNull(declare);
        var added = new DBusInterface(name);
        declare(added);
        added.Freeze();
        lock (_lock) ObjectAt(path).Attach(added);
        EmitInterfacesAdded(path, [added]);
    }

    /// <summary>Takes an interface away from an exported object, and tells it with InterfacesRemoved.</summary>
    /// <returns>False if the object did not have it.</returns>
    /// <exception cref="InvalidOperationException">There is no object at the path.</exception>
    /// <exception cref="DBusDisconnectedException">The connection is closed.</exception>
    public bool RemoveInterface(string path, string name)
    {
        lock (_lock)
        {
            if (!ObjectAt(path).Detach(name)) return false;
        }

        EmitInterfacesRemoved(path, [name]);
        return true;
    }

    /// <summary>Gives the path an object manager for everything below it. An object at the path may come before, later or never.</summary>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    public void EnableObjectManager(string root)
    {
        if (!ObjectPath.IsValid(root)) throw new ArgumentException($"'{root}' is not an object path.", nameof(root));
        lock (_lock)
        {
            if (_managerRoots.Add(root) && !_entries.ContainsKey(root)) AddEntry(new DBusObject(root), isImplicit: true);
        }
    }

    /// <summary>Tells that properties have changed.</summary>
    /// <param name="changedObject">The object; nothing is sent while it is not exported here.</param>
    /// <param name="interfaceName">The interface that declares them.</param>
    /// <param name="changed">Their names and new values; the default value says that a property has no value any more.</param>
    /// <exception cref="DBusDisconnectedException">The connection is closed.</exception>
    public void EmitPropertiesChanged(
        DBusObject changedObject, string interfaceName, params ReadOnlySpan<(string Name, Variant Value)> changed)
    {
        ArgumentNullException.ThrowIfNull(changedObject);
        if (changedObject.Tree != this) return;
        MessageWriter signal = _connection.CreateSignal(
            changedObject.Path, StandardInterfaces.Properties, "PropertiesChanged", "sa{sv}as");
        signal.WriteString(interfaceName);
        ArrayStart values = signal.WriteArrayStart(DBusType.DictEntry);
        foreach ((string name, Variant value) in changed)
        {
            if (!value.HasValue) continue;
            signal.WriteStructStart();
            signal.WriteString(name);
            signal.WriteVariant(value);
        }

        signal.WriteArrayEnd(values);
        ArrayStart invalidated = signal.WriteArrayStart(DBusType.String);
        foreach ((string name, Variant value) in changed)
        {
            if (!value.HasValue) signal.WriteString(name);
        }

        signal.WriteArrayEnd(invalidated);
        _connection.Send(ref signal);
    }

    internal bool IsManagerRoot(string path)
    {
        lock (_lock) return _managerRoots.Contains(path);
    }

    /// <summary>The objects below a path, sorted by path.</summary>
    internal IReadOnlyList<DBusObject> ObjectsBelow(string root)
    {
        lock (_lock)
        {
            return _entries.Values.Where(entry => !entry.IsImplicit && ObjectPath.IsBelow(entry.Object.Path, root))
                .Select(entry => entry.Object).ToArray();
        }
    }

    private DBusObject ObjectAt(string path) => _entries.TryGetValue(path, out Entry? entry) && !entry.IsImplicit
        ? entry.Object
        : throw new InvalidOperationException($"There is no object at {path}.");

    private void AddEntry(DBusObject added, bool isImplicit)
    {
        if (_entries.ContainsKey(added.Path)) throw new InvalidOperationException($"There is an object at {added.Path} already.");
        IDisposable export = _connection.Export(added.Path, added);
        try
        {
            added.EnterTree(this);
        }
        catch
        {
            export.Dispose();
            throw;
        }

        _entries.Add(added.Path, new Entry(added, export, isImplicit));
    }

    private void RemoveEntry(string path, Entry entry)
    {
        entry.Export.Dispose();
        entry.Object.LeaveTree();
        _entries.Remove(path);
    }

    private string[] ManagersAbove(string path)
    {
        lock (_lock) return _managerRoots.Where(root => ObjectPath.IsBelow(path, root)).ToArray();
    }

    private void EmitInterfacesAdded(string path, IReadOnlyList<DBusInterface> interfaces)
    {
        foreach (string root in ManagersAbove(path))
        {
            MessageWriter signal = _connection.CreateSignal(root, StandardInterfaces.ObjectManager, "InterfacesAdded", "oa{sa{sv}}");
            signal.WriteObjectPath(path);
            StandardMethods.WriteInterfaces(ref signal, interfaces);
            _connection.Send(ref signal);
        }
    }

    private void EmitInterfacesRemoved(string path, string[] interfaceNames)
    {
        foreach (string root in ManagersAbove(path))
        {
            MessageWriter signal = _connection.CreateSignal(root, StandardInterfaces.ObjectManager, "InterfacesRemoved", "oas");
            signal.WriteObjectPath(path);
            signal.WriteStringArray(interfaceNames);
            _connection.Send(ref signal);
        }
    }

    private sealed record Entry(DBusObject Object, IDisposable Export, bool IsImplicit);
}
