using BtBattery.DBus;

namespace BtBattery.Simulator.BlueZ;

/// <summary>Short forms of answering a call.</summary>
internal static class Replies
{
    /// <summary>Who called. On a connection without a bus there is one nameless peer.</summary>
    public static string Caller(this MethodContext context) => context.Request.Sender ?? "peer";

    public static void ReplyError(this MethodContext context, DBusErrorException error) =>
        context.ReplyError(error.ErrorName, error.Message);

    public static void ReplyPath(this MethodContext context, string path)
    {
        MessageWriter reply = context.CreateReply("o");
        reply.WriteObjectPath(path);
        context.Reply(ref reply);
    }

    public static void ReplyBytes(this MethodContext context, ReadOnlySpan<byte> bytes)
    {
        MessageWriter reply = context.CreateReply("ay");
        reply.WriteByteArray(bytes);
        context.Reply(ref reply);
    }

    public static void ReplyStrings(this MethodContext context, IReadOnlyList<string> texts)
    {
        MessageWriter reply = context.CreateReply("as");
        reply.WriteStringArray([.. texts]);
        context.Reply(ref reply);
    }
}
