namespace BtBattery.World.Tests;

/// <summary>Many faults in any order and together over a long simulated time: what the matrix promises of each must hold of all.</summary>
internal sealed class SoakRun : IDisposable
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMinutes(10);

    /// <summary>What is given up needs its deadline to be gone.</summary>
    private static readonly TimeSpan s_coolDown = TimeSpan.FromMinutes(5);

    private readonly SoakOptions _options;
    private readonly LivingTasks? _tasks;
    private readonly IReadOnlyList<PlannedFault> _plan;
    private readonly World _world;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _agenda = new();
    private readonly Dictionary<ServedBattery, Episode> _episodes = [];
    private readonly SoakFigures _figures = new();
    private int _order;

    /// <param name="options">What to do.</param>
    /// <param name="tasks">Counts what is under way in the process; null where other tests run in it.</param>
    public SoakRun(SoakOptions options, LivingTasks? tasks)
    {
        _options = options;
        _tasks = tasks;
        _plan = SoakPlan.Make(options);
        _world = new World(
            Scenarios.FourBatteries,
            new WorldOptions { Seed = options.Seed, Served = options.Batteries, HasClockwork = true, KeepsHistory = false });
    }

    /// <summary>Told every simulated hour.</summary>
    public event Action<SoakProgress>? Progressed;

    /// <summary>The driver's log, its end.</summary>
    public string LogTail => _world.Log.Tail;

    /// <summary>Runs it to its end, or until the driver has ended.</summary>
    public SoakReport Run()
    {
        _world.AdvanceUntil(() => _world.IsAllLive, TimeSpan.FromMinutes(1), "live before the first fault");
        PassUntil(_world.Now + s_warmUp);
        Growth restBefore = Growth.AtRest(_world, _tasks);
        IReadOnlyDictionary<string, int> rulesBefore = Rules(), tasksBefore = Tasks();
        Footprint before = Footprint.Now();

        TimeSpan start = _world.Now;
        foreach (PlannedFault planned in _plan)
        {
            Plan(start + planned.At, () => Begin(planned));
        }

        for (TimeSpan hour = TimeSpan.FromHours(1); hour <= _options.Time; hour += TimeSpan.FromHours(1))
        {
            Plan(start + hour, () => Progressed?.Invoke(
                new SoakProgress(_world.Now - start, _figures.Faults, _figures.Recoveries, _world.Problems.Count)));
        }

        PassUntil(start + _options.Time);
        PassUntil(_world.Now + s_coolDown, isOver: () => _agenda.Count == 0 && _episodes.Count == 0);
        PassUntil(_world.Now + s_coolDown);
        Growth restAfter = Growth.AtRest(_world, _tasks);
        return new SoakReport
        {
            Options = _options,
            Figures = _figures,
            Simulated = _world.Now,
            RestBefore = restBefore,
            RestAfter = restAfter,
            MoreRules = More(rulesBefore, Rules()),
            MoreTasks = More(tasksBefore, Tasks()),
            Before = before,
            After = Footprint.Now(),
            Seen = _world.Problems,
        };
    }

    public void Dispose() => _world.Dispose();

    /// <summary>How often each match rule stands on the bus.</summary>
    private SortedDictionary<string, int> Rules() =>
        new(_world.Bus.Peers.SelectMany(peer => peer.Rules).CountBy(rule => rule.Text).ToDictionary(), StringComparer.Ordinal);

    /// <summary>How often each asynchronous method waits.</summary>
    private Dictionary<string, int> Tasks() => _tasks?.ByName().ToDictionary(task => task.Name, task => task.Count) ?? [];

    private static IReadOnlyList<string> More(IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, int> after) =>
        [.. after.Where(entry => entry.Value > before.GetValueOrDefault(entry.Key)).Select(entry => entry.Key)];

    private void Plan(TimeSpan at, Action act) => _agenda.Enqueue(act, (at, _order++));

    private void PassUntil(TimeSpan end, Func<bool>? isOver = null)
    {
        while (_world.Now < end && isOver?.Invoke() != true && !_world.Drivers.Any(driver => driver.HasFailed))
        {
            TimeSpan next = TimeSpan.FromSeconds(Math.Floor(_world.Now.TotalSeconds) + 1);
            next = next < end ? next : end;
            if (_agenda.TryPeek(out _, out (TimeSpan At, int) due) && due.At <= next)
            {
                // A process that stood still comes late to what was planned meanwhile.
                if (due.At > _world.Now)
                {
                    _world.Advance(due.At - _world.Now);
                }

                _agenda.Dequeue()();
            }
            else
            {
                _world.Advance(next - _world.Now);
            }

            Look();
        }
    }

    private void Begin(PlannedFault planned)
    {
        _figures.Begun(planned.Fault);
        ServedBattery victim = _world.Batteries[planned.Victim];
        ServedBattery[] hit = [.. planned.Fault.Hits(_world, victim)];
        foreach (ServedBattery battery in hit)
        {
            if (!_episodes.TryGetValue(battery, out Episode? episode))
            {
                _episodes.Add(battery, episode = new Episode(battery, _world.Now));
            }

            episode.Begin(planned.Fault);
        }

        TimeSpan end = _world.Now + planned.Lasts;
        Do(planned.Fault.Begin, victim);
        Plan(_world.Now + planned.Lasts / 2, () => Do(planned.Fault.Halfway, victim));
        for (TimeSpan again = _world.Now + (planned.Fault.Every ?? planned.Lasts); again < end; again += planned.Fault.Every ?? planned.Lasts)
        {
            Plan(again, () => Do(planned.Fault.Begin, victim));
        }

        Plan(end, () =>
        {
            Do(planned.Fault.End, victim);
            foreach (ServedBattery battery in hit)
            {
                _episodes[battery].End(_world.Now);
            }
        });
    }

    private void Do(IReadOnlyList<FaultStep> steps, ServedBattery victim)
    {
        foreach (FaultStep step in steps)
        {
            step.Do(_world, victim);
        }
    }

    private void Look()
    {
        foreach (ServedBattery battery in _world.Batteries)
        {
            if (_world.AgeOf(battery) is { } age)
            {
                _figures.Looked(battery, _world.Now, age, _episodes.GetValueOrDefault(battery)?.Faults ?? []);
            }
        }

        foreach (Episode episode in _episodes.Values.ToArray())
        {
            episode.WasLost |= !episode.Battery.IsLive;
            if (episode.Cleared is { } cleared)
            {
                Judge(episode, _world.Now - cleared);
            }
        }
    }

    private void Judge(Episode episode, TimeSpan since)
    {
        RecoveryBound bound = RecoveryBound.Of(_world.Now - since - episode.Began, episode.Hangs, Queued(episode));
        if (_world.AgeOf(episode.Battery) is { } age && age < since)
        {
            _episodes.Remove(episode.Battery);
            _figures.Recovered(episode, _world.Now, since, bound);
        }
        else if (since > bound.Total && !episode.IsLate)
        {
            episode.IsLate = true;
            _world.Report($"{episode.Battery.Address} is not live {since} after the end of {string.Join(", ", episode.Faults)}; bound: {bound}. The log up to then:\n{_world.Log.Tail}");
        }
    }

    private TimeSpan Queued(Episode episode)
    {
        TimeSpan queued = TimeSpan.Zero;
        foreach (ServedBattery other in _world.Batteries.Where(other => other != episode.Battery))
        {
            queued += _episodes.ContainsKey(other) ? RecoveryBound.LongestAttempt : RecoveryBound.OneConnection;
        }

        return queued;
    }
}
