using System.Text;

namespace BtBattery.DBus;

/// <summary>
/// An interface with its methods, properties and signals: part of a <see cref="DBusObject"/>, declared before the object is exported,
/// or the description that a handler of its own gives with <see cref="MethodContext.ReplyIntrospection"/>.
/// </summary>
public sealed class DBusInterface
{
    private readonly Dictionary<string, Method> _methods = [];
    private readonly Dictionary<string, Property> _properties = [];
    private readonly Dictionary<string, Signal> _signals = [];
    private bool _isFrozen;

    /// <summary>Creates an interface without members.</summary>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public DBusInterface(string name)
    {
        if (!InterfaceName.IsValid(name)) throw new ArgumentException($"'{name}' is not an interface name.", nameof(name));
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    internal IEnumerable<KeyValuePair<string, Property>> Properties => _properties;

    /// <summary>Declares a method.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="inSignature">Types of its arguments; other calls are refused with InvalidArgs before the handler runs.</param>
    /// <param name="outSignature">Types of its results; another answer of the handler is an error of the handler.</param>
    /// <param name="handler">Answers a call, as <see cref="IMethodHandler.HandleAsync"/> does.</param>
    /// <param name="inNames">Names of the arguments for the introspection.</param>
    /// <param name="outNames">Names of the results for the introspection.</param>
    /// <exception cref="ArgumentException">A name or signature is not valid, or the method is declared already.</exception>
    /// <exception cref="InvalidOperationException">The object has been exported.</exception>
    public void AddMethod(
        string name,
        string inSignature,
        string outSignature,
        Func<MethodContext, ValueTask> handler,
        IReadOnlyList<string>? inNames = null,
        IReadOnlyList<string>? outNames = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        CheckDeclaration(name, inSignature, inNames);
        CheckDeclaration(name, outSignature, outNames);
        _methods.Add(name, new Method(inSignature, outSignature, handler, inNames, outNames));
    }

    /// <summary>Declares a property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="signature">Its type, one complete type.</param>
    /// <param name="get">
    /// Gives its value, from any thread. The default value of <see cref="Variant"/> means that the property does not exist at present.
    /// </param>
    /// <param name="set">
    /// Takes a new value of the right type, or throws <see cref="DBusErrorException"/> to refuse it; null if it cannot be written.
    /// </param>
    /// <param name="emitsChanged">True if PropertiesChanged follows a write, and for the introspection every other change too.</param>
    /// <exception cref="ArgumentException">A name or signature is not valid, or the property is declared already.</exception>
    /// <exception cref="InvalidOperationException">The object has been exported.</exception>
    public void AddProperty(string name, string signature, Func<Variant> get, Action<Variant>? set = null, bool emitsChanged = true)
    {
        ArgumentNullException.ThrowIfNull(get);
        CheckDeclaration(name, signature, null);
        if (!DBusSignature.IsSingleType(signature))
            throw new ArgumentException($"The type '{signature}' of the property {name} is not one complete type.", nameof(signature));
        _properties.Add(name, new Property(signature, get, set, emitsChanged));
    }

    /// <summary>Declares a signal for the introspection.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="signature">Types of its arguments.</param>
    /// <param name="names">Names of its arguments.</param>
    /// <exception cref="ArgumentException">A name or signature is not valid, or the signal is declared already.</exception>
    /// <exception cref="InvalidOperationException">The object has been exported.</exception>
    public void AddSignal(string name, string signature, IReadOnlyList<string>? names = null)
    {
        CheckDeclaration(name, signature, names);
        _signals.Add(name, new Signal(signature, names));
    }

    internal Method? FindMethod(string name) => _methods.GetValueOrDefault(name);

    internal Property? FindProperty(string name) => _properties.GetValueOrDefault(name);

    /// <summary>No more declarations: from now on it is read by several threads.</summary>
    internal void Freeze() => _isFrozen = true;

    internal string Describe()
    {
        var xml = new StringBuilder(" <interface name=\"").Append(Name).Append("\">\n");
        foreach ((string name, Method method) in _methods)
        {
            xml.Append("  <method name=\"").Append(name).Append("\">");
            IntrospectionXml.AppendArguments(xml, method.InSignature, method.InNames, "in");
            IntrospectionXml.AppendArguments(xml, method.OutSignature, method.OutNames, "out");
            xml.Append("</method>\n");
        }

        foreach ((string name, Property property) in _properties)
        {
            xml.Append("  <property name=\"").Append(name).Append("\" type=\"").Append(property.Signature);
            xml.Append("\" access=\"").Append(property.Set is null ? "read" : "readwrite").Append("\">");
            if (!property.EmitsChanged)
                xml.Append("<annotation name=\"org.freedesktop.DBus.Property.EmitsChangedSignal\" value=\"false\"/>");
            xml.Append("</property>\n");
        }

        foreach ((string name, Signal signal) in _signals)
        {
            xml.Append("  <signal name=\"").Append(name).Append("\">");
            IntrospectionXml.AppendArguments(xml, signal.Signature, signal.Names, direction: null);
            xml.Append("</signal>\n");
        }

        return xml.Append(" </interface>\n").ToString();
    }

    private void CheckDeclaration(string name, string signature, IReadOnlyList<string>? argumentNames)
    {
        if (_isFrozen) throw new InvalidOperationException($"The interface {Name} is exported; nothing can be added to it.");
        if (!MemberName.IsValid(name)) throw new ArgumentException($"'{name}' is not a member name.", nameof(name));
        if (!DBusSignature.IsValid(signature)) throw new ArgumentException($"'{signature}' is not a signature.", nameof(signature));
        if (argumentNames is not null && !argumentNames.All(MemberName.IsValid))
            throw new ArgumentException($"An argument name of {name} is not a valid name.", nameof(argumentNames));
    }

    internal sealed record Method(
        string InSignature,
        string OutSignature,
        Func<MethodContext, ValueTask> Handler,
        IReadOnlyList<string>? InNames,
        IReadOnlyList<string>? OutNames);

    internal sealed record Property(string Signature, Func<Variant> Get, Action<Variant>? Set, bool EmitsChanged)
    {
        /// <summary>The value; the default value if the property does not exist at present.</summary>
        internal Variant Read(string name)
        {
            Variant value = Get();
            if (value.HasValue && value.Signature != Signature)
                throw new InvalidOperationException($"The property {name} is declared '{Signature}' but has a '{value.Signature}'.");
            return value;
        }
    }

    private sealed record Signal(string Signature, IReadOnlyList<string>? Names);
}
