using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Control;
using BtBattery.Simulator.Physics.Power;
using BtBattery.Simulator.Radio;

namespace BtBattery.Bench;

/// <summary>Plays <see cref="BoardSays"/>, <see cref="OddAnswers"/> and <see cref="RestlessLoad"/>.</summary>
internal sealed class BoardFaults(BankCase bank, PhysicalBank physics)
{
    private readonly BoardSays[] _says = [.. bank.Faults.OfType<BoardSays>()];
    private readonly OddAnswers[] _odd = [.. bank.Faults.OfType<OddAnswers>()];
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

        foreach (OddAnswers fault in _odd.Where(fault => fault.From == now && physics.Batteries.Count > 0))
        {
            Peripheral radio = physics.Batteries[fault.Member - 1].Radio;
            radio.Pack.Source = new OddSource(radio.Pack.Source!, radio.Counters, fault.Values.Split(' '), fault.Every);
        }

        if (_load is not null && now >= _load.From)
        {
            physics.System.FixedAcWatts = 2 * ((now - _load.From).Ticks % _load.Period.Ticks) < _load.Period.Ticks ? _load.HighWatts : _load.LowWatts;
        }
    }

    /// <summary>A board looks when it is asked, as often as it likes for one answer, which is counted when it leaves.</summary>
    private sealed class OddSource(IMeasuredPack inner, Counters counters, string[] values, int every) : IMeasuredPack
    {
        public BatteryState State => (counters.Replies + 1) % every == 0 ? values.Aggregate(inner.State, StateKeys.Apply) : inner.State;

        public void Switch(bool charge, bool discharge) => inner.Switch(charge, discharge);
    }
}
