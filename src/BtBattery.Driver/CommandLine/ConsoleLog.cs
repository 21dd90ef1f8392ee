using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary>
/// The log on standard error, one line per message: level and text. On a terminal with the time of day before it; not into a pipe, since the supervisor's log adds
/// its own. A thread of its own writes, so that a reader that does not read holds up nobody; what it has no room for is counted and told.
/// </summary>
internal sealed class ConsoleLog : ILoggerFactory, ILogger
{
    /// <summary>Lines that wait for a reader.</summary>
    public const int MostWaiting = 1000;

    /// <summary>At the end of the program no reader is waited for longer.</summary>
    private static readonly TimeSpan s_lastWait = TimeSpan.FromMilliseconds(1500);

    private readonly Func<LogLevel> _level;
    private readonly TextWriter _writer;
    private readonly bool _hasTimes;
    private readonly Queue<string> _waiting = [];
    private Thread? _thread;
    private int _lost;
    private bool _isClosed;

    /// <summary>Creates one.</summary>
    /// <param name="level">The least grave that is written; asked each time.</param>
    /// <param name="writer">Takes whole lines.</param>
    /// <param name="hasTimes">With the time of day.</param>
    public ConsoleLog(Func<LogLevel> level, TextWriter writer, bool hasTimes) => (_level, _writer, _hasTimes) = (level, writer, hasTimes);

    /// <summary>Creates one on standard error.</summary>
    /// <param name="level">The least grave that is written there.</param>
    public static ILoggerFactory Create(LogLevel level) => Create(() => level);

    /// <summary>Creates one on standard error whose threshold may change.</summary>
    /// <param name="level">The least grave that is written there; asked each time.</param>
    public static ILoggerFactory Create(Func<LogLevel> level) => new ConsoleLog(level, Console.Error, !Console.IsErrorRedirected);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one log.");

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= _level();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Add(LineOf(logLevel, formatter(state, exception), exception));
        }
    }

    /// <summary>Writes what waits, if it is read.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _isClosed = true;
            Monitor.Pulse(_waiting);
        }

        _thread?.Join(s_lastWait);
    }

    private string LineOf(LogLevel level, string message, Exception? exception)
    {
        var line = new StringBuilder();
        if (_hasTimes)
        {
            line.Append(TimeProvider.System.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        }

        line.Append(level switch
        {
            LogLevel.Trace => "trace: ",
            LogLevel.Debug => "debug: ",
            LogLevel.Information => "info: ",
            LogLevel.Warning => "warning: ",
            _ => "error: ",
        });
        line.Append(message);
        if (exception is not null)
        {
            line.Append(" | ").Append(exception.ToString().ReplaceLineEndings(" | "));
        }

        return line.Append('\n').ToString();
    }

    private void Add(string line)
    {
        lock (_waiting)
        {
            if (_waiting.Count >= MostWaiting)
            {
                _lost++;
                return;
            }

            _waiting.Enqueue(line);
            Monitor.Pulse(_waiting);
            if (_thread is null && !_isClosed)
            {
                _thread = new Thread(WriteAll) { IsBackground = true, Name = "log" };
                _thread.Start();
            }
        }
    }

    private void WriteAll()
    {
        while (Next() is string line)
        {
            try
            {
                _writer.Write(line);
            }
            catch (IOException)
            {
                // A full disk behind it; there is nowhere else to say so.
            }
        }
    }

    /// <summary>Waits for a line; null once there are no more.</summary>
    private string? Next()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0)
            {
                if (_lost > 0)
                {
                    string told = string.Create(CultureInfo.InvariantCulture, $"warning: {_lost} lines of this log were lost, because nobody read it.\n");
                    _lost = 0;
                    return told;
                }

                if (_isClosed)
                {
                    return null;
                }

                Monitor.Wait(_waiting);
            }

            return _waiting.Dequeue();
        }
    }
}
