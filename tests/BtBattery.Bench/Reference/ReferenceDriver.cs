using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>What the reference driver can reach of a battery in this second.</summary>
/// <param name="IsLinked">True while a link can be held with it.</param>
/// <param name="Answers">True while it answers on its link.</param>
/// <param name="Says">What its BMS says.</param>
internal readonly record struct ReferenceContact(bool IsLinked, bool Answers, BatteryState Says);

/// <summary>
/// One life of the process of the reference driver. It waits for the first frame of one battery after the other, 30 s each, and goes on with those that came; then it
/// publishes once a second.
/// </summary>
/// <param name="settings">What is configured.</param>
/// <param name="isSeries">What it was told of the wiring.</param>
/// <param name="started">s at which it was started.</param>
/// <param name="phases">s after a full second at which the polls of each battery fall.</param>
internal sealed class ReferenceDriver(ReferenceSettings settings, bool isSeries, double started, IReadOnlyList<double> phases)
{
    private const double FirstFrameWithin = 30;

    /// <summary>Without charge control a battery has so many cells.</summary>
    private const int AssumedCells = 16;

    private readonly ReferenceLink?[] _links = [.. phases.Select(phase => new ReferenceLink(Math.Floor(started) + phase))];
    private readonly ReferenceVoltage _voltage = new(settings);
    private int _waitingFor;
    private double _waitingSince = started;

    /// <summary>What it publishes.</summary>
    public PublishedLimits Limits { get; private set; }

    /// <summary>True once none of its batteries came: the process ends, to be started anew.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>When a battery was last heard, s; null if it never was, or was dropped at the start.</summary>
    public double? HeardAt(int index) => _links[index]?.HeardAt;

    /// <summary>A second has passed.</summary>
    /// <param name="now">s on the clock of the run.</param>
    /// <param name="wallClock">What the wall clock says.</param>
    /// <param name="contacts">The batteries.</param>
    public void Step(double now, TimeSpan wallClock, IReadOnlyList<ReferenceContact> contacts)
    {
        for (int i = 0; i < _links.Length && i <= _waitingFor; i++)
        {
            _links[i]?.Advance(now, contacts[i].IsLinked, contacts[i].Answers, contacts[i].Says);
        }

        if (IsWaiting(now))
        {
            return;
        }

        // Each refresh decodes the last frames again, and so finds every battery online that was ever heard.
        (int Index, ReferenceReading Reading)[] online =
            [.. _links.Select((link, index) => (Index: index, link?.Reading)).Where(link => link.Reading is not null).Select(link => (link.Index, link.Reading!))];
        HasEnded = online.Length == 0;
        Limits = HasEnded ? default : _links.Count(link => link is not null) == 1 ? OfOne(online[0].Index) : OfBank(online, wallClock);
    }

    private bool IsWaiting(double now)
    {
        while (_waitingFor < _links.Length)
        {
            if (_links[_waitingFor]!.Reading is null)
            {
                if (now - _waitingSince < FirstFrameWithin)
                {
                    return true;
                }

                _links[_waitingFor] = null;
            }

            (_waitingFor, _waitingSince) = (_waitingFor + 1, now);
        }

        return false;
    }

    /// <summary>Charge control is for virtual batteries: one alone, also one that is left of several, keeps what was put on the bus before its first frame.</summary>
    private PublishedLimits OfOne(int index) =>
        new(true, AssumedCells * settings.MaxCellVolts, settings.MaxChargeAmps[index], settings.MaxDischargeAmps[index]);

    private PublishedLimits OfBank(IReadOnlyList<(int Index, ReferenceReading Reading)> online, TimeSpan wallClock)
    {
        ReferenceBank bank = ReferenceBank.Of(online, isSeries, settings);
        (double charge, double discharge) = ReferenceCurrents.Of(bank, online, isSeries, settings);
        return new(true, _voltage.Of(bank, wallClock), charge, discharge);
    }
}
