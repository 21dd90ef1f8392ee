using BtBattery.Driver.Links;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Scanning;

/// <summary>Reads candidates side by side until told to stop, and lets go of all of them at the end.</summary>
/// <param name="open">Begins to read one candidate, and no other device.</param>
/// <param name="clock">The time.</param>
public sealed class Identification(Func<Candidate, CancellationToken, Task<IReadingSource>> open, MonotonicClock clock)
{
    /// <summary>More are not read at once: adapters hold few links, and nobody watches more rows.</summary>
    public const int MostCandidates = 8;

    /// <summary>From one view to the next.</summary>
    /// <value>1 s</value>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    /// <summary>Reads until cancelled.</summary>
    /// <param name="candidates">Which.</param>
    /// <param name="show">Takes the rows, again and again, and the time since the start.</param>
    /// <param name="cancellationToken">Ends it; that is the usual end and no failure.</param>
    /// <returns>True if any candidate gave a value.</returns>
    public async Task<bool> RunAsync(
        IReadOnlyList<Candidate> candidates, Action<IReadOnlyList<IdentifyRow>, TimeSpan> show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var board = new IdentifyBoard(candidates);
        var started = clock.Now;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] readers = [.. candidates.Select((candidate, number) => ReadAsync(board, number, candidate, stop))];
        try
        {
            while (true)
            {
                var now = clock.Now;
                show(board.RowsAt(now), now - started);
                await Task.Delay(RefreshInterval, clock.TimeProvider, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop, or a reader met a fault, which comes out below.
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(readers);
        }

        return board.HasHadData;
    }

    private async Task ReadAsync(IdentifyBoard board, int number, Candidate candidate, CancellationTokenSource stop)
    {
        try
        {
            await using IReadingSource source = await open(candidate, stop.Token);
            while (true)
            {
                BatteryReading reading = await source.NextAsync(stop.Token);
                board.Take(number, reading, clock.Now);
            }
        }
        catch (LinkException exception)
        {
            board.Fail(number, exception.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop; the link is released by now.
        }
        catch
        {
            // A fault is not to be hidden behind the others' readings.
            await stop.CancelAsync();
            throw;
        }
    }
}
