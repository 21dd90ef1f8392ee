namespace BtBattery.DBus;

/// <summary>org.freedesktop.DBus.Peer, which every path of a connection has.</summary>
internal static class PeerInterface
{
    // The place of the specification's reference implementation, and where its older versions keep it.
    private static readonly string[] MachineIdFiles = ["/etc/machine-id", "/var/lib/dbus/machine-id"];

    /// <summary>Answers the call if it is for this interface.</summary>
    internal static bool TryAnswer(MethodContext context)
    {
        Message request = context.Request;
        if (request.Interface != StandardInterfaces.Peer) return false;
        if (request.Member is not ("Ping" or "GetMachineId")) context.ReplyUnknownMethod();
        else if (request.Signature.Length > 0) context.ReplyInvalidArgs("");
        else if (request.Member == "Ping") context.Reply();
        else ReplyMachineId(context);
        return true;
    }

    private static void ReplyMachineId(MethodContext context)
    {
        if (ReadMachineId() is not { } id)
        {
            context.ReplyError(DBusErrorNames.NotSupported, "This machine has no id.");
            return;
        }

        MessageWriter reply = context.CreateReply("s");
        reply.WriteString(id);
        context.Reply(ref reply);
    }

    private static string? ReadMachineId()
    {
        foreach (string file in MachineIdFiles)
        {
            try
            {
                string id = File.ReadAllText(file).Trim();
                if (id.Length == 32 && id.All(char.IsAsciiHexDigit)) return id;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next place may have it.
            }
        }

        return null;
    }
}
