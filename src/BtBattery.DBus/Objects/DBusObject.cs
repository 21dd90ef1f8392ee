namespace BtBattery.DBus;

/// <summary>
/// An object in declarative form: its interfaces with methods, properties and signals. It answers the standard interfaces itself.
/// Declare it completely, then give it to <see cref="ObjectTree.Add"/>.
/// </summary>
public sealed class DBusObject : IMethodHandler
{
    // Replaced as a whole at each change, so that reading needs no lock.
    private DBusInterface[] _interfaces = [];

    /// <summary>Creates an object without interfaces.</summary>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    public DBusObject(string path)
    {
        if (!ObjectPath.IsValid(path)) throw new ArgumentException($"'{path}' is not an object path.", nameof(path));
        Path = path;
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    internal IReadOnlyList<DBusInterface> Interfaces => Volatile.Read(ref _interfaces);

    /// <summary>The tree it is part of; null if it is not exported.</summary>
    internal ObjectTree? Tree { get; private set; }

    /// <summary>
    /// Adds an interface to an object that is not exported yet. For one that is, see <see cref="ObjectTree.AddInterface"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not valid, or the object has the interface already.</exception>
    /// <exception cref="InvalidOperationException">The object is exported.</exception>
    public DBusInterface AddInterface(string name)
    {
        if (Tree is not null) throw new InvalidOperationException($"The object {Path} is exported: use ObjectTree.AddInterface.");
        var added = new DBusInterface(name);
        Attach(added);
        return added;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(MethodContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Message request = context.Request;
        if (FindMethod(request) is { } method)
        {
            if (request.Signature != method.InSignature)
            {
                context.ReplyInvalidArgs(method.InSignature);
                return ValueTask.CompletedTask;
            }

            context.ReplySignature = method.OutSignature;
            return method.Handler(context);
        }

        if (!StandardMethods.TryAnswer(this, context))
        {
            bool hasInterface = request.Interface is not { } name || StandardMethods.Has(this, name) || FindInterface(name) is not null;
            if (hasInterface) context.ReplyUnknownMethod();
            else context.ReplyUnknownInterface();
        }

        return ValueTask.CompletedTask;
    }

    internal DBusInterface? FindInterface(string name) => Array.Find(Volatile.Read(ref _interfaces), other => other.Name == name);

    internal void Attach(DBusInterface added)
    {
        if (FindInterface(added.Name) is not null)
            throw new ArgumentException($"The object {Path} has the interface {added.Name} already.", nameof(added));
        Volatile.Write(ref _interfaces, [.. _interfaces, added]);
    }

    internal bool Detach(string interfaceName)
    {
        DBusInterface[] rest = Array.FindAll(_interfaces, other => other.Name != interfaceName);
        bool isFound = rest.Length < _interfaces.Length;
        Volatile.Write(ref _interfaces, rest);
        return isFound;
    }

    internal void EnterTree(ObjectTree tree)
    {
        if (Tree is not null) throw new InvalidOperationException($"The object {Path} is exported already.");
        Tree = tree;
        foreach (DBusInterface declared in _interfaces) declared.Freeze();
    }

    internal void LeaveTree() => Tree = null;

    // A call without interface goes to the first one that has the method.
    private DBusInterface.Method? FindMethod(Message request)
    {
        foreach (DBusInterface candidate in Interfaces)
        {
            if (request.Interface is not null && request.Interface != candidate.Name) continue;
            if (candidate.FindMethod(request.Member!) is { } method) return method;
        }

        return null;
    }
}
