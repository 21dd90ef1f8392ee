using BtBattery.Driver.CommandLine;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tests.CommandLine;

public sealed class ConsoleLogTests
{
    [Fact]
    public void A_line_has_level_text_and_the_exception_in_one_line()
    {
        var written = new StringWriter();
        using (var log = new ConsoleLog(() => LogLevel.Information, written, hasTimes: false))
        {
            ILogger logger = log.CreateLogger("any");
            logger.LogInformation("{Cells} cells", 16);
            logger.LogWarning(new InvalidOperationException("first\nsecond"), "odd");
            logger.LogCritical("end");
        }

        Assert.Equal("info: 16 cells\nwarning: odd | System.InvalidOperationException: first | second\nerror: end\n", written.ToString());
    }

    [Fact]
    public void The_threshold_is_asked_each_time()
    {
        var written = new StringWriter();
        LogLevel level = LogLevel.Warning;
        using (var log = new ConsoleLog(() => level, written, hasTimes: false))
        {
            log.LogInformation("no");
            Assert.False(log.IsEnabled(LogLevel.Debug));
            level = LogLevel.Debug;
            Assert.True(log.IsEnabled(LogLevel.Debug));
            Assert.False(log.IsEnabled(LogLevel.None));
            log.LogDebug("yes");
        }

        Assert.Equal("debug: yes\n", written.ToString());
    }

    [Fact]
    public void On_a_terminal_the_time_comes_first()
    {
        var written = new StringWriter();
        using (var log = new ConsoleLog(() => LogLevel.Trace, written, hasTimes: true))
        {
            log.LogTrace("here");
        }

        Assert.Matches("^[0-2][0-9]:[0-5][0-9]:[0-5][0-9] trace: here\n$", written.ToString());
    }

    [Fact]
    public void A_reader_that_does_not_read_holds_up_nobody_and_what_is_lost_is_told()
    {
        const int TooMany = 25;
        using var written = new StuckWriter();
        using (var log = new ConsoleLog(() => LogLevel.Information, written, hasTimes: false))
        {
            log.LogInformation("first");
            written.Stuck.WaitOne();
            for (int i = 0; i < ConsoleLog.MostWaiting + TooMany; i++)
            {
                log.LogInformation("line");
            }

            written.Read.Set();
        }

        Assert.Equal(1 + ConsoleLog.MostWaiting, written.Lines.Count(line => line.StartsWith("info: ", StringComparison.Ordinal)));
        Assert.Equal($"warning: {TooMany} lines of this log were lost, because nobody read it.\n", written.Lines[^1]);
    }

    [Fact]
    public void A_disk_that_is_full_does_not_end_the_log()
    {
        using var written = new StuckWriter { IsFull = true };
        written.Read.Set();
        using (var log = new ConsoleLog(() => LogLevel.Information, written, hasTimes: false))
        {
            log.LogInformation("lost");
            written.Stuck.WaitOne();
            written.IsFull = false;
            log.LogInformation("kept");
        }

        Assert.Contains("info: kept\n", written.Lines);
    }

    private sealed class StuckWriter : StringWriter
    {
        /// <summary>Somebody wants to write.</summary>
        public AutoResetEvent Stuck { get; } = new(initialState: false);

        /// <summary>What is written is read.</summary>
        public ManualResetEvent Read { get; } = new(initialState: false);

        public List<string> Lines { get; } = [];

        public volatile bool IsFull;

        public override void Write(string? value)
        {
            bool isFull = IsFull;
            Stuck.Set();
            Read.WaitOne();
            if (isFull)
            {
                throw new IOException("No space left on device");
            }

            Lines.Add(value!);
        }

        protected override void Dispose(bool disposing)
        {
            Stuck.Dispose();
            Read.Dispose();
            base.Dispose(disposing);
        }
    }
}
