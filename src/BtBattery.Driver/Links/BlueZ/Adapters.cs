namespace BtBattery.Driver.Links.BlueZ;

/// <summary>Which of BlueZ's adapters is used.</summary>
internal static class Adapters
{
    /// <summary>The path of an adapter that is there and switched on.</summary>
    /// <param name="objects">What BlueZ has.</param>
    /// <param name="adapter">Its name (<c>hci0</c>) or address; null for the first one.</param>
    /// <exception cref="LinkException"><see cref="LinkProblem.NoAdapter"/> or <see cref="LinkProblem.AdapterOff"/>.</exception>
    public static string Find(BlueZObjects objects, string? adapter)
    {
        IReadOnlyList<string> adapters = objects.Find(BlueZNames.Adapter, BlueZNames.Namespace);
        string? found = adapter is null
            ? adapters.Count > 0 ? adapters[0] : null
            : adapters.FirstOrDefault(path => path.EndsWith("/" + adapter, StringComparison.OrdinalIgnoreCase)
                || string.Equals(objects.Text(path, BlueZNames.Adapter, "Address"), adapter, StringComparison.OrdinalIgnoreCase));
        if (found is null)
        {
            throw new LinkException(
                LinkProblem.NoAdapter,
                adapter is null ? "BlueZ has no Bluetooth adapter." : $"BlueZ has no Bluetooth adapter '{adapter}'.");
        }

        return IsOn(objects, found)
            ? found
            : throw new LinkException(LinkProblem.AdapterOff, $"The Bluetooth adapter {found[(found.LastIndexOf('/') + 1)..]} is switched off.");
    }

    /// <summary>Name and address of the adapter with that path.</summary>
    public static AdapterIdentity Identify(BlueZObjects objects, string path) =>
        new(path[(path.LastIndexOf('/') + 1)..], objects.Text(path, BlueZNames.Adapter, "Address") ?? "");

    /// <summary>True while the adapter is there and switched on.</summary>
    public static bool IsOn(BlueZObjects objects, string path) => objects.IsTrue(path, BlueZNames.Adapter, "Powered");
}
