using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>The adapters BlueZ has.</summary>
internal static class Adapters
{
    /// <summary>The path of the preferred adapter of those that are there and switched on.</summary>
    /// <exception cref="LinkException"><see cref="LinkProblem.NoAdapter"/> or <see cref="LinkProblem.AdapterOff"/>.</exception>
    public static string Find(BlueZObjects objects, AdapterPreference preference)
    {
        IReadOnlyList<string> usable = Order(objects, preference);
        return usable.FirstOrDefault(path => IsOn(objects, path)) ?? throw Off(objects, usable);
    }

    /// <summary>The paths of the adapters that are there and may be used, the preferred one first.</summary>
    /// <exception cref="LinkException"><see cref="LinkProblem.NoAdapter"/>: there is none.</exception>
    public static IReadOnlyList<string> Order(BlueZObjects objects, AdapterPreference preference)
    {
        IReadOnlyList<string> there = objects.Find(BlueZNames.Adapter, BlueZNames.Namespace);
        IReadOnlyList<string> usable = preference.Order(there, path => Identify(objects, path).Name, path => Identify(objects, path).Address);
        if (usable.Count > 0)
        {
            return usable;
        }

        string wanted = string.Join(" or ", preference.Wanted.Select(one => $"'{one}'"));
        string others = string.Join(", ", there.Select(path => Identify(objects, path)));
        throw new LinkException(
            LinkProblem.NoAdapter,
            preference.IsAny ? "BlueZ has no Bluetooth adapter."
                : others.Length == 0 ? $"BlueZ has no Bluetooth adapter {wanted}, and no other."
                : $"BlueZ has no Bluetooth adapter {wanted}, only {others}.");
    }

    /// <summary>That none of these adapters is switched on.</summary>
    public static LinkException Off(BlueZObjects objects, IReadOnlyList<string> usable) => new(
        LinkProblem.AdapterOff,
        $"The Bluetooth adapter {string.Join(" and ", usable.Select(path => Identify(objects, path).Name))} {(usable.Count > 1 ? "are" : "is")} switched off.");

    /// <summary>Why an adapter cannot be used; null if it is there and switched on.</summary>
    public static LinkException? TroubleWith(BlueZObjects objects, string path) =>
        IsOn(objects, path) ? null
            : objects.Has(path, BlueZNames.Adapter) ? Off(objects, [path])
            : new LinkException(LinkProblem.NoAdapter, $"The Bluetooth adapter {Identify(objects, path).Name} was pulled out.");

    /// <summary>Fails unless the adapter is there and switched on.</summary>
    /// <exception cref="LinkException"><see cref="LinkProblem.NoAdapter"/> or <see cref="LinkProblem.AdapterOff"/>.</exception>
    public static void Require(BlueZObjects objects, string path)
    {
        if (TroubleWith(objects, path) is LinkException trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Name and address of the adapter with that path.</summary>
    public static AdapterIdentity Identify(BlueZObjects objects, string path) =>
        new(path[(path.LastIndexOf('/') + 1)..], objects.Text(path, BlueZNames.Adapter, "Address") ?? "");

    /// <summary>True while the adapter is there and switched on.</summary>
    public static bool IsOn(BlueZObjects objects, string path) => objects.IsTrue(path, BlueZNames.Adapter, "Powered");
}
