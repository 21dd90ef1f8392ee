using BtBattery.Driver.Publish;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings;

/// <summary>Follows the number of a service. Clients read it once, when the service comes: so the service leaves the bus, takes the new one, and comes back.</summary>
internal sealed class InstanceWatch : IDisposable
{
    private readonly IDeviceSettings _settings;
    private readonly Publisher _publisher;
    private readonly Func<int, CancellationToken, Task<bool>> _takeAsync;
    private readonly ILogger _logger;

    /// <summary>Begins to follow it.</summary>
    /// <param name="settings">Where it is kept.</param>
    /// <param name="publisher">Has the service on the bus.</param>
    /// <param name="takeAsync">Publishes another number; false if nobody did.</param>
    /// <param name="logger">Told.</param>
    public InstanceWatch(IDeviceSettings settings, Publisher publisher, Func<int, CancellationToken, Task<bool>> takeAsync, ILogger logger)
    {
        (_settings, _publisher, _takeAsync, _logger) = (settings, publisher, takeAsync, logger);
        settings.InstanceChanged += OnChanged;
    }

    /// <inheritdoc/>
    public void Dispose() => _settings.InstanceChanged -= OnChanged;

    private void OnChanged(int instance)
    {
        _logger.LogInformation("The settings give instance {Instance} to this service: it leaves the bus for a moment and comes back with it.", instance);
        _publisher.ComeBackWith(TakeAsync);
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        int instance = _settings.Instance!.Value;
        if (!await _takeAsync(instance, cancellationToken) && !cancellationToken.IsCancellationRequested)
        {
            _logger.LogWarning("Instance {Instance} was not taken: the service comes back with the one it had.", instance);
        }
    }
}
