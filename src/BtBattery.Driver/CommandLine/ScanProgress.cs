namespace BtBattery.Driver.CommandLine;

/// <summary>One line on a terminal that says how far a scan is, and is gone afterwards.</summary>
internal sealed class ScanProgress : IDisposable
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly TextWriter _terminal;
    private readonly TimeProvider _time;
    private readonly TimeSpan _duration;
    private readonly long _started;
    private readonly ITimer _timer;
    private int _heard;
    private int _candidates;
    private bool _isOver;

    /// <param name="terminal">Where the line is.</param>
    /// <param name="duration">How long the scan takes.</param>
    /// <param name="time">The time.</param>
    public ScanProgress(TextWriter terminal, TimeSpan duration, TimeProvider time)
    {
        _terminal = terminal;
        _time = time;
        _duration = duration;
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Draw(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    /// <summary>So many were heard until now.</summary>
    public void Tell(int heard, int candidates)
    {
        lock (_lock)
        {
            (_heard, _candidates) = (heard, candidates);
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _isOver = true;
            _terminal.Write(ClearLine);
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                double seconds = Math.Min(_time.GetElapsedTime(_started).TotalSeconds, _duration.TotalSeconds);
                _terminal.Write($"{ClearLine}Scanning, {seconds:F0} of {_duration.TotalSeconds:F0} s: {_heard} devices, {_candidates} may be batteries");
            }
        }
    }
}
