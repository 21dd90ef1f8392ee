using BtBattery.DBus;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// The part of BlueZ's object tree that matters here: adapters, devices and their characteristics. Filled by signal
/// handlers on the receiving side of the connection, read by connectors; a lock keeps the two apart, and whoever waits
/// for a change is woken by it.
/// </summary>
internal sealed class BlueZObjects(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, Variant>>> _objects = new(StringComparer.Ordinal);

    // Null while nobody waits: each piece of an answer of a battery is a change.
    private TaskCompletionSource? _changed;

    /// <summary>Raised, on the receiving side of the connection, with the path of a device that is gone.</summary>
    public event Action<string>? DeviceRemoved;

    /// <summary>Takes one object with its interfaces and their properties, as far as they matter here.</summary>
    public void Add(string path, IEnumerable<KeyValuePair<string, Dictionary<string, Variant>>> interfaces)
    {
        lock (_lock)
        {
            foreach ((string name, Dictionary<string, Variant> properties) in interfaces)
            {
                if (name is BlueZNames.Adapter or BlueZNames.Device or BlueZNames.GattService or BlueZNames.GattCharacteristic)
                {
                    if (!_objects.TryGetValue(path, out Dictionary<string, Dictionary<string, Variant>>? known))
                    {
                        _objects[path] = known = new(StringComparer.Ordinal);
                    }

                    known[name] = properties;
                }
            }
        }

        Wake();
    }

    /// <summary>Forgets interfaces of an object, and the object with its last one.</summary>
    public void Remove(string path, IReadOnlyCollection<string> interfaces)
    {
        lock (_lock)
        {
            if (_objects.TryGetValue(path, out Dictionary<string, Dictionary<string, Variant>>? known))
            {
                foreach (string name in interfaces)
                {
                    known.Remove(name);
                }

                if (known.Count == 0)
                {
                    _objects.Remove(path);
                }
            }
        }

        Wake();
        if (interfaces.Contains(BlueZNames.Device))
        {
            DeviceRemoved?.Invoke(path);
        }
    }

    /// <summary>Takes changed properties; ignored for an object that is not kept.</summary>
    public void Change(string path, string @interface, Dictionary<string, Variant> changed, IEnumerable<string> invalidated)
    {
        lock (_lock)
        {
            if (_objects.TryGetValue(path, out Dictionary<string, Dictionary<string, Variant>>? known)
                && known.TryGetValue(@interface, out Dictionary<string, Variant>? properties))
            {
                foreach ((string name, Variant value) in changed)
                {
                    properties[name] = value;
                }

                foreach (string name in invalidated)
                {
                    properties.Remove(name);
                }
            }
        }

        Wake();
    }

    /// <summary>One property, or null when object, interface or property is not there.</summary>
    public Variant? Get(string path, string @interface, string property)
    {
        lock (_lock)
        {
            return _objects.TryGetValue(path, out Dictionary<string, Dictionary<string, Variant>>? known)
                && known.TryGetValue(@interface, out Dictionary<string, Variant>? properties)
                && properties.TryGetValue(property, out Variant value)
                ? value
                : (Variant?)null;
        }
    }

    /// <summary>A boolean property; absent counts as false.</summary>
    public bool IsTrue(string path, string @interface, string property) =>
        Get(path, @interface, property) is Variant value && value.TryGetBoolean(out bool isTrue) && isTrue;

    /// <summary>A text property, or null.</summary>
    public string? Text(string path, string @interface, string property) =>
        Get(path, @interface, property) is Variant value && value.TryGetString(out string? text) ? text : null;

    /// <summary>True while the object has that interface.</summary>
    public bool Has(string path, string @interface)
    {
        lock (_lock)
        {
            return _objects.TryGetValue(path, out Dictionary<string, Dictionary<string, Variant>>? known) && known.ContainsKey(@interface);
        }
    }

    /// <summary>Paths of the objects with that interface, below <paramref name="root"/>, in order of their names.</summary>
    public IReadOnlyList<string> Find(string @interface, string root)
    {
        lock (_lock)
        {
            return
            [
                .. _objects.Where(o => o.Value.ContainsKey(@interface) && IsBelow(o.Key, root)).Select(o => o.Key).Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Waits until <paramref name="probe"/> gives something, looking again after each change.</summary>
    /// <returns>What it gave, or null when the time was up.</returns>
    public async Task<T?> WaitForAsync<T>(Func<T?> probe, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        // Rather than WaitAsync with the token, which would go on outside the context of the caller: tests run all of this on one thread.
        using CancellationTokenRegistration waking = both.Token.UnsafeRegister(static objects => ((BlueZObjects)objects!).Wake(), this);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                _changed ??= NewSignal();
                changed = _changed.Task;
            }

            if (probe() is T found)
            {
                return found;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested)
            {
                return null;
            }

            await changed;
        }
    }

    /// <summary>Makes everybody who waits look again.</summary>
    public void Wake()
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }

    private static bool IsBelow(string path, string root) =>
        root == "/" || (path.StartsWith(root, StringComparison.Ordinal) && path.Length > root.Length && path[root.Length] == '/');

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
