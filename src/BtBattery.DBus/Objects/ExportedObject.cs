namespace BtBattery.DBus;

/// <summary>One exported object: its calls wait in a queue and are answered one after the other.</summary>
internal sealed class ExportedObject : IDisposable
{
    private readonly ExportTable _table;
    private readonly DBusConnection _connection;
    private readonly IMethodHandler _handler;
    private readonly Lock _lock = new();
    private readonly Queue<Message> _waiting = [];
    private bool _isAnswering;
    private bool _isDisposed;

    internal ExportedObject(ExportTable table, DBusConnection connection, string path, IMethodHandler handler, bool handlesChildPaths)
    {
        _table = table;
        _connection = connection;
        _handler = handler;
        Path = path;
        HandlesChildPaths = handlesChildPaths;
    }

    internal string Path { get; }

    internal bool HandlesChildPaths { get; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _table.Remove(this);
    }

    /// <summary>Takes a call from the receive loop; never waits.</summary>
    internal void Enqueue(Message request)
    {
        lock (_lock)
        {
            if (_waiting.Count < _connection.Options.MaxQueuedCalls)
            {
                _waiting.Enqueue(request);
                if (_isAnswering) return;
                _isAnswering = true;
                Elsewhere.Run(AnswerAllAsync);
                return;
            }
        }

        new MethodContext(_connection, request).ReplyError(DBusErrorNames.LimitsExceeded, $"Too many calls wait for {Path}.");
    }

    private async Task AnswerAllAsync()
    {
        while (true)
        {
            Message? request;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out request))
                {
                    _isAnswering = false;
                    return;
                }
            }

            if (!_connection.IsClosed) await AnswerAsync(new MethodContext(_connection, request));
        }
    }

    private async ValueTask AnswerAsync(MethodContext context)
    {
        try
        {
            if (Volatile.Read(ref _isDisposed)) UnexportedPaths.ReplyUnknownObject(context);
            else if (!PeerInterface.TryAnswer(context)) await _handler.HandleAsync(context);
            if (!context.HasReplied && !context.IsDeferred)
                context.ReplyError(DBusErrorNames.Failed, $"{context.Request.Member} was not answered by its object.");
        }
        catch (DBusErrorException exception)
        {
            Refuse(context, exception, exception.ErrorName);
        }
        catch (DBusProtocolException exception)
        {
            Refuse(context, exception, DBusErrorNames.InvalidArgs);
        }
        catch (Exception exception) when (
            _connection.IsClosed && exception is DBusDisconnectedException or OperationCanceledException)
        {
            // The handler was told that the connection is gone; there is nobody to answer.
        }
#pragma warning disable CA1031 // Whatever a handler throws becomes an error reply and never harms the connection.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _connection.ReportHandlerException(exception, context.Request);
            Refuse(context, exception, DBusErrorNames.Failed);
        }
    }

    private static void Refuse(MethodContext context, Exception exception, string errorName)
    {
        if (!context.HasReplied) context.ReplyError(errorName, exception.Message);
    }
}
