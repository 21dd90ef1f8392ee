namespace BtBattery.DBus;

/// <summary>One method call that is being answered.</summary>
public sealed class MethodContext
{
    private const int MaxErrorTextLength = 4096;

    private bool _hasReplied;

    internal MethodContext(DBusConnection connection, Message request)
    {
        Connection = connection;
        Request = request;
    }

    /// <summary>The call.</summary>
    public Message Request { get; }

    /// <summary>The connection it came over.</summary>
    public DBusConnection Connection { get; }

    /// <summary>Signalled when the connection is closed: nobody waits for the answer any more.</summary>
    public CancellationToken ConnectionClosed => Connection.Closing;

    /// <summary>True once an answer or an error was given.</summary>
    public bool HasReplied => Volatile.Read(ref _hasReplied);

    /// <summary>The signature that the answer must have; null if any is right.</summary>
    internal string? ReplySignature { get; set; }

    private bool IsReplyExpected => !Request.Flags.HasFlag(MessageFlags.NoReplyExpected);

    /// <summary>Starts an answer, which is given with <see cref="Reply(ref MessageWriter)"/> or disposed of.</summary>
    /// <param name="signature">Types of the values that will be written.</param>
    public MessageWriter CreateReply(string signature = "") => new(new MessageHeader(MessageType.MethodReturn)
    {
        ReplySerial = Request.Serial,
        Destination = Request.Sender,
        Signature = signature,
        Flags = MessageFlags.NoReplyExpected,
    });

    /// <summary>Gives the answer and takes the buffer of the writer. Nothing is sent if the caller wants no answer or is gone.</summary>
    /// <exception cref="InvalidOperationException">
    /// The call has been answered, values are missing, or the answer has not the declared signature.
    /// </exception>
    public void Reply(ref MessageWriter reply)
    {
        if (ReplySignature is { } signature && reply.Header.Type == MessageType.MethodReturn && reply.Header.Signature != signature)
            throw new InvalidOperationException($"The answer has the signature '{reply.Header.Signature}', declared is '{signature}'.");
        if (reply.Header.ReplySerial != Request.Serial) throw new InvalidOperationException("This is not an answer to the call.");
        reply.Finish(serial: 1); // Errors of the program come before the call counts as answered.
        if (Interlocked.Exchange(ref _hasReplied, true)) throw new InvalidOperationException("The call has been answered already.");
        if (!IsReplyExpected)
        {
            reply.Dispose();
            return;
        }

        try
        {
            Connection.Send(ref reply);
        }
        catch (DBusDisconnectedException)
        {
            // The caller is gone with the bus; the loss is reported by the connection.
        }
    }

    /// <summary>
    /// The answer comes later, from any thread, or never: the handler may return without one, and the next call of the object
    /// is taken meanwhile.
    /// </summary>
    public void Defer() => IsDeferred = true;

    /// <summary>True once the handler said that it answers later.</summary>
    internal bool IsDeferred { get; private set; }

    /// <summary>Gives an answer without values.</summary>
    /// <exception cref="InvalidOperationException">The call has been answered already, or values are declared.</exception>
    public void Reply()
    {
        MessageWriter reply = CreateReply();
        Reply(ref reply);
    }

    /// <summary>Refuses the call.</summary>
    /// <param name="errorName">Name of the error, for instance one of <see cref="DBusErrorNames"/>.</param>
    /// <param name="message">A sentence for people. What cannot stand in a D-Bus string is replaced; a very long text is cut.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    /// <exception cref="InvalidOperationException">The call has been answered already.</exception>
    public void ReplyError(string errorName, string message)
    {
        ArgumentNullException.ThrowIfNull(errorName);
        var reply = new MessageWriter(new MessageHeader(MessageType.Error)
        {
            ErrorName = errorName,
            ReplySerial = Request.Serial,
            Destination = Request.Sender,
            Signature = "s",
            Flags = MessageFlags.NoReplyExpected,
        });
        reply.WriteString(Sendable(message));
        Reply(ref reply);
    }

    /// <summary>Refuses the call because the object has no such interface.</summary>
    public void ReplyUnknownInterface() =>
        ReplyError(DBusErrorNames.UnknownInterface, $"The object {Request.Path} has no interface {Request.Interface}.");

    /// <summary>Refuses the call because there is no such method.</summary>
    public void ReplyUnknownMethod() => ReplyError(
        DBusErrorNames.UnknownMethod, $"There is no method {Request.Member} in {Request.Interface ?? "any interface"} of {Request.Path}.");

    /// <summary>Refuses the call because its arguments are not of the wanted types.</summary>
    public void ReplyInvalidArgs(string wantedSignature) => ReplyError(
        DBusErrorNames.InvalidArgs, $"{Request.Member} takes arguments of the types '{wantedSignature}', not '{Request.Signature}'.");

    /// <summary>Answers Introspect of org.freedesktop.DBus.Introspectable.</summary>
    /// <param name="interfaces">Interfaces of the object; Peer and Introspectable are added to them.</param>
    /// <param name="children">Names of the nodes directly below; null for those of the exported objects.</param>
    /// <exception cref="InvalidOperationException">The call has been answered already.</exception>
    public void ReplyIntrospection(IReadOnlyList<DBusInterface> interfaces, IReadOnlyList<string>? children = null)
    {
        MessageWriter reply = CreateReply("s");
        reply.WriteString(IntrospectionXml.Write(
            [.. interfaces.Select(declared => declared.Describe())], children ?? Connection.ChildNames(Request.Path!)));
        Reply(ref reply);
    }

    private static string Sendable(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        string cut = text.Length <= MaxErrorTextLength ? text : text[..MaxErrorTextLength];

        // Encoding and decoding replaces lone surrogates, which the cut may have made too.
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(cut)).Replace('\0', '\uFFFD');
    }
}
