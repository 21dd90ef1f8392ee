namespace BtBattery.World.Tests;

/// <summary>One fault by itself, in a world of its own: the batteries are live, it begins, it ends, they are live again.</summary>
/// <remarks>
/// What is checked: no value on the bus is older than it may be, nobody but the batteries it hits notices, they recover by themselves
/// within <see cref="RecoveryBound"/>, the process goes on, and it has no more of anything than before.
/// </remarks>
internal sealed class FaultTrial : IDisposable
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <summary>Long enough for the clockwork to have gone round the driver's deadline once.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(40);

    /// <summary>A battery that is not hit misses no more than one poll, and is judged to the second.</summary>
    private static readonly TimeSpan s_undisturbed = 2 * RecoveryBound.PollInterval + 2 * s_second;

    /// <summary>What is given up needs its deadline to be gone.</summary>
    private static readonly TimeSpan s_cleanUp = TimeSpan.FromSeconds(90);

    private readonly Fault _fault;
    private readonly World _world;
    private readonly ServedBattery[] _starts;
    private readonly ServedBattery[] _hit;
    private readonly ServedBattery[] _others;
    private readonly HashSet<ServedBattery> _lost = [];
    private readonly Dictionary<ServedBattery, (int Connects, int Disturbed)> _before = [];

    /// <param name="fault">The fault.</param>
    /// <param name="scope">Whom it hits.</param>
    public FaultTrial(Fault fault, FaultScope scope)
    {
        _fault = fault;
        _world = new World(Scenarios.FourKinds, new WorldOptions { HasClockwork = true, Served = scope == FaultScope.OnlyOne ? 1 : null });
        _starts = scope != FaultScope.AllFour || fault.Reach == FaultReach.Everybody ? [_world.Batteries[0]]
            : fault.Reach == FaultReach.Pair ? [_world.Batteries[0], _world.Batteries[2]]
            : [.. _world.Batteries];
        _hit = [.. _starts.SelectMany(start => fault.Hits(_world, start)).Distinct()];
        _others = [.. _world.Batteries.Except(_hit)];
    }

    /// <summary>From the end of the fault, or the beginning of one that the driver cures, until all were live again.</summary>
    public TimeSpan Recovery { get; private set; }

    /// <summary>What it must not exceed.</summary>
    public TimeSpan Bound { get; private set; }

    /// <summary>The oldest that a valid value was.</summary>
    public TimeSpan LargestAge => _world.LargestAge;

    /// <summary>The oldest that a value was when it was published as new.</summary>
    public TimeSpan LargestDelay => _world.LargestDelay;

    public void Run()
    {
        _world.AdvanceUntil(() => _world.IsAllLive, TimeSpan.FromMinutes(1), "live before the fault");
        _world.Advance(s_warmUp);
        Growth before = Growth.AtRest(_world);
        string[] names = [.. _world.Batteries.Select(Identity)];
        foreach (ServedBattery battery in _hit)
        {
            _before[battery] = (battery.Simulated.Counters.Connects, battery.Simulated.Counters.Disturbed);
        }

        TimeSpan began = _world.Now;
        Do(_fault.Begin);
        if (_fault.Cured is { } cured)
        {
            Recover(began, cured);
            CheckEffect();
            Do(_fault.End);
        }
        else
        {
            Last(began);
            Do(_fault.End);
            Recover(_world.Now, RecoveryBound.Of(_fault.Lasts, _fault.Hangs, (_hit.Length - 1) * RecoveryBound.OneConnection).Total);
            CheckEffect();
        }

        Growth after = Growth.AtRest(_world);
        TimeSpan recovered = _world.Now;
        while (!after.IsWithin(before) && _world.Now - recovered < s_cleanUp)
        {
            after = Growth.AtRest(_world);
        }

        Assert.True(after.IsWithin(before), $"It left something behind. Before: {before}, after: {after}.");
        Assert.Equal(names, _world.Batteries.Select(Identity));
        Assert.True(_world.IsAllLive, $"Lost again: {string.Join(", ", _world.Batteries.Where(battery => !battery.IsLive).Select(battery => battery.Address))}.\n{_world.Log.Tail}");
        _world.ThrowIfWrong();
    }

    public void Dispose() => _world.Dispose();

    private string Identity(ServedBattery battery) => $"{battery.ServiceName} {_world.Watcher.Number(battery.ServiceName, "/DeviceInstance")}";

    private void Do(IReadOnlyList<FaultStep> steps)
    {
        foreach (FaultStep step in steps)
        {
            foreach (ServedBattery battery in _starts)
            {
                step.Do(_world, battery);
            }
        }

        Look();
    }

    private void Last(TimeSpan began)
    {
        TimeSpan again = began + (_fault.Every ?? TimeSpan.MaxValue / 2);
        TimeSpan halfway = began + _fault.Lasts / 2;
        while (_world.Now - began < _fault.Lasts)
        {
            PassSecond();
            if (_world.Now >= again)
            {
                again += _fault.Every!.Value;
                Do(_fault.Begin);
            }

            if (_world.Now >= halfway)
            {
                halfway = TimeSpan.MaxValue;
                Do(_fault.Halfway);
            }
        }
    }

    /// <summary>Until every battery has a value that was measured since, and the fault was felt.</summary>
    private void Recover(TimeSpan since, TimeSpan bound)
    {
        Bound = bound;
        while (!_hit.All(battery => _world.AgeOf(battery) is { } age && age < _world.Now - since && (_fault.Cured is null || IsFelt(battery))))
        {
            Assert.True(
                _world.Now - since < bound,
                $"Not live {_world.Now - since} after {since}: {string.Join(", ", _hit.Where(battery => !battery.IsLive).Select(battery => battery.Address))}.\n{_world.Log.Tail}");
            PassSecond();
        }

        Recovery = _world.Now - since;
    }

    private void PassSecond()
    {
        _world.Advance(s_second);
        Look();
        foreach (ServedBattery other in _others)
        {
            Assert.True(
                _world.AgeOf(other) is { } age && age <= s_undisturbed,
                $"{_world.Now}: {other.Address} is not hit, and its values are {_world.AgeOf(other)?.ToString() ?? "gone"}.\n{_world.Log.Tail}");
        }
    }

    private void Look() => _lost.UnionWith(_hit.Where(battery => !battery.IsLive));

    private bool IsFelt(ServedBattery battery)
    {
        (int connects, int disturbed) = _before[battery];
        return _fault.Effect switch
        {
            FaultEffect.Lost => _lost.Contains(battery),
            FaultEffect.Reconnected => battery.Simulated.Counters.Connects > connects,
            FaultEffect.Disturbed => battery.Simulated.Counters.Disturbed > disturbed,
            _ => true,
        };
    }

    private void CheckEffect()
    {
        foreach (ServedBattery battery in _hit)
        {
            Assert.True(IsFelt(battery), $"{battery.Address}: the effect was not {_fault.Effect}.\n{_world.Log.Tail}");
            Assert.False(_fault.IsHarmless && _lost.Contains(battery), $"{battery.Address} was lost.\n{_world.Log.Tail}");
        }
    }
}
