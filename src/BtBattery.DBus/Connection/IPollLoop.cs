namespace BtBattery.DBus;

/// <summary>
/// A <see cref="SynchronizationContext"/> with one thread, which waits for its sockets itself. What is connected in it is read and written by it, so no message wakes a
/// second thread; what may keep its thread waiting has to go elsewhere, see <see cref="Elsewhere.RunBlocking"/>.
/// </summary>
internal interface IPollLoop
{
    /// <summary>Begins to look whether the stream can go on; on the thread of the loop.</summary>
    void Add(PolledStream stream);

    /// <summary>Looks at it no longer; on the thread of the loop.</summary>
    void Remove(PolledStream stream);

    /// <summary>Runs on another thread what may keep one waiting. Any thread may call.</summary>
    /// <param name="work">Throws nothing.</param>
    void RunBesides(Action work);
}
