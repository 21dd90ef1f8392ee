using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Flights;

/// <summary>A log that also goes into the flight recorders, there from <see cref="LogLevel.Debug"/> on whatever the log itself shows.</summary>
/// <remarks>
/// Links serve all batteries of the process: a line goes to the recorder whose battery it names, and to all of them if it
/// names none.
/// </remarks>
/// <param name="inner">The log.</param>
public sealed class FlightLog(ILoggerFactory inner) : ILoggerFactory
{
    private volatile FlightRecorder[] _recorders = [];

    /// <summary>From now on the lines go there, too.</summary>
    public void Add(FlightRecorder recorder) => _recorders = [.. _recorders, recorder];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Tee(this, inner.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private static bool Names(string text, FlightRecorder recorder)
    {
        string address = recorder.Address.ToString();
        return text.Contains(address, StringComparison.OrdinalIgnoreCase)
            || text.Contains(address.Replace(':', '_'), StringComparison.OrdinalIgnoreCase)
            || text.Contains(recorder.Address.Compact, StringComparison.OrdinalIgnoreCase);
    }

    private void Record(LogLevel level, string text)
    {
        FlightRecorder[] recorders = _recorders;
        bool isNamed = Array.Exists(recorders, recorder => Names(text, recorder));
        foreach (FlightRecorder recorder in recorders)
        {
            if (!isNamed || Names(text, recorder))
            {
                recorder.Log(level, text);
            }
        }
    }

    private sealed class Tee(FlightLog log, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug || inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }

            if (logLevel >= LogLevel.Debug)
            {
                string text = formatter(state, exception);
                log.Record(logLevel, exception is null ? text : $"{text} | {exception.GetType().Name}: {exception.Message}");
            }
        }
    }
}
