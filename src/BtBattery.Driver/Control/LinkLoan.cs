using BtBattery.Driver.Links;

namespace BtBattery.Driver.Control;

/// <summary>The Bluetooth link of a battery, borrowed from the driver that serves it; prolonged until it is given back.</summary>
internal sealed class LinkLoan : IAsyncDisposable
{
    private static readonly TimeSpan s_prolongEvery = LinkLease.Longest / 3;

    private readonly RunningDriver _driver;
    private readonly CancellationTokenSource _returned = new();
    private readonly TaskCompletionSource<LinkException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _prolonging;

    private LinkLoan(RunningDriver driver, string who, TimeProvider timeProvider)
    {
        _driver = driver;
        _prolonging = ProlongAsync(who, timeProvider);
    }

    /// <summary>Ends when the link can be kept no longer, with the reason: whoever has it must let go, since the driver will connect again.</summary>
    public Task<LinkException> Lost => _lost.Task;

    /// <summary>Borrows the link.</summary>
    /// <param name="driver">The driver; the loan disposes of it, also when it comes to nothing.</param>
    /// <param name="who">Who borrows, in words.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LinkException">The driver does not lend it, with the reason.</exception>
    public static async Task<LinkLoan> TakeAsync(RunningDriver driver, string who, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        try
        {
            return await driver.ReleaseAsync(who, LinkLease.Longest, cancellationToken) is string problem
                ? throw new LinkException(LinkProblem.InUse, $"The running driver does not release {driver.Address}: {problem}")
                : new LinkLoan(driver, who, timeProvider);
        }
        catch
        {
            await driver.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the link back; the driver connects at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _returned.CancelAsync();
        await _prolonging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _driver.ResumeAsync();
        await _driver.DisposeAsync();
        _returned.Dispose();
    }

    private async Task ProlongAsync(string who, TimeProvider timeProvider)
    {
        while (true)
        {
            await Task.Delay(s_prolongEvery, timeProvider, _returned.Token);
            try
            {
                if (await _driver.ReleaseAsync(who, LinkLease.Longest, _returned.Token) is string problem)
                {
                    throw new LinkException(LinkProblem.InUse, $"The running driver wants the link of {_driver.Address} back: {problem}");
                }
            }
            catch (LinkException exception)
            {
                _lost.TrySetResult(exception);
                return;
            }
        }
    }
}
