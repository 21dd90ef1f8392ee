using BtBattery.Bms;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tools;

/// <summary>Connects as the connector inside does, and keeps what a reader wants to know of it: the device's name, the last failure.</summary>
/// <param name="inner">Makes the links.</param>
/// <param name="named">Told the name of the device when it becomes known, and when it has another.</param>
public sealed class NotingConnector(IGattConnector inner, Action<string>? named = null) : IGattConnector
{
    // Written by the poller, read by whoever is asked; the problem is kept as an object so that it is read whole.
    private volatile string? _name;
    private volatile LinkException? _lastFailure;

    /// <summary>The name the device advertises; null while it was not connected, or if it has none.</summary>
    public string? Name => _name;

    /// <summary>Why the last attempt to connect failed; null if it did not.</summary>
    public LinkProblem? LastFailure => _lastFailure?.Problem;

    /// <inheritdoc/>
    public event Action<BatteryAddress>? Heard
    {
        add => inner.Heard += value;
        remove => inner.Heard -= value;
    }

    /// <inheritdoc/>
    public RadioFacts FactsOf(BatteryAddress address) => inner.FactsOf(address);

    /// <inheritdoc/>
    public async Task<IGattLink> ConnectAsync(BatteryAddress address, IReadOnlyList<GattProfile> profiles, CancellationToken cancellationToken)
    {
        try
        {
            IGattLink link = await inner.ConnectAsync(address, profiles, cancellationToken);
            if (link.Name is { } name && name != _name)
            {
                _name = name;
                named?.Invoke(name);
            }

            _lastFailure = null;
            return link;
        }
        catch (LinkException exception)
        {
            _lastFailure = exception;
            throw;
        }
    }
}
