using BtBattery.DBus;

namespace BtBattery.Driver.Run.Looping;

/// <summary>
/// The one thread on which the driver runs. It waits in poll(2) for messages of the bus, for the next timer and for what other threads have to tell it, so a message
/// wakes one thread once: handing it from thread to thread of a pool costs more than all that is worked out of it.
/// </summary>
internal sealed class MainLoop : SynchronizationContext, IPollLoop
{
    private const int MostAtOnce = 1000;

    /// <summary>
    /// After it slept for <see cref="s_longSleep"/> the loop lets so much time pass before it looks at what woke it, ms: batteries answer within some ms of each other, and to wake once for
    /// all of them costs less than once for each. Nobody sees 10 ms; replies to calls, which come sooner than that sleep is long, are read at once.
    /// </summary>
    private const int GatherFor = 10;

    private static readonly TimeSpan s_longSleep = TimeSpan.FromMilliseconds(20);

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly List<PolledStream> _streams = [];
    private readonly WakeUp _wakeUp = new();
    private readonly BesideThread _besides = new();
    private PollEntry[] _entries = new PollEntry[4];
    private bool _isAsleep;
    private bool _isOver;

    private MainLoop() => Time = new LoopTime(this);

    /// <summary>The clock of what runs here: its timers fire on this thread.</summary>
    public LoopTime Time { get; }

    /// <summary>Runs something on the thread of the caller until it is done, with all that it starts.</summary>
    /// <param name="main">What to run; is given the clock to use.</param>
    /// <returns>What it returns.</returns>
    /// <exception cref="Exception">What it throws, and what is thrown by something that nobody awaits: a bug, which ends the program.</exception>
    public static T Run<T>(Func<TimeProvider, Task<T>> main)
    {
        SynchronizationContext? outer = Current;
        var loop = new MainLoop();
        SetSynchronizationContext(loop);
        try
        {
            Task<T> running = main(loop.Time);
            _ = running.ContinueWith(
                static (_, loop) => ((MainLoop)loop!).End(), loop, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            loop.TakeTurns();
            return running.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posted)
        {
            if (!_isOver)
            {
                _posted.Enqueue((d, state));
                Wake();
                return;
            }
        }

        // What ends after the program's end, on a pool that ends with it.
        base.Post(d, state);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: whoever waited for this thread on itself would wait for ever.</exception>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits for the main thread.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public void Add(PolledStream stream) => _streams.Add(stream);

    /// <inheritdoc/>
    public void Remove(PolledStream stream) => _streams.Remove(stream);

    /// <inheritdoc/>
    /// <remarks>Not on the pool: that and its keeper cost more.</remarks>
    public void RunBesides(Action work) => _besides.Run(work);

    /// <summary>Something is due earlier than the loop knows. Any thread may call.</summary>
    internal void Reconsider()
    {
        lock (_posted)
        {
            Wake();
        }
    }

    private void End()
    {
        lock (_posted)
        {
            _isOver = true;
            Wake();
        }
    }

    /// <summary>Inside the lock: a loop that waits looks again.</summary>
    private void Wake()
    {
        if (_isAsleep)
        {
            _isAsleep = false;
            _wakeUp.Set();
        }
    }

    private void TakeTurns()
    {
        while (true)
        {
            Time.FireDue();
            RunPosted();
            int? patience = FallAsleep();
            if (patience is null)
            {
                return;
            }

            Wait(patience.Value);
        }
    }

    /// <summary>Runs what is there and what comes of it; after many of them sockets and timers have their turn first.</summary>
    private void RunPosted()
    {
        for (int count = 0; count < MostAtOnce; count++)
        {
            (SendOrPostCallback Callback, object? State) next;
            lock (_posted)
            {
                if (!_posted.TryDequeue(out next))
                {
                    return;
                }
            }

            next.Callback(next.State);
        }
    }

    /// <summary>How long to wait for something to happen, in ms, -1 = for ever; null once there is nothing more and the program is over.</summary>
    private int? FallAsleep()
    {
        int untilTimer = Time.NextDueInMilliseconds;
        lock (_posted)
        {
            if (_posted.Count > 0)
            {
                return 0;
            }

            if (_isOver)
            {
                return null;
            }

            _isAsleep = untilTimer != 0;
            return untilTimer;
        }
    }

    private void Wait(int patience)
    {
        // Streams come and go only in turns, so their places hold until they are told.
        int count = _streams.Count;
        if (_entries.Length <= count)
        {
            _entries = new PollEntry[2 * count];
        }

        _entries[0] = new PollEntry(_wakeUp.Descriptor, isReading: true, isWriting: false);
        for (int i = 0; i < count; i++)
        {
            _entries[i + 1] = new PollEntry(_streams[i].Descriptor, _streams[i].IsReading, _streams[i].IsWriting);
        }

        Span<PollEntry> entries = _entries.AsSpan(0, count + 1);
        long since = Time.GetTimestamp();
        bool isAny = PollEntry.Poll(entries, patience);
        if (isAny && !entries[0].CanRead && Time.GetElapsedTime(since) is var slept && slept >= s_longSleep)
        {
            // A timer, or another thread, ends it.
            int left = patience < 0 ? GatherFor : (int)Math.Clamp(patience - slept.TotalMilliseconds, 0, GatherFor);
            _ = PollEntry.Poll(entries[..1], left);
            isAny = PollEntry.Poll(entries, 0);
        }

        lock (_posted)
        {
            _isAsleep = false;
        }

        if (!isAny)
        {
            return;
        }

        if (_entries[0].CanRead)
        {
            _wakeUp.Clear();
        }

        // Going on completes tasks, whose continuations are posted: no stream comes or goes here.
        for (int i = 0; i < count; i++)
        {
            _streams[i].GoOn(_entries[i + 1].CanRead, _entries[i + 1].CanWrite);
        }
    }
}
