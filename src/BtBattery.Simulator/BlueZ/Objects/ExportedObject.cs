using BtBattery.DBus;

namespace BtBattery.Simulator.BlueZ.Objects;

/// <summary>One object of the daemon: a path and its interfaces.</summary>
internal sealed record ExportedObject(string Path, IReadOnlyList<ExportedInterface> Interfaces)
{
    public bool HasProperties { get; } = Interfaces.Any(each => each.Properties.Count > 0);

    /// <summary>The interface of that name; null for none.</summary>
    public ExportedInterface? Find(string name)
    {
        for (int i = 0; i < Interfaces.Count; i++)
        {
            if (Interfaces[i].Name == name) return Interfaces[i];
        }
        return null;
    }

    /// <summary>The method that a call is for, whatever its interface if it names none; null for none.</summary>
    public ExportedMethod? Find(Message call)
    {
        foreach (ExportedInterface face in Interfaces)
        {
            if (call.Interface is not null && face.Name != call.Interface) continue;
            foreach (ExportedMethod method in face.Methods)
            {
                if (method.Name == call.Member && method.InSignature == call.Signature) return method;
            }
        }
        return null;
    }
}
