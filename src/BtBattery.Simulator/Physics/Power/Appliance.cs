namespace BtBattery.Simulator.Physics.Power;

/// <summary>Something that is switched on and off all day, at times that chance decides.</summary>
/// <param name="Watts">What it draws while it is on.</param>
/// <param name="OnMinutes">Shortest and longest time that it stays on.</param>
/// <param name="OffMinutes">Shortest and longest time from its end to its next beginning.</param>
/// <param name="FromHour">It starts at or after this hour only, …</param>
/// <param name="ToHour">… and before this one; the same for all day.</param>
internal sealed record ApplianceKind(
    double Watts, (double Least, double Most) OnMinutes, (double Least, double Most) OffMinutes, double FromHour = 0, double ToHour = 0);

/// <summary>One such thing.</summary>
internal sealed class Appliance
{
    private readonly ApplianceKind _kind;
    private readonly Random _chance;
    private bool _isOn;
    private TimeSpan _nextChange;

    public Appliance(ApplianceKind kind, Random chance)
    {
        (_kind, _chance) = (kind, chance);

        // Not all of them begin anew when the simulation does.
        _nextChange = Drawn((0, kind.OffMinutes.Most));
    }

    /// <summary>W at this moment.</summary>
    public double WattsAt(TimeSpan now, double hour)
    {
        while (now >= _nextChange)
        {
            _isOn = !_isOn && DayTime.IsWithin(hour, _kind.FromHour, _kind.ToHour);
            _nextChange += Drawn(_isOn ? _kind.OnMinutes : _kind.OffMinutes);
        }
        return _isOn ? _kind.Watts : 0;
    }

    private TimeSpan Drawn((double Least, double Most) minutes) =>
        TimeSpan.FromMinutes(minutes.Least + (minutes.Most - minutes.Least) * _chance.NextDouble());
}
