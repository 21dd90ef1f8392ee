using BtBattery.Driver.Control;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tools;

/// <summary>
/// Reads a battery over a link of its own until a driver begins to serve it: then it lets go of the link, and asks the driver
/// from then on. Two programs on one link would take each other's answers for their own.
/// </summary>
/// <param name="link">The link of its own.</param>
/// <param name="busAddress">Where the driver would appear.</param>
/// <param name="ask">Makes the other source.</param>
internal sealed class GivingWaySource(IReadingSource link, string busAddress, Func<RunningDriver, IReadingSource> ask) : IReadingSource
{
    private readonly CancellationTokenSource _ended = new();
    private readonly IReadingSource _link = link;
    private IReadingSource _current = link;
    private Task<RunningDriver>? _appearing;

    public BatteryAddress Address => _link.Address;

    public ReadingOrigin Origin => _current.Origin;

    public async Task<BatteryReading> NextAsync(CancellationToken cancellationToken)
    {
        if (_current == _link)
        {
            _appearing ??= RunningDriver.WaitForAsync(busAddress, Address, _ended.Token);
            using var givingUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task<BatteryReading> next = _link.NextAsync(givingUp.Token);
            await Task.WhenAny(next, _appearing);
            if (!_appearing.IsCompletedSuccessfully)
            {
                // Also when the bus was lost: its link, which goes over the same bus, tells of that.
                return await next;
            }

            await givingUp.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            _current = ask(await _appearing);
            await _link.DisposeAsync();
        }

        return await _current.NextAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _current.DisposeAsync();
        await _ended.CancelAsync();
        if (_current == _link && _appearing is { } appearing)
        {
            await ((Task)appearing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (appearing.IsCompletedSuccessfully)
            {
                await appearing.Result.DisposeAsync();
            }
        }

        _ended.Dispose();
    }
}
