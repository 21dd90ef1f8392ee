using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>
/// Which adapter an attempt goes over: the preferred one of those that are switched on, work, and reach the battery. One that does not stands aside for a
/// while, or until it comes back; nobody's link is ended for that, only the next attempt is made elsewhere.
/// </summary>
internal sealed class AdapterChoice(AdapterPreference preference, MonotonicClock clock, ILogger logger)
{
    /// <summary>Failures in a row after which something stands aside; one may be chance.</summary>
    private const int FailuresToStandAside = 2;

    /// <summary>How long an adapter that does not work stands aside for all. Chosen: an adapter that recovers by itself does so within minutes.</summary>
    private static readonly TimeSpan s_asideForAll = TimeSpan.FromMinutes(5);

    /// <summary>How long one that does not reach a battery stands aside for it. Chosen: a battery that moves is rare, an attempt in vain takes 12 s.</summary>
    private static readonly TimeSpan s_asideForOne = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_switchOnAgain = TimeSpan.FromMinutes(10);

    /// <summary>What the owner wants.</summary>
    public AdapterPreference Preference => preference;

    private readonly Lock _lock = new();

    // By adapter, and by battery or none for all. Adapters go by their address, so that nothing moves when hci numbers do.
    private readonly Dictionary<(string Adapter, BatteryAddress? Battery), int> _failures = [];
    private readonly Dictionary<(string Adapter, BatteryAddress? Battery), MonotonicTime> _aside = [];
    private readonly Dictionary<string, MonotonicTime> _switchedOn = [];
    private readonly Dictionary<BatteryAddress, string> _linkedOver = [];
    private HashSet<string> _on = [];
    private string? _told;

    /// <summary>Switches on what the owner listed and is off, before something less wanted is used. Each adapter at most once in ten minutes.</summary>
    public async Task SwitchOnAsync(BlueZSession session, CancellationToken cancellationToken)
    {
        if (preference.IsAny)
        {
            return;
        }

        foreach (string path in Adapters.Order(session.Objects, preference).TakeWhile(path => !Adapters.IsOn(session.Objects, path)))
        {
            AdapterIdentity adapter = Adapters.Identify(session.Objects, path);
            lock (_lock)
            {
                if (_switchedOn.TryGetValue(KeyOf(adapter), out MonotonicTime last) && last.AgeAt(clock.Now) < s_switchOnAgain)
                {
                    continue;
                }

                _switchedOn[KeyOf(adapter)] = clock.Now;
            }

            logger.LogInformation("The Bluetooth adapter {Adapter} is switched off: switching it on, since ADAPTER lists it.", adapter);
            Repair repair = await new AdapterPower(session, path, clock.TimeProvider, logger).SwitchOnAsync(cancellationToken);
            if (repair.Outcome == RepairOutcome.Done)
            {
                return;
            }

            logger.LogWarning("{Problem}", repair.Text);
        }
    }

    /// <summary>The path of the adapter for the next attempt.</summary>
    /// <exception cref="LinkException"><see cref="LinkProblem.NoAdapter"/> or <see cref="LinkProblem.AdapterOff"/>.</exception>
    public string Choose(BlueZObjects objects, BatteryAddress battery)
    {
        IReadOnlyList<string> usable = Adapters.Order(objects, preference);
        string[] on = [.. usable.Where(path => Adapters.IsOn(objects, path))];
        if (on.Length == 0)
        {
            throw Adapters.Off(objects, usable);
        }

        lock (_lock)
        {
            Welcome([.. on.Select(path => KeyOf(Adapters.Identify(objects, path)))]);
            Tell(objects, usable, on.OrderBy(path => AsideUntil(KeyOf(Adapters.Identify(objects, path)), null)).First());

            // A battery that is paired with one adapter does not talk with another.
            return on.OrderBy(path => AsideUntil(KeyOf(Adapters.Identify(objects, path)), battery))
                .ThenBy(path => objects.IsTrue(BlueZNames.DevicePath(path, battery), BlueZNames.Device, "Paired") ? 0 : 1)
                .First();
        }
    }

    /// <summary>A link was made.</summary>
    public void Worked(AdapterIdentity adapter, BatteryAddress battery)
    {
        string key = KeyOf(adapter);
        lock (_lock)
        {
            foreach (BatteryAddress? whom in (BatteryAddress?[])[null, battery])
            {
                _failures.Remove((key, whom));
                _aside.Remove((key, whom));
            }

            string before = _linkedOver.GetValueOrDefault(battery) ?? _told ?? key;
            _linkedOver[battery] = key;
            if (before != key)
            {
                logger.LogInformation("{Battery}: connected over {Adapter} now.", battery, adapter);
            }
        }
    }

    /// <summary>An attempt failed. An adapter that does not do what it is asked stands aside for all; else it may be that it does not reach the battery.</summary>
    public void Failed(AdapterIdentity adapter, BatteryAddress battery, LinkProblem problem)
    {
        string key = KeyOf(adapter);
        lock (_lock)
        {
            switch (problem)
            {
                case LinkProblem.AdapterFails:
                    Count((key, null), FailuresToStandAside, s_asideForAll);
                    break;

                // Without a wish of the owner's nobody said that the battery may be reached over another one.
                case LinkProblem.NotSeen when !preference.IsAny:
                    Count((key, battery), 1, s_asideForOne);
                    break;
                case LinkProblem.ConnectFailed or LinkProblem.NotResolved when !preference.IsAny:
                    Count((key, battery), FailuresToStandAside, s_asideForOne);
                    break;
            }
        }
    }

    private static string KeyOf(AdapterIdentity adapter) => adapter.Address.Length > 0 ? adapter.Address : adapter.Name;

    private void Count((string, BatteryAddress?) whom, int most, TimeSpan aside)
    {
        int failures = _failures.GetValueOrDefault(whom) + 1;
        _failures[whom] = failures;
        if (failures >= most)
        {
            _aside[whom] = clock.Now + aside;
        }
    }

    /// <summary>One that was gone or off, and is back, is as good as new.</summary>
    private void Welcome(HashSet<string> on)
    {
        (string Adapter, BatteryAddress? Battery)[] known = [.. _aside.Keys, .. _failures.Keys];
        foreach ((string Adapter, BatteryAddress? Battery) whom in known.Where(whom => on.Contains(whom.Adapter) && !_on.Contains(whom.Adapter)))
        {
            _aside.Remove(whom);
            _failures.Remove(whom);
        }

        _on = on;
    }

    /// <summary>Until when it stands aside for a battery; the origin of time if it does not.</summary>
    private MonotonicTime AsideUntil(string adapter, BatteryAddress? battery)
    {
        MonotonicTime forAll = _aside.GetValueOrDefault((adapter, null));
        MonotonicTime forOne = battery is null ? default : _aside.GetValueOrDefault((adapter, battery));
        MonotonicTime until = forOne > forAll ? forOne : forAll;
        return until > clock.Now ? until : default;
    }

    /// <summary>Says which adapter is used when it is another one than before, and why.</summary>
    private void Tell(BlueZObjects objects, IReadOnlyList<string> usable, string used)
    {
        AdapterIdentity adapter = Adapters.Identify(objects, used);
        if (_told == KeyOf(adapter))
        {
            return;
        }

        _told = KeyOf(adapter);
        string[] before = [.. Absent(objects, usable, used), .. usable.TakeWhile(path => path != used).Select(path => Adapters.IsOn(objects, path)
            ? $"{Adapters.Identify(objects, path)} does not work"
            : $"{Adapters.Identify(objects, path)} is switched off")];
        if (before.Length > 0)
        {
            logger.LogWarning("The Bluetooth adapter {Adapter} is used: {Why}.", adapter, string.Join(", ", before));
        }
        else
        {
            logger.LogInformation("The Bluetooth adapter {Adapter} is used, {Why}.", adapter, preference.IsAny ? "the first one that is switched on" : "the first one listed");
        }
    }

    /// <summary>What is listed before the one used and is not there.</summary>
    private IEnumerable<string> Absent(BlueZObjects objects, IReadOnlyList<string> usable, string used)
    {
        AdapterIdentity[] there = [.. usable.Select(path => Adapters.Identify(objects, path))];
        AdapterIdentity adapter = Adapters.Identify(objects, used);
        return preference.Wanted.TakeWhile(wanted => !AdapterPreference.IsMeant(wanted, adapter.Name, adapter.Address))
            .Where(wanted => !there.Any(one => AdapterPreference.IsMeant(wanted, one.Name, one.Address)))
            .Select(wanted => $"{wanted} is not there");
    }
}
