using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings;

/// <summary>Follows the number of a service. Clients read it once, when the service comes: so the service leaves the bus, takes the new one, and comes back.</summary>
/// <param name="service">Whose number it is.</param>
/// <param name="logger">Told.</param>
internal sealed class InstanceWatch(PublishedService service, ILogger logger) : IDisposable
{
    private int _published = service.Instance;

    /// <summary>Waits until there is a number, and publishes it; before the service is on the bus for the first time.</summary>
    /// <returns>False if nobody published it.</returns>
    public async Task<bool> TakeFirstAsync(CancellationToken cancellationToken)
    {
        if (service.Settings is not { } settings)
        {
            return true;
        }

        int instance = await settings.WaitForInstanceAsync(cancellationToken);
        return instance == _published || await TakeAsync(instance, cancellationToken);
    }

    /// <summary>Begins to follow it; what changed before counts as well.</summary>
    public void Follow()
    {
        if (service.Settings is not { } settings)
        {
            return;
        }

        settings.InstanceChanged -= OnChanged;
        settings.InstanceChanged += OnChanged;
        if (settings.Instance is { } instance && instance != _published)
        {
            OnChanged(instance);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => service.Settings?.InstanceChanged -= OnChanged;

    private void OnChanged(int instance)
    {
        logger.LogInformation("The settings give instance {Instance} to this service: it leaves the bus for a moment and comes back with it.", instance);
        service.Publisher.ComeBackWith(TakeAsync);
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        int instance = service.Settings!.Instance!.Value;
        if (!await TakeAsync(instance, cancellationToken) && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Instance {Instance} was not taken: the service comes back with the one it had.", instance);
        }
    }

    private async Task<bool> TakeAsync(int instance, CancellationToken cancellationToken)
    {
        bool isTaken = await service.TakeInstance(instance, cancellationToken);
        if (isTaken)
        {
            _published = instance;
        }

        return isTaken;
    }
}
