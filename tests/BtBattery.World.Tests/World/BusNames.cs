using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>Who owns which well-known name, and who waits for it (D-Bus specification, "Message Bus Names").</summary>
/// <param name="changed">Told of each change: name, owner before, owner now.</param>
internal sealed class BusNames(Action<string, BusPeer?, BusPeer?> changed)
{
    // The owner stands first, behind it those who wait.
    private readonly Dictionary<string, List<BusPeer>> _queues = new(StringComparer.Ordinal);

    public IReadOnlyList<string> All => [.. _queues.Keys.Order(StringComparer.Ordinal)];

    public BusPeer? OwnerOf(string name) => _queues.TryGetValue(name, out List<BusPeer>? queue) ? queue[0] : null;

    /// <summary>Nobody in this project lets a name be replaced, so that is not offered.</summary>
    public RequestNameResult Request(string name, BusPeer peer, RequestNameFlags flags)
    {
        if (!_queues.TryGetValue(name, out List<BusPeer>? queue))
        {
            _queues.Add(name, [peer]);
            changed(name, null, peer);
            return RequestNameResult.PrimaryOwner;
        }

        if (queue[0] == peer)
        {
            return RequestNameResult.AlreadyOwner;
        }

        if (flags.HasFlag(RequestNameFlags.DoNotQueue))
        {
            return RequestNameResult.Exists;
        }

        queue.Add(peer);
        return RequestNameResult.InQueue;
    }

    public ReleaseNameResult Release(string name, BusPeer peer)
    {
        if (!_queues.TryGetValue(name, out List<BusPeer>? queue))
        {
            return ReleaseNameResult.NonExistent;
        }

        if (!queue.Contains(peer))
        {
            return ReleaseNameResult.NotOwner;
        }

        Remove(name, queue, peer);
        return ReleaseNameResult.Released;
    }

    /// <summary>A peer is gone, with all its names.</summary>
    public void Leave(BusPeer peer)
    {
        foreach ((string name, List<BusPeer> queue) in _queues.Where(entry => entry.Value.Contains(peer)).ToArray())
        {
            Remove(name, queue, peer);
        }
    }

    public void Clear() => _queues.Clear();

    private void Remove(string name, List<BusPeer> queue, BusPeer peer)
    {
        BusPeer before = queue[0];
        queue.Remove(peer);
        if (queue.Count == 0)
        {
            _queues.Remove(name);
        }

        if (before == peer)
        {
            changed(name, peer, queue.FirstOrDefault());
        }
    }
}
