using System.Diagnostics.CodeAnalysis;

namespace BtBattery.DBus;

/// <summary>
/// A connection to a message bus, or to one peer. Calls, signals and exported objects share it; every method may be called from any
/// thread. When it is lost it stays lost: <see cref="Disconnected"/> says so once, every waiting call fails at once, and whoever wants
/// to go on connects anew.
/// </summary>
/// <remarks>
/// One task reads and one task writes. Signal handlers run on the reading task in the order of arrival and must not block. Method
/// handlers run elsewhere, in order for each exported object. Without a <see cref="SynchronizationContext"/> all of that is on the
/// thread pool; one that is current while connecting gets all of it, and everything awaited here goes on in the context of its caller.
/// </remarks>
public sealed partial class DBusConnection : IAsyncDisposable
{
    private const string InstanceReason = "A message belongs to the connection it is sent over.";

    // The longest that every timer takes.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly Stream _stream;
    private readonly DBusConnectionOptions _options;
    private readonly SendQueue _sendQueue;
    private readonly PendingCalls _calls;
    private readonly ExportTable _exports;
    private readonly Subscriptions _subscriptions;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<DBusDisconnectedException> _disconnected =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DBusDisconnectedException? _closed;
    private uint _lastSerial;

    private DBusConnection(Stream stream, DBusConnectionOptions options)
    {
        _stream = stream;
        _options = options;
        _sendQueue = new SendQueue(stream, options.MaxQueuedBytes);
        _calls = new PendingCalls(options.TimeProvider);
        _exports = new ExportTable(this);
        _subscriptions = new Subscriptions(this);
        Objects = new ObjectTree(this);
    }

    /// <summary>The name the bus gave to this connection, such as ":1.42"; "" when there is no bus.</summary>
    public string UniqueName { get; private set; } = "";

    /// <summary>The id of the server, 32 hexadecimal digits; "" when the authentication was skipped.</summary>
    public string ServerGuid { get; private set; } = "";

    /// <summary>Completes exactly once, with the reason, when the connection is closed by whomever; never faults.</summary>
    public Task<DBusDisconnectedException> Disconnected => _disconnected.Task;

    /// <summary>
    /// Calls that were given up here, by their deadline or by cancellation, and that the called program has not answered since. A bus keeps a place for each
    /// (dbus-daemon: max_replies_per_connection, 128 on the system bus) and answers every further call with LimitsExceeded once there is none left.
    /// </summary>
    public int UnansweredCalls => _calls.AbandonedCount;

    /// <summary>The objects exported in declarative form.</summary>
    public ObjectTree Objects { get; }

    internal DBusConnectionOptions Options => _options;

    /// <summary>Signalled when the connection is closed.</summary>
    internal CancellationToken Closing => _closing.Token;

    internal bool IsClosed => Volatile.Read(ref _closed) is not null;

    /// <summary>Starts a method call. The writer is sent with <see cref="CallAsync(ref MessageWriter, TimeSpan?, CancellationToken)"/>
    /// or <see cref="Send"/>, or disposed of.</summary>
    /// <param name="destination">Bus name to call; null without a bus.</param>
    /// <param name="path">Object path.</param>
    /// <param name="interface">Interface; null leaves the choice to the called object.</param>
    /// <param name="member">Method.</param>
    /// <param name="signature">Types of the arguments that will be written.</param>
    /// <param name="flags">Flags of the message.</param>
    /// <exception cref="ArgumentException">A name, the path or the signature is not valid.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = InstanceReason)]
    public MessageWriter CreateMethodCall(
        string? destination, string path, string? @interface, string member, string signature = "", MessageFlags flags = MessageFlags.None)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(member);
        return new(new MessageHeader(MessageType.MethodCall)
        {
            Destination = destination,
            Path = path,
            Interface = @interface,
            Member = member,
            Signature = signature,
            Flags = flags,
        });
    }

    /// <summary>Starts a signal, which is sent with <see cref="Send"/> or disposed of.</summary>
    /// <param name="path">The object that emits.</param>
    /// <param name="interface">Interface of the signal.</param>
    /// <param name="member">Name of the signal.</param>
    /// <param name="signature">Types of the arguments that will be written.</param>
    /// <param name="destination">The only receiver; null for everybody who subscribed.</param>
    /// <exception cref="ArgumentException">A name, the path or the signature is not valid.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = InstanceReason)]
    public MessageWriter CreateSignal(string path, string @interface, string member, string signature = "", string? destination = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(@interface);
        ArgumentNullException.ThrowIfNull(member);
        return new(new MessageHeader(MessageType.Signal)
        {
            Destination = destination,
            Path = path,
            Interface = @interface,
            Member = member,
            Signature = signature,
        });
    }

    /// <summary>Queues a message and takes the buffer of the writer. Never waits.</summary>
    /// <exception cref="InvalidOperationException">Arguments are missing.</exception>
    /// <exception cref="DBusDisconnectedException">The connection is closed, or is closed now because the peer does not read.</exception>
    public void Send(ref MessageWriter message) => Enqueue(ref message, NextSerial());

    /// <summary>Sends a call and waits for its answer.</summary>
    /// <param name="message">The call; its buffer is taken.</param>
    /// <param name="timeout">
    /// Deadline; null for <see cref="DBusConnectionOptions.CallTimeout"/>, <see cref="Timeout.InfiniteTimeSpan"/> for none.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting; the called side does not learn of it.</param>
    /// <returns>The answer. It fails with <see cref="DBusErrorException"/> for an error reply, <see cref="DBusTimeoutException"/> at the
    /// deadline and <see cref="DBusDisconnectedException"/> if the connection is or gets closed.</returns>
    /// <exception cref="InvalidOperationException">Arguments are missing, or it is not a call that expects an answer.</exception>
    public Task<Message> CallAsync(ref MessageWriter message, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Call(ref message, timeout, onAnswer: null, cancellationToken);

    /// <summary>Sends a call without arguments and waits for its answer.</summary>
    /// <inheritdoc cref="CallAsync(ref MessageWriter, TimeSpan?, CancellationToken)"/>
    public Task<Message> CallAsync(
        string? destination,
        string path,
        string? @interface,
        string member,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        MessageWriter call = CreateMethodCall(destination, path, @interface, member);
        return CallAsync(ref call, timeout, cancellationToken);
    }

    /// <summary>Sends a call whose answer takes its place among the signals: what is applied in <paramref name="onAnswer"/> can neither
    /// overwrite what a later signal said nor be overwritten by an earlier one.</summary>
    /// <param name="message">The call; its buffer is taken.</param>
    /// <param name="onAnswer">Sees the answer on the receive loop, before any signal that came after it; must not block.</param>
    /// <param name="timeout">As for <see cref="CallAsync(ref MessageWriter, TimeSpan?, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">As for <see cref="CallAsync(ref MessageWriter, TimeSpan?, CancellationToken)"/>.</param>
    /// <returns>The answer, after <paramref name="onAnswer"/> has seen it; fails as
    /// <see cref="CallAsync(ref MessageWriter, TimeSpan?, CancellationToken)"/> does.</returns>
    /// <exception cref="InvalidOperationException">Arguments are missing, or it is not a call that expects an answer.</exception>
    public Task<Message> CallAsync(
        ref MessageWriter message, Action<Message> onAnswer, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onAnswer);
        return Call(ref message, timeout, onAnswer, cancellationToken);
    }

    /// <summary>Completes when everything sent so far has been written to the stream.</summary>
    /// <exception cref="DBusDisconnectedException">The connection is or gets closed.</exception>
    /// <exception cref="DBusTimeoutException">The peer did not take it within <see cref="DBusConnectionOptions.CallTimeout"/>.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        Task written = _sendQueue.FlushAsync();
        try
        {
            await written.WaitAsync(_options.CallTimeout, _options.TimeProvider, cancellationToken);
        }
        catch (OperationCanceledException) when (written.IsCanceled)
        {
            throw (await Disconnected).Again(); // Only closing cancels it; a failed write closes a moment later.
        }
        catch (TimeoutException exception)
        {
            throw new DBusTimeoutException("The peer did not read within the deadline.", exception);
        }
    }

    /// <summary>Exports an object.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="handler">Answers its calls, one after the other.</param>
    /// <param name="handlesChildPaths">True if it also answers for every path below that has no object of its own.</param>
    /// <returns>Dispose of it to take the object back; what is called from then on is answered with UnknownObject.</returns>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    /// <exception cref="InvalidOperationException">There is an object at the path already.</exception>
    public IDisposable Export(string path, IMethodHandler handler, bool handlesChildPaths = false)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!ObjectPath.IsValid(path)) throw new ArgumentException($"'{path}' is not an object path.", nameof(path));
        return _exports.Add(path, handler, handlesChildPaths);
    }

    /// <summary>Closes the connection at once. What was sent just before may be lost: see <see cref="FlushAsync"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Close(new DBusDisconnectedException("The connection was closed by this program."));
        return ValueTask.CompletedTask;
    }

    /// <summary>Children of a path among the exported ones: the next element of each path below, sorted.</summary>
    internal IReadOnlyList<string> ChildNames(string path) => _exports.ChildNames(path);

    /// <summary>Sends a call; <paramref name="onAnswer"/> sees the answer on the receive loop, in its place among the signals.</summary>
    internal Task<Message> Call(
        ref MessageWriter message, TimeSpan? timeout, Action<Message>? onAnswer, CancellationToken cancellationToken)
    {
        if (message.Header.Type != MessageType.MethodCall || message.Header.Flags.HasFlag(MessageFlags.NoReplyExpected))
            throw new InvalidOperationException("Only a method call that expects a reply can be waited for.");
        TimeSpan deadline = timeout ?? _options.CallTimeout;
        if (deadline != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(deadline, TimeSpan.Zero, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deadline, LongestTimeout, nameof(timeout));
        uint serial = NextSerial();
        message.Finish(serial); // Errors of the program come first, before anything waits.
        if (cancellationToken.IsCancellationRequested)
        {
            message.Dispose();
            return Task.FromCanceled<Message>(cancellationToken);
        }

        var call = new PendingCall(serial, message.Header, onAnswer is null ? null : answer => RunHandler(onAnswer, answer));
        _calls.Add(call, deadline, cancellationToken);
        try
        {
            Enqueue(ref message, serial);
        }
        catch (DBusDisconnectedException exception)
        {
            _calls.Fail(call, exception);
        }

        return WaitAsync(call.Task);
    }

    /// <summary>Runs foreign code on the receive loop, which must survive it.</summary>
    internal void RunHandler(Action<Message> handler, Message message)
    {
        try
        {
            handler(message);
        }
#pragma warning disable CA1031 // A fault of one handler is reported and must not reach the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ReportHandlerException(exception, message);
        }
    }

    /// <summary>Reports an exception of a handler; a report that fails closes the connection, so that it cannot go unseen.</summary>
    internal void ReportHandlerException(Exception exception, Message message)
    {
        try
        {
            _options.OnHandlerException?.Invoke(exception, message);
        }
#pragma warning disable CA1031 // Whatever the callback throws, the loops of the connection must end in an orderly way.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Close(new DBusDisconnectedException($"The handler of exceptions failed: {failure.Message}", failure));
        }
    }

    /// <summary>Closes the connection; only the first call does something.</summary>
    internal void Close(DBusDisconnectedException reason)
    {
        if (Interlocked.CompareExchange(ref _closed, reason, null) is not null) return;
        _sendQueue.Close();
        Elsewhere.Cancel(_closing);
        _calls.Close(reason);
        _disconnected.TrySetResult(reason);
        _stream.Dispose();
    }

    // A task that callers may combine with others: see Elsewhere.
    private static async Task<Message> WaitAsync(Task<Message> answer) => await answer;

    private void Enqueue(ref MessageWriter message, uint serial)
    {
        int length = message.Finish(serial).Length;
        if (Volatile.Read(ref _closed) is { } closed)
        {
            message.Dispose();
            throw closed.Again();
        }

        if (_sendQueue.TryAdd(message.Detach(), length)) return;
        var reason = new DBusDisconnectedException(
            $"The peer does not read: more than {_options.MaxQueuedBytes} bytes wait to be sent.");
        Close(reason);
        throw reason.Again();
    }

    private uint NextSerial()
    {
        uint serial = Interlocked.Increment(ref _lastSerial);
        return serial != 0 ? serial : Interlocked.Increment(ref _lastSerial);
    }
}
