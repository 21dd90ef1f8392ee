using BtBattery.DBus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Publish;

/// <summary>Answers com.victronenergy.BusItem and introspection for the whole tree: root, branches and leaves.</summary>
/// <param name="tree">The paths with their values.</param>
/// <param name="beforeRead">Called, with the tree's lock held, before a client is told a value.</param>
/// <param name="write">Asked when a client writes a writable path; true = taken.</param>
/// <param name="logger">Told of a write that failed for a fault of the program.</param>
internal sealed class BusItemHandler(ItemTree tree, Action beforeRead, Func<string, ItemValue, CancellationToken, Task<bool>> write, ILogger logger) : IMethodHandler
{
    // Codes of velib_python's SetValue.
    private const int Accepted = 0;
    private const int NotWritableOrWrongType = 1;
    private const int Refused = 2;

    /// <summary>Writes that wait for each other. A screen has one under way; each takes 2 s at most, and clients wait for 25 s.</summary>
    private const int MostWaiting = 8;

    private Task _lastWrite = Task.CompletedTask;
    private int _waiting;

    public ValueTask HandleAsync(MethodContext context)
    {
        Message request = context.Request;
        string path = request.Path!;
        bool isKnown = tree.Find(path) is not null || tree.Below(path).Any();
        if (!isKnown)
        {
            context.ReplyError(DBusErrorNames.UnknownObject, $"There is no object {path}.");
            return ValueTask.CompletedTask;
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
                SetValue(context, path);
                break;
            case (BusItem.Interface or null, "GetMin") when tree.IsSetting(path) && HasSignature(context, ""):
                ReplyRange(context, path, range => range.Min);
                break;
            case (BusItem.Interface or null, "GetMax") when tree.IsSetting(path) && HasSignature(context, ""):
                ReplyRange(context, path, range => range.Max);
                break;
            case (BusItem.Interface or null, "GetDefault") when tree.IsSetting(path) && HasSignature(context, ""):
                ReplyRange(context, path, range => range.Default);
                break;
            default:
                if (!context.HasReplied)
                {
                    context.ReplyUnknownMethod();
                }

                break;
        }

        return ValueTask.CompletedTask;
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

    private void ReplyRange(MethodContext context, string path, Func<ItemRange, ItemValue> bound)
    {
        ItemRange? range;
        lock (tree.Sync)
        {
            range = tree.Find(path)?.Range;
        }

        MessageWriter reply = context.CreateReply("v");
        BusItem.WriteValue(ref reply, range is { } known ? bound(known) : ItemValue.Invalid);
        context.Reply(ref reply);
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

    private void SetValue(MethodContext context, string path)
    {
        Variant written = context.Request.GetReader().ReadVariant();
        if (tree.Find(path) is not Item item || !tree.IsWritable(path) || Read(path, written, item.Kind) is not ItemValue value)
        {
            ReplyCode(context, NotWritableOrWrongType);
        }
        else if (Volatile.Read(ref _waiting) >= MostWaiting)
        {
            ReplyCode(context, Refused);
        }
        else
        {
            // Whoever decides may take its time, and others read meanwhile. Writes keep their order.
            context.Defer();
            Interlocked.Increment(ref _waiting);
            _lastWrite = WriteAsync(_lastWrite, context, path, value);
        }
    }

    private async Task WriteAsync(Task before, MethodContext context, string path, ItemValue value)
    {
        await before;
        try
        {
            ReplyCode(context, await write(path, value, context.ConnectionClosed) ? Accepted : Refused);
        }
        catch (OperationCanceledException) when (context.ConnectionClosed.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
#pragma warning disable CA1031 // Nobody awaits this task: without an answer the client would wait out its deadline, and the fault would be told nowhere.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "{Path} could not be written.", path);
            context.ReplyError(DBusErrorNames.Failed, $"{path} could not be written: {exception.Message}");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static void ReplyCode(MethodContext context, int code)
    {
        MessageWriter reply = context.CreateReply("i");
        reply.WriteInt32(code);
        context.Reply(ref reply);
    }

    /// <summary>A setting may be cleared; of any other path the invalid marker is a value of the wrong type.</summary>
    private ItemValue? Read(string path, Variant written, ItemKind kind) =>
        BusItem.IsInvalidMarker(written) && tree.IsSetting(path) ? ItemValue.Invalid : BusItem.Read(written, kind);

    private void ReplyIntrospection(MethodContext context, string path)
    {
        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(IntrospectionXml.Write([BusItem.Describe(tree.Find(path) is not null, path == "/", tree.IsSetting(path))], [.. tree.ChildrenOf(path) ?? []]));
        context.Reply(ref reply);
    }
}
