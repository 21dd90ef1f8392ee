using BtBattery.DBus;

namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>A property of an exported interface.</summary>
/// <param name="Name">Property name.</param>
/// <param name="Signature">Type of its value.</param>
/// <param name="Get">The value; null while the object has no such property, as a device outside discovery has no RSSI.</param>
/// <param name="Set">Takes a value of the right type, or throws the error to send; null = read-only.</param>
internal sealed record ExportedProperty(string Name, string Signature, Func<Variant?> Get, Action<Variant>? Set = null);
