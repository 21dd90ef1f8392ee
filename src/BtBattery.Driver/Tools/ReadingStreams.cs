using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;

namespace BtBattery.Driver.Tools;

/// <summary>Writes the readings of one or more batteries as lines, each battery at its own pace.</summary>
/// <param name="open">Opens a battery, by its place among the addresses.</param>
/// <param name="write">Writes a line; false when nobody reads any more.</param>
/// <param name="interval">From one reading of a battery to the next; also the pause before a battery is opened anew.</param>
/// <param name="clock">The time; the wall clock of its provider goes into the lines.</param>
public sealed class ReadingStreams(
    Func<int, CancellationToken, Task<IReadingSource>> open, Func<string, bool> write, TimeSpan interval, MonotonicClock clock)
{
    private readonly Lock _lock = new();
    private bool _isReaderGone;

    /// <summary>True once a line had data.</summary>
    public bool HadData { get; private set; }

    /// <summary>Writes until cancelled, until nobody reads any more, or until there were so many lines of each battery.</summary>
    /// <param name="addresses">The batteries.</param>
    /// <param name="count">Lines of each battery; 0 for no end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LinkException">A battery could not even be opened at the start.</exception>
    public async Task RunAsync(IReadOnlyList<BatteryAddress> addresses, int count, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> running = [.. addresses.Select((address, index) => RunAsync(address, index, count, stop))];
        try
        {
            while (running.Count > 0)
            {
                Task ended = await Task.WhenAny(running);
                running.Remove(ended);
                await ended;
            }
        }
        catch (OperationCanceledException) when (_isReaderGone && !cancellationToken.IsCancellationRequested)
        {
            // That is how such a program is ended by whoever reads it.
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task RunAsync(BatteryAddress address, int index, int count, CancellationTokenSource stop)
    {
        int written = 0;
        bool isFirst = true;
        while (true)
        {
            try
            {
                await using IReadingSource source = await open(index, stop.Token);
                isFirst = false;
                do
                {
                    Write(await source.NextAsync(stop.Token), stop);
                    written++;
                }
                while (written != count);

                return;
            }
            catch (LinkException exception) when (!isFirst)
            {
                // The driver that was asked has ended, perhaps for a restart.
                Write(new BatteryReading { Address = address, Origin = ReadingOrigin.Driver, Problem = exception.Message, ProblemKind = new(exception.Problem, null) }, stop);
                if (++written == count)
                {
                    return;
                }
            }

            await Task.Delay(interval, clock.TimeProvider, stop.Token);
        }
    }

    private void Write(BatteryReading reading, CancellationTokenSource stop)
    {
        string line = StreamLine.Write(reading, clock.TimeProvider.GetUtcNow());
        lock (_lock)
        {
            if (!_isReaderGone && write(line))
            {
                HadData |= reading.HasData;
                return;
            }

            _isReaderGone = true;
        }

        stop.Cancel();
        stop.Token.ThrowIfCancellationRequested();
    }
}
