namespace BtBattery.DBus;

/// <summary>Answers calls to paths without an object: those above objects can be introspected, the others do not exist.</summary>
internal static class UnexportedPaths
{
    internal static void Answer(MethodContext context)
    {
        if (PeerInterface.TryAnswer(context)) return;
        Message request = context.Request;
        IReadOnlyList<string> children = context.Connection.ChildNames(request.Path!);
        bool isIntrospection = request.Member == "Introspect" && request.Interface is null or StandardInterfaces.Introspectable;
        if (children.Count == 0 || !isIntrospection)
        {
            ReplyUnknownObject(context);
        }
        else if (request.Signature.Length > 0)
        {
            context.ReplyInvalidArgs("");
        }
        else
        {
            MessageWriter reply = context.CreateReply("s");
            reply.WriteString(IntrospectionXml.Write([], children));
            context.Reply(ref reply);
        }
    }

    internal static void ReplyUnknownObject(MethodContext context) =>
        context.ReplyError(DBusErrorNames.UnknownObject, $"There is no object at {context.Request.Path}.");
}
