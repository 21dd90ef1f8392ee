namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>One interface of an exported object.</summary>
internal sealed record ExportedInterface(string Name, IReadOnlyList<ExportedMethod> Methods, IReadOnlyList<ExportedProperty> Properties)
{
    /// <summary>The property of that name; null for none.</summary>
    public ExportedProperty? Find(string name)
    {
        for (int i = 0; i < Properties.Count; i++)
        {
            if (Properties[i].Name == name) return Properties[i];
        }
        return null;
    }
}
