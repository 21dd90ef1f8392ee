using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace BtBattery.Driver.CommandLine;

/// <summary>The log on standard error.</summary>
internal static class ConsoleLog
{
    /// <summary>Creates one.</summary>
    /// <param name="level">The least grave that is written there.</param>
    public static ILoggerFactory Create(LogLevel level) => Create(() => level);

    /// <summary>Creates one whose threshold may change.</summary>
    /// <param name="level">The least grave that is written there; asked each time.</param>
    public static ILoggerFactory Create(Func<LogLevel> level) =>
        LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter(messageLevel => messageLevel >= level())
            .AddConsole(console =>
            {
                console.FormatterName = PlainFormatter.FormatterName;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            })
            .Services.AddSingleton<ConsoleFormatter, PlainFormatter>());
}
