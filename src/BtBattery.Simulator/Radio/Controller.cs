using BtBattery.Simulator.Timing;

namespace BtBattery.Simulator.Radio;

/// <summary>
/// The Bluetooth controller and the kernel above it: hears advertisements, and makes one connection at a time. Times
/// are those seen with Linux 6.1 and BlueZ 5.66.
/// </summary>
internal sealed class Controller(Agenda agenda, IReadOnlyList<Peripheral> peripherals, Random chance)
{
    /// <summary>A scan reports each device once, and starts anew after this time (10.24 s in the kernel).</summary>
    private static readonly TimeSpan ScanWindow = TimeSpan.FromMilliseconds(10240);

    /// <summary>From the advertisement that was answered to the link.</summary>
    private static readonly TimeSpan LinkSetup = TimeSpan.FromMilliseconds(100);

    /// <summary>A connection request nobody accepts is given up after this time.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Waiting for an advertisement of the wanted device ends after this time.</summary>
    private static readonly TimeSpan HearingTimeout = TimeSpan.FromSeconds(40);

    /// <summary>A battery that did not hear the request is given up after six connection intervals.</summary>
    private static readonly TimeSpan StillbirthTimeout = TimeSpan.FromMilliseconds(300);

    private readonly List<ConnectionAttempt> _attempts = [];
    private readonly HashSet<Peripheral> _reported = [];
    private readonly Dictionary<Peripheral, AgendaEntry> _nextAdvertisement = [];
    private readonly List<Link> _links = [];
    private AgendaEntry? _nextWindow;
    private Lockup _lockup;

    /// <summary>An advertisement was heard while scanning, once per device and scan window.</summary>
    public event Action<Peripheral>? Reported;

    public bool IsScanning => _nextWindow is not null;

    /// <summary>
    /// Whether the chip has locked up. What was connected then is connected no more, and nobody learns of it before the chip works again.
    /// </summary>
    public Lockup Lockup
    {
        get => _lockup;
        set
        {
            _lockup = value;
            foreach (Link link in _links.Where(each => each.IsUp).ToArray())
            {
                if (value != Lockup.None) link.BecomePhantom(isStuck: true);
                else if (link.IsPhantom) link.Lose();
            }
            Listen();
        }
    }

    /// <summary>Starts scanning, or starts over so that every device is reported again.</summary>
    public void Scan()
    {
        _nextWindow?.Cancel();
        _nextWindow = agenda.After(ScanWindow, Scan);
        _reported.Clear();
        Listen();
    }

    public void StopScan()
    {
        _nextWindow?.Cancel();
        _nextWindow = null;
        _reported.Clear();
        Listen();
    }

    /// <summary>Asks for a link; <paramref name="done"/> is told once, never before this method returned.</summary>
    public ConnectionAttempt Connect(Peripheral? target, Action<Link?> done)
    {
        var attempt = new ConnectionAttempt(target, done);
        attempt.End = agenda.After(HearingTimeout, () => Finish(attempt, null));
        _attempts.Add(attempt);
        Listen();
        return attempt;
    }

    /// <summary>
    /// Nobody wants the link any more, and nobody is told. A request that is already on the air runs to its end.
    /// </summary>
    public void Abandon(ConnectionAttempt attempt)
    {
        attempt.IsAbandoned = true;
        if (attempt.IsOnAir) return;
        attempt.End?.Cancel();
        _attempts.Remove(attempt);
    }

    /// <summary>The controller was switched off: no scan, no attempt, no link is left, and nobody is told.</summary>
    public void Reset()
    {
        _nextWindow?.Cancel();
        _nextWindow = null;
        _reported.Clear();
        foreach (ConnectionAttempt attempt in _attempts) attempt.End?.Cancel();
        _attempts.Clear();
        foreach (Link link in _links) link.Close();
        _links.Clear();
    }

    /// <summary>Plans the advertisements that matter now; called whenever a battery began to advertise.</summary>
    public void Listen()
    {
        foreach (Peripheral peripheral in peripherals)
        {
            if (!Matters(peripheral) || (_nextAdvertisement.TryGetValue(peripheral, out AgendaEntry? next) && !next.IsOver)) continue;
            // Nobody knows when in its interval the battery is.
            TimeSpan wait = peripheral.AdvertisingInterval * (0.05 + 0.95 * chance.NextDouble());
            _nextAdvertisement[peripheral] = agenda.After(wait, () => Hear(peripheral));
        }
    }

    private bool Matters(Peripheral peripheral) =>
        _lockup == Lockup.None && peripheral.IsHeard && (IsScanning
            ? !_reported.Contains(peripheral)
            : _attempts.Any(attempt => attempt.Target == peripheral && !attempt.IsOnAir));

    private void Hear(Peripheral peripheral)
    {
        if (!Matters(peripheral)) return;
        if (IsScanning)
        {
            _reported.Add(peripheral);
            Reported?.Invoke(peripheral);
        }
        if (_attempts.Find(attempt => attempt.Target == peripheral) is { IsOnAir: false } wanted
            && !_attempts.Exists(attempt => attempt.IsOnAir))
            Request(wanted, peripheral);
        Listen();
    }

    private void Request(ConnectionAttempt attempt, Peripheral peripheral)
    {
        attempt.IsOnAir = true;
        attempt.End?.Cancel();
        attempt.End = agenda.After(LinkSetup, () =>
        {
            if (_lockup == Lockup.None && peripheral.IsHeard && !attempt.IsAbandoned && !peripheral.Faults.RefusesConnections)
                Finish(attempt, MakeLink(peripheral));
            else
                attempt.End = agenda.After(RequestTimeout - LinkSetup, () => Finish(attempt, null));
        });
    }

    private Link MakeLink(Peripheral peripheral)
    {
        var link = new Link(peripheral, agenda, chance) { IsStillborn = peripheral.Faults.FailingConnections.Take() };
        if (link.IsStillborn) agenda.After(StillbirthTimeout, link.Lose);
        _links.RemoveAll(each => !each.IsUp);
        _links.Add(link);
        return link;
    }

    private void Finish(ConnectionAttempt attempt, Link? link)
    {
        _attempts.Remove(attempt);
        if (!attempt.IsAbandoned) attempt.Done(link);
        Listen();
    }
}
