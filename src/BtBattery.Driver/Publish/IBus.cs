namespace BtBattery.Driver.Publish;

/// <summary>
/// The narrow seam to D-Bus: one connection that serves one name. What stands behind it can be exchanged without
/// touching the table, the loop or the tests of either.
/// </summary>
public interface IBus : IAsyncDisposable
{
    /// <summary>Completes once with the reason when the connection is lost.</summary>
    Task<string> Lost { get; }

    /// <summary>Exports every path of the tree, then requests the name.</summary>
    /// <param name="name">Well-known name.</param>
    /// <param name="tree">Paths and values; read under its lock whenever a client asks.</param>
    /// <param name="beforeRead">Called, with the tree's lock held, before a client is told a value.</param>
    /// <param name="write">Asked when a client writes a writable path; true = taken.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BusException">The bus is gone, or somebody else owns the name.</exception>
    Task ClaimAsync(
        string name, ItemTree tree, Action beforeRead, Func<string, ItemValue, CancellationToken, Task<bool>> write, CancellationToken cancellationToken);

    /// <summary>Sends all changes of a turn in one signal. The caller holds the tree's lock. Nothing happens on a lost bus.</summary>
    void Publish(IReadOnlyCollection<Item> changed);
}
