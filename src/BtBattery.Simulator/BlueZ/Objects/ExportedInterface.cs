namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>One interface of an exported object.</summary>
internal sealed record ExportedInterface(string Name, IReadOnlyList<ExportedMethod> Methods, IReadOnlyList<ExportedProperty> Properties);
