using BtBattery.Tests.VirtualTime;
using Microsoft.Extensions.Logging;

namespace BtBattery.World.Tests;

/// <summary>What all drivers log, with the moment.</summary>
internal sealed class WorldLog(ManualTimeProvider time, bool keepsAll) : ILoggerFactory, ILogger
{
    private const int KeptOtherwise = 40;

    private readonly List<string> _lines = [];

    /// <summary>From information on.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Lines so far, kept or not.</summary>
    public int Count { get; private set; }

    public string Tail => string.Join('\n', _lines.TakeLast(KeptOtherwise));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        Count++;
        _lines.Add($"{time.Elapsed} {logLevel}: {formatter(state, exception)}{(exception is null ? "" : " " + exception)}");
        if (!keepsAll && _lines.Count > 2 * KeptOtherwise)
        {
            _lines.RemoveRange(0, KeptOtherwise);
        }
    }

    public void Dispose()
    {
    }
}
