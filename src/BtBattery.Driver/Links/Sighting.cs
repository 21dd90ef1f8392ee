using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Links;

/// <summary>An advertisement of a battery that was heard.</summary>
/// <param name="Adapter">The adapter that heard it.</param>
/// <param name="Rssi">How strongly, in dBm: -60 is near, -90 about the end.</param>
/// <param name="At">When the Bluetooth service told of it, which is the moment of the advertisement but for milliseconds.</param>
public sealed record Sighting(AdapterIdentity Adapter, int Rssi, MonotonicTime At);
