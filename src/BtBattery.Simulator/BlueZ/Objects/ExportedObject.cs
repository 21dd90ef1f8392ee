namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>One object of the daemon: a path and its interfaces.</summary>
internal sealed record ExportedObject(string Path, IReadOnlyList<ExportedInterface> Interfaces)
{
    public bool HasProperties => Interfaces.Any(each => each.Properties.Count > 0);

    public ExportedInterface? Find(string name) => Interfaces.FirstOrDefault(each => each.Name == name);
}
