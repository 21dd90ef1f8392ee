using BtBattery.Simulator.Physics.Power;

namespace BtBattery.Bench;

/// <summary>Plays <see cref="BoardSays"/> and <see cref="RestlessLoad"/>.</summary>
internal sealed class BoardFaults(BankCase bank, PhysicalBank physics)
{
    private readonly BoardSays[] _says = [.. bank.Faults.OfType<BoardSays>()];
    private readonly RestlessLoad? _load = bank.Faults.OfType<RestlessLoad>().SingleOrDefault();
    private readonly HashSet<BoardSays> _said = [];

    /// <summary>Sets them as they are to be now. Where there are no boards, nothing is said.</summary>
    public void Set(TimeSpan now)
    {
        foreach (BoardSays fault in _says)
        {
            if (physics.Batteries.Count == 0 || fault.IsActive(now) == _said.Contains(fault))
            {
                continue;
            }

            PhysicalBattery battery = physics.Batteries[fault.Member - 1];
            if (_said.Add(fault))
            {
                battery.Set(fault.Values.Split(' '));
            }
            else
            {
                _said.Remove(fault);
                battery.Thaw();
            }
        }

        if (_load is not null && now >= _load.From)
        {
            physics.System.FixedAcWatts = 2 * ((now - _load.From).Ticks % _load.Period.Ticks) < _load.Period.Ticks ? _load.HighWatts : _load.LowWatts;
        }
    }
}
