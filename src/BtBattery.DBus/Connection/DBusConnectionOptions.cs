namespace BtBattery.DBus;

/// <summary>How a connection behaves.</summary>
public sealed class DBusConnectionOptions
{
    /// <summary>The clock of every deadline.</summary>
    /// <value>The system clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Deadline of a call that names none.</summary>
    /// <value>25 seconds, as in the reference implementation.</value>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Deadline of connecting: socket, authentication and greeting together.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>True if the other end is not a bus: no greeting, no names, no match rules; subscriptions match locally.</summary>
    /// <value>False.</value>
    public bool IsPeerToPeer { get; init; }

    /// <summary>True to start with messages at once, for streams that need no authentication.</summary>
    /// <value>False.</value>
    public bool SkipAuthentication { get; init; }

    /// <summary>Bytes that may wait to be sent. A peer that stops reading is given up when they are exceeded.</summary>
    /// <value>64 MiB.</value>
    public int MaxQueuedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Calls that may wait for one exported object; further ones are answered with LimitsExceeded.</summary>
    /// <value>4096.</value>
    public int MaxQueuedCalls { get; init; } = 4096;

    /// <summary>
    /// Told of an exception in a signal handler, or of an unexpected one in a method handler (which also becomes an error reply),
    /// with the message it happened for. If this callback throws, the connection is closed with that exception as the cause.
    /// </summary>
    /// <value>Null: exceptions in signal handlers are dropped.</value>
    public Action<Exception, Message>? OnHandlerException { get; init; }
}
