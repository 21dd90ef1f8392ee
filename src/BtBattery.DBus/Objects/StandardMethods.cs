namespace BtBattery.DBus;

/// <summary>Introspectable, Properties and ObjectManager of a <see cref="DBusObject"/>.</summary>
internal static class StandardMethods
{
    private const string ManagedObjectsSignature = "a{oa{sa{sv}}}";

    /// <summary>True if the object has this standard interface.</summary>
    internal static bool Has(DBusObject target, string interfaceName) =>
        interfaceName is StandardInterfaces.Introspectable or StandardInterfaces.Properties
        || (interfaceName == StandardInterfaces.ObjectManager && IsManager(target));

    /// <summary>Answers the call if it is for a method of a standard interface.</summary>
    internal static bool TryAnswer(DBusObject target, MethodContext context)
    {
        Message request = context.Request;
        if (request.Interface is { } name && !Has(target, name)) return false;
        switch (request.Interface, request.Member)
        {
            case (null or StandardInterfaces.Introspectable, "Introspect"):
                if (HasArguments(context, "")) Introspect(target, context);
                return true;
            case (null or StandardInterfaces.Properties, "Get"):
                if (HasArguments(context, "ss")) Get(target, context);
                return true;
            case (null or StandardInterfaces.Properties, "GetAll"):
                if (HasArguments(context, "s")) GetAll(target, context);
                return true;
            case (null or StandardInterfaces.Properties, "Set"):
                if (HasArguments(context, "ssv")) Set(target, context);
                return true;
            case (null or StandardInterfaces.ObjectManager, "GetManagedObjects") when IsManager(target):
                if (HasArguments(context, "")) GetManagedObjects(target, context);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the interfaces of an object with their properties, "a{sa{sv}}".</summary>
    internal static void WriteInterfaces(ref MessageWriter writer, IReadOnlyList<DBusInterface> interfaces)
    {
        ArrayStart start = writer.WriteArrayStart(DBusType.DictEntry);
        foreach (DBusInterface declared in interfaces)
        {
            writer.WriteStructStart();
            writer.WriteString(declared.Name);
            WriteProperties(ref writer, declared);
        }

        writer.WriteArrayEnd(start);
    }

    private static bool IsManager(DBusObject target) => target.Tree?.IsManagerRoot(target.Path) ?? false;

    private static bool HasArguments(MethodContext context, string signature)
    {
        if (context.Request.Signature == signature) return true;
        context.ReplyInvalidArgs(signature);
        return false;
    }

    private static void Introspect(DBusObject target, MethodContext context)
    {
        var descriptions = new List<string> { IntrospectionXml.Properties };
        if (IsManager(target)) descriptions.Add(IntrospectionXml.ObjectManager);
        descriptions.AddRange(target.Interfaces.Select(declared => declared.Describe()));
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(IntrospectionXml.Write(descriptions, context.Connection.ChildNames(target.Path)));
        context.Reply(ref reply);
    }

    private static void Get(DBusObject target, MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        (DBusInterface.Property property, string name) = FindProperty(target, arguments.ReadString(), arguments.ReadString());
        Variant value = property.Read(name);
        if (!value.HasValue) throw new DBusErrorException(DBusErrorNames.UnknownProperty, $"The property {name} has no value at present.");
        MessageWriter reply = context.CreateReply("v");
        reply.WriteVariant(value);
        context.Reply(ref reply);
    }

    private static void GetAll(DBusObject target, MethodContext context)
    {
        MessageWriter reply = context.CreateReply("a{sv}");
        string interfaceName = context.Request.GetReader().ReadString();
        if (interfaceName.Length == 0)
        {
            // The empty name means every interface.
            ArrayStart start = reply.WriteArrayStart(DBusType.DictEntry);
            foreach (DBusInterface declared in target.Interfaces) WriteEntries(ref reply, declared);
            reply.WriteArrayEnd(start);
        }
        else if (Has(target, interfaceName) || interfaceName == StandardInterfaces.Peer)
        {
            reply.WriteVariantDictionary([]);
        }
        else
        {
            WriteProperties(ref reply, FindInterface(target, interfaceName));
        }

        context.Reply(ref reply);
    }

    private static void Set(DBusObject target, MethodContext context)
    {
        MessageReader arguments = context.Request.GetReader();
        string interfaceName = arguments.ReadString();
        (DBusInterface.Property property, string name) = FindProperty(target, interfaceName, arguments.ReadString());
        if (property.Set is not { } set)
            throw new DBusErrorException(DBusErrorNames.PropertyReadOnly, $"The property {name} cannot be written.");
        Variant value = arguments.ReadVariant();
        if (value.Signature != property.Signature)
        {
            throw new DBusErrorException(
                DBusErrorNames.InvalidArgs, $"The property {name} is of the type '{property.Signature}', not '{value.Signature}'.");
        }

        set(value);

        // Before the answer, so that a caller who then reads what it has heard of the property reads the new value.
        if (property.EmitsChanged && target.Tree is { } tree && interfaceName.Length > 0)
            tree.EmitPropertiesChanged(target, interfaceName, (name, property.Read(name)));
        context.Reply();
    }

    private static void GetManagedObjects(DBusObject target, MethodContext context)
    {
        MessageWriter reply = context.CreateReply(ManagedObjectsSignature);
        ArrayStart start = reply.WriteArrayStart(DBusType.DictEntry);
        foreach (DBusObject managed in target.Tree?.ObjectsBelow(target.Path) ?? [])
        {
            reply.WriteStructStart();
            reply.WriteObjectPath(managed.Path);
            WriteInterfaces(ref reply, managed.Interfaces);
        }

        reply.WriteArrayEnd(start);
        context.Reply(ref reply);
    }

    private static void WriteProperties(ref MessageWriter writer, DBusInterface declared)
    {
        ArrayStart start = writer.WriteArrayStart(DBusType.DictEntry);
        WriteEntries(ref writer, declared);
        writer.WriteArrayEnd(start);
    }

    private static void WriteEntries(ref MessageWriter writer, DBusInterface declared)
    {
        foreach ((string name, DBusInterface.Property property) in declared.Properties)
        {
            Variant value = property.Read(name);
            if (!value.HasValue) continue;
            writer.WriteStructStart();
            writer.WriteString(name);
            writer.WriteVariant(value);
        }
    }

    private static DBusInterface FindInterface(DBusObject target, string name) => target.FindInterface(name)
        ?? throw new DBusErrorException(DBusErrorNames.UnknownInterface, $"The object {target.Path} has no interface {name}.");

    // With the empty interface name the first property of that name is meant, as the specification allows.
    private static (DBusInterface.Property Property, string Name) FindProperty(DBusObject target, string interfaceName, string name)
    {
        DBusInterface.Property? property = interfaceName.Length > 0
            ? FindInterface(target, interfaceName).FindProperty(name)
            : target.Interfaces.Select(declared => declared.FindProperty(name)).FirstOrDefault(found => found is not null);
        if (property is null)
            throw new DBusErrorException(DBusErrorNames.UnknownProperty, $"The object {target.Path} has no property {name}.");
        return (property, name);
    }
}
