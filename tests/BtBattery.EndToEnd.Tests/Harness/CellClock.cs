using System.Globalization;

namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>
/// Lets the voltage of the first cell rise by a millivolt every half second, so that a client can tell from a value how old it is at
/// least, whatever the driver says about it.
/// </summary>
internal sealed class CellClock : IAsyncDisposable
{
    private const double Lowest = 3.0;

    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(0.5);

    private readonly SimulatorProcess _simulator;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<long> _setAt = [];
    private readonly Task _running;
    private TaskCompletionSource _ticked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _largestAge;

    private CellClock(SimulatorProcess simulator)
    {
        _simulator = simulator;
        _running = RunAsync();
    }

    /// <summary>The oldest valid value that any watched client had after a signal or an answer.</summary>
    public TimeSpan LargestAge
    {
        get
        {
            lock (_setAt)
            {
                return _largestAge;
            }
        }
    }

    /// <summary>Starts it and waits until the client has seen it go.</summary>
    public static async Task<CellClock> StartAsync(SimulatorProcess simulator, BusClient client)
    {
        var clock = new CellClock(simulator);
        await client.WaitUntilAsync(seen => clock.Knows(seen["/Voltages/Cell1"]), "a cell voltage of the clock");
        client.Heard += () => clock.Look(client);
        return clock;
    }

    /// <summary>True once the value is older than that.</summary>
    public bool IsOlderThan(object? volts, TimeSpan age) => volts is double known && AgeOf(known) > age;

    /// <summary>True if the value is a valid one that is no older than that.</summary>
    public bool IsFresh(object? volts, TimeSpan age) => volts is double known && Knows(known) && AgeOf(known) <= age;

    /// <summary>Waits, looking each time the clock has moved on.</summary>
    public async Task WaitUntilAsync(Func<bool> isSo, string what)
    {
        using var deadline = new CancellationTokenSource(ChildProcess.Patience, TimeProvider.System);
        while (!isSo())
        {
            Task ticked;
            lock (_setAt)
            {
                ticked = _ticked.Task;
            }

            try
            {
                await ticked.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{what} did not come true within {ChildProcess.Patience}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static int NumberOf(double volts) => (int)Math.Round((volts - Lowest) * 1000);

    private bool Knows(object? volts)
    {
        lock (_setAt)
        {
            return volts is double known && NumberOf(known) is var number && number >= 0 && number < _setAt.Count;
        }
    }

    /// <summary>How long ago the battery got its next value, and so can have measured this one no more.</summary>
    private TimeSpan AgeOf(double volts)
    {
        lock (_setAt)
        {
            int next = NumberOf(volts) + 1;
            return next > 0 && next < _setAt.Count ? TimeProvider.System.GetElapsedTime(_setAt[next]) : TimeSpan.Zero;
        }
    }

    private void Look(BusClient client)
    {
        if (client["/Voltages/Cell1"] is double volts && AgeOf(volts) is var age)
        {
            lock (_setAt)
            {
                _largestAge = age > _largestAge ? age : _largestAge;
            }
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(s_step, TimeProvider.System);
        try
        {
            do
            {
                string volts = (Lowest + _setAt.Count / 1000.0).ToString("F3", CultureInfo.InvariantCulture);
                await _simulator.CommandAsync($"set {Scene.BatteryName} cell1={volts}");
                TaskCompletionSource ticked;
                lock (_setAt)
                {
                    _setAt.Add(TimeProvider.System.GetTimestamp());
                    (ticked, _ticked) = (_ticked, new(TaskCreationOptions.RunContinuationsAsynchronously));
                }

                ticked.SetResult();
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or System.Net.Sockets.SocketException or IOException)
        {
            // Told to end, or the simulator was killed.
        }
    }
}
