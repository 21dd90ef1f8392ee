using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Control;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Physics.Power;

/// <summary>
/// What the board of a battery with physics says: what its BMS measures, apart from what the control language has set. What is set
/// changes the words only, never the pack.
/// </summary>
public sealed class PhysicalBattery : IMeasuredPack
{
    private readonly List<string> _set = [];
    private BatteryState? _frozen;
    private BatteryState? _measured;
    private BatteryState? _said;

    internal PhysicalBattery(Peripheral radio, PackModel pack)
    {
        (Radio, Pack) = (radio, pack);
        radio.Pack.Source = this;
    }

    /// <summary>Its radio.</summary>
    public Peripheral Radio { get; }

    /// <summary>Its cells and its BMS.</summary>
    public PackModel Pack { get; }

    /// <summary>True while it goes on saying the same.</summary>
    public bool IsFrozen => _frozen is not null;

    /// <inheritdoc/>
    public BatteryState State
    {
        get
        {
            BatteryState measured = _frozen ?? Pack.Measured;
            if (_said is not null && ReferenceEquals(measured, _measured)) return _said;
            _measured = measured;
            return _said = _set.Aggregate(measured, StateKeys.Apply);
        }
    }

    /// <inheritdoc/>
    public void Switch(bool charge, bool discharge)
    {
        Pack.Bms.AllowCharge = charge;
        Pack.Bms.AllowDischarge = discharge;
    }

    /// <summary>Goes on saying what it says now, whatever is measured.</summary>
    public void Freeze() => _frozen = Pack.Measured;

    /// <summary>Says what is measured again: ends <see cref="Freeze"/> and everything that was <see cref="Set"/>.</summary>
    public void Thaw()
    {
        (_frozen, _said) = (null, null);
        _set.Clear();
    }

    /// <summary>Says other values than are measured, until <see cref="Thaw"/>.</summary>
    /// <param name="changes">"key=value" as the control language has them.</param>
    /// <exception cref="ControlException">The board cannot say that.</exception>
    internal void Set(IReadOnlyList<string> changes)
    {
        BatteryState state = changes.Aggregate(State, StateKeys.Apply);
        if (Radio.Bms.Objection(state) is { } objection) throw new ControlException(objection);
        foreach (string change in changes)
        {
            string key = change[..(change.IndexOf('=', StringComparison.Ordinal) + 1)];
            _set.RemoveAll(earlier => earlier.StartsWith(key, StringComparison.Ordinal));
            _set.Add(change);
        }
        _said = null;
    }
}
