namespace BtBattery.Driver.Run;

/// <summary>The signs of life of one loop, for a <see cref="LoopWatchdog"/>. Disposing of it ends the watch: the loop has ended.</summary>
public sealed class LoopPulse : IDisposable
{
    private readonly Action<LoopPulse> _forget;
    private readonly Action? _beaten;
    private long _beats;
    private long _seen;
    private TimeSpan _silence;

    internal LoopPulse(string name, Action<LoopPulse> forget, Action? beaten) => (Name, _forget, _beaten) = (name, forget, beaten);

    /// <summary>What people know the loop by.</summary>
    public string Name { get; }

    /// <summary>The loop goes on. Any thread may call; it never waits.</summary>
    public void Beat()
    {
        Interlocked.Increment(ref _beats);
        _beaten?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => _forget(this);

    /// <summary>Time passed. The caller sees to it that one at a time calls.</summary>
    /// <returns>How long there was no sign of life.</returns>
    internal TimeSpan Age(TimeSpan step)
    {
        long beats = Interlocked.Read(ref _beats);
        _silence = beats == _seen ? _silence + step : TimeSpan.Zero;
        _seen = beats;
        return _silence;
    }
}
