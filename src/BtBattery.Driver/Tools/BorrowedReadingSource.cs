using BtBattery.Driver.Control;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tools;

/// <summary>Reads a battery over a link borrowed from its driver; gives the link back at the end, after letting go of it.</summary>
internal sealed class BorrowedReadingSource(LinkLoan loan, IReadingSource link) : IReadingSource
{
    public BatteryAddress Address => link.Address;

    public ReadingOrigin Origin => link.Origin;

    public Task<BatteryReading> NextAsync(CancellationToken cancellationToken) => link.NextAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await link.DisposeAsync();
        await loan.DisposeAsync();
    }
}
