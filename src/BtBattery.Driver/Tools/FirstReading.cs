namespace BtBattery.Driver.Tools;

/// <summary>Waits for one reading that is worth showing.</summary>
public static class FirstReading
{
    /// <summary>
    /// The first complete reading with data; earlier, one that says why there will be none; at the end of the time whatever
    /// there is, null for nothing.
    /// </summary>
    /// <exception cref="Links.LinkException">There can be no reading.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<BatteryReading?> WaitAsync(
        IReadingSource source, TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        BatteryReading? latest = null;
        try
        {
            while (true)
            {
                latest = await source.NextAsync(both.Token);
                if (latest.HasData ? latest.IsComplete : latest.NeedsOwner || latest.ProblemKind.IsOfThisMachine)
                {
                    return latest;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return latest;
        }
    }
}
