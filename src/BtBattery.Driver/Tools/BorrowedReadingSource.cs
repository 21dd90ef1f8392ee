using BtBattery.Driver.Control;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tools;

/// <summary>Reads a battery over a link borrowed from its driver; gives the link back at the end, after letting go of it.</summary>
internal sealed class BorrowedReadingSource(LinkLoan loan, IReadingSource link) : IReadingSource
{
    private bool _hasLetGo;

    public BatteryAddress Address => link.Address;

    public ReadingOrigin Origin => link.Origin;

    public async Task<BatteryReading> NextAsync(CancellationToken cancellationToken)
    {
        // Two users of one battery would take each other's answers for their own: without the loan the link ends.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<BatteryReading> next = link.NextAsync(stop.Token);
        if (await Task.WhenAny(next, loan.Lost) == next)
        {
            return await next;
        }

        await stop.CancelAsync();
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await LetGoAsync();
        throw await loan.Lost;
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        await loan.DisposeAsync();
    }

    private async Task LetGoAsync()
    {
        if (!_hasLetGo)
        {
            _hasLetGo = true;
            await link.DisposeAsync();
        }
    }
}
