using BtBattery.DBus;

namespace BtBattery.Driver.Publish;

/// <summary>Answers com.victronenergy.BusItem and introspection for the whole tree: root, branches and leaves.</summary>
internal sealed class BusItemHandler(ItemTree tree, Action beforeRead, Func<string, ItemValue, CancellationToken, Task<bool>> write) : IMethodHandler
{
    // Codes of velib_python's SetValue.
    private const int Accepted = 0;
    private const int NotWritableOrWrongType = 1;
    private const int Refused = 2;

    public async ValueTask HandleAsync(MethodContext context)
    {
        Message request = context.Request;
        string path = request.Path!;
        bool isKnown = tree.Find(path) is not null || tree.ChildrenOf(path) is not null;
        if (!isKnown)
        {
            context.ReplyError(DBusErrorNames.UnknownObject, $"There is no object {path}.");
            return;
        }

        switch (request.Interface, request.Member)
        {
            case ("org.freedesktop.DBus.Introspectable" or null, "Introspect") when HasSignature(context, ""):
                ReplyIntrospection(context, path);
                break;
            case (BusItem.Interface or null, "GetItems") when path == "/" && HasSignature(context, ""):
                ReplyItems(context);
                break;
            case (BusItem.Interface or null, "GetValue") when HasSignature(context, ""):
                ReplyValue(context, path);
                break;
            case (BusItem.Interface or null, "GetText") when HasSignature(context, ""):
                ReplyText(context, path);
                break;
            case (BusItem.Interface or null, "SetValue") when HasSignature(context, "v"):
                await SetValueAsync(context, path);
                break;
            default:
                if (!context.HasReplied)
                {
                    context.ReplyUnknownMethod();
                }

                break;
        }
    }

    private static bool HasSignature(MethodContext context, string expected)
    {
        if (context.Request.Signature == expected)
        {
            return true;
        }

        context.ReplyInvalidArgs(expected);
        return false;
    }

    private void ReplyItems(MethodContext context)
    {
        MessageWriter reply = context.CreateReply("a{sa{sv}}");
        lock (tree.Sync)
        {
            beforeRead();
            BusItem.WriteItems(ref reply, tree.Items);
            context.Reply(ref reply);
        }
    }

    private void ReplyValue(MethodContext context, string path)
    {
        MessageWriter reply = context.CreateReply("v");
        lock (tree.Sync)
        {
            beforeRead();
            if (tree.Find(path) is Item item)
            {
                BusItem.WriteValue(ref reply, item.Value);
            }
            else
            {
                reply.WriteVariantSignature("a{sv}");
                ArrayStart entries = reply.WriteArrayStart(DBusType.DictEntry);
                foreach ((string relativePath, Item below) in tree.Below(path))
                {
                    reply.WriteStructStart();
                    reply.WriteString(relativePath);
                    BusItem.WriteValue(ref reply, below.Value);
                }

                reply.WriteArrayEnd(entries);
            }

            context.Reply(ref reply);
        }
    }

    private void ReplyText(MethodContext context, string path)
    {
        Item? item = tree.Find(path);
        MessageWriter reply = context.CreateReply(item is null ? "v" : "s");
        lock (tree.Sync)
        {
            beforeRead();
            if (item is not null)
            {
                reply.WriteString(item.Text);
            }
            else
            {
                reply.WriteVariantSignature("a{ss}");
                ArrayStart entries = reply.WriteArrayStart(DBusType.DictEntry);
                foreach ((string relativePath, Item below) in tree.Below(path))
                {
                    reply.WriteStructStart();
                    reply.WriteString(relativePath);
                    reply.WriteString(below.Text);
                }

                reply.WriteArrayEnd(entries);
            }

            context.Reply(ref reply);
        }
    }

    private async ValueTask SetValueAsync(MethodContext context, string path)
    {
        int code = await WriteAsync(path, context.Request.GetReader().ReadVariant(), context.ConnectionClosed);
        MessageWriter reply = context.CreateReply("i");
        reply.WriteInt32(code);
        context.Reply(ref reply);
    }

    private async Task<int> WriteAsync(string path, Variant written, CancellationToken cancellationToken)
    {
        if (tree.Find(path) is not Item item || !tree.IsWritable(path) || BusItem.Read(written, item.Kind) is not ItemValue value)
        {
            return NotWritableOrWrongType;
        }

        return await write(path, value, cancellationToken) ? Accepted : Refused;
    }

    private void ReplyIntrospection(MethodContext context, string path)
    {
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(IntrospectionXml.Write([BusItem.Describe(tree.Find(path) is not null, path == "/")], [.. tree.ChildrenOf(path) ?? []]));
        context.Reply(ref reply);
    }
}
