namespace BtBattery.DBus;

/// <summary>The exported objects of a connection by path.</summary>
internal sealed class ExportTable
{
    private readonly DBusConnection _connection;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ExportedObject> _objects = [];

    internal ExportTable(DBusConnection connection) => _connection = connection;

    internal ExportedObject Add(string path, IMethodHandler handler, bool handlesChildPaths)
    {
        var exported = new ExportedObject(this, _connection, path, handler, handlesChildPaths);
        lock (_lock)
        {
            if (!_objects.TryAdd(path, exported)) throw new InvalidOperationException($"There is an object at {path} already.");
        }

        return exported;
    }

    internal void Remove(ExportedObject exported)
    {
        lock (_lock) _objects.Remove(exported.Path);
    }

    /// <summary>Hands the call to its object, or answers in its place. Runs on the receive loop and never waits.</summary>
    internal void Dispatch(Message request)
    {
        if (Find(request.Path!) is { } exported) exported.Enqueue(request);
        else UnexportedPaths.Answer(new MethodContext(_connection, request));
    }

    internal IReadOnlyList<string> ChildNames(string path)
    {
        int prefixLength = path == "/" ? 1 : path.Length + 1;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (string other in _objects.Keys)
            {
                if (!ObjectPath.IsBelow(other, path)) continue;
                int slash = other.IndexOf('/', prefixLength);
                names.Add(slash < 0 ? other[prefixLength..] : other[prefixLength..slash]);
            }
        }

        return [.. names];
    }

    private ExportedObject? Find(string path)
    {
        lock (_lock)
        {
            if (_objects.TryGetValue(path, out ExportedObject? exported)) return exported;
            for (string? above = ObjectPath.Parent(path); above is not null; above = ObjectPath.Parent(above))
            {
                if (_objects.TryGetValue(above, out exported) && exported.HandlesChildPaths) return exported;
            }

            return null;
        }
    }
}
