using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>
/// What the loop knows: the battery, its name, the switch that is armed. It has no clock and no channel: it is told what
/// happens, each time with the moment. Told the same again, it makes the same turns again.
/// </summary>
/// <param name="options">What the run command was told.</param>
/// <param name="version">Version of the driver.</param>
/// <param name="started">When it started.</param>
public sealed class DriverState(DriverOptions options, string version, MonotonicTime started)
{
    // Longer names do not fit any screen, and the settings service would refuse them later.
    private const int LongestCustomName = 64;

    private static readonly TimeSpan s_timerResolution = TimeSpan.FromMilliseconds(1);

    private readonly string _address = options.Address.ToString();
    private BatterySnapshot _battery = BatterySnapshot.Empty;
    private BatteryStatus _status = BatteryStatus.Starting;
    private string _customName = "";
    private FetSwitchControl _switch = FetSwitchControl.Idle;
    private Turn? _lastTurn;

    /// <summary>The poller told something.</summary>
    public void Take(BatteryUpdate update, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(update);
        _battery = update.Snapshot;
        _status = update.Status;
    }

    /// <summary>A client writes.</summary>
    /// <param name="path">The path, known to be writable.</param>
    /// <param name="value">The value, of the path's type.</param>
    /// <param name="at">When it arrived.</param>
    /// <param name="pass">Passes a confirmed wish on; false if there is no room for it.</param>
    /// <returns>True if it was taken.</returns>
    public bool Write(string path, ItemValue value, MonotonicTime at, Func<SwitchWish, bool> pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        switch (path)
        {
            case "/CustomName" when value.AsText.Length <= LongestCustomName:
                _customName = value.AsText;
                return true;
            case FetSwitchControl.ChargePath or FetSwitchControl.DischargePath:
                return WriteSwitch(path, value.AsInteger, at, pass);
            default:
                return false;
        }
    }

    /// <summary>The driver ends: nothing measured holds any more.</summary>
    public void Forget(MonotonicTime at) => _battery = BatterySnapshot.Empty;

    /// <summary>Everything to publish now.</summary>
    public Turn TakeTurn(MonotonicTime now)
    {
        _switch = _switch.At(now);
        return _lastTurn = new Turn
        {
            Now = now,
            SwitchState = _switch.Describe(_status.Switching),
            Started = started,
            Battery = _battery,
            Status = _status,
            DataTimeout = options.DataTimeout,
            LinkAlarmAfter = options.LinkAlarmAfter,
            Address = _address,
            DeviceInstance = options.DeviceInstance,
            CustomName = _customName,
            Version = version,
        };
    }

    /// <summary>Time until a published value gets too old or the link alarm gets graver; null if nothing is pending.</summary>
    public TimeSpan? NextTurnIn(MonotonicTime now)
    {
        MonotonicTime lastHeard = _battery.Voltage?.At ?? started;
        MonotonicTime oldest = _lastTurn?.OldestFresh ?? lastHeard;
        MonotonicTime lastTurn = _lastTurn?.Now ?? started;
        TimeSpan? next = null;
        foreach (MonotonicTime due in (ReadOnlySpan<MonotonicTime>)
            [
                oldest + options.DataTimeout, lastHeard + options.DataTimeout, lastHeard + options.LinkAlarmAfter,
                _switch.ArmedUntil ?? lastHeard + options.LinkAlarmAfter,
            ])
        {
            // A value is valid up to and including its deadline, so the turn comes just after it; one that passed since
            // the last turn is due at once.
            TimeSpan left = due - now + s_timerResolution;
            if (due >= lastTurn && (next is null || left < next))
            {
                next = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }

        return next;
    }

    private bool WriteSwitch(string path, int value, MonotonicTime at, Func<SwitchWish, bool> pass)
    {
        if (!options.Battery.AllowSwitching
            || !_status.IsLive
            || _switch.At(at).Write(path, value, at, _status.Switching) is not ({ } next, var confirmed)
            || (confirmed is not null && !pass(confirmed)))
        {
            return false;
        }

        _switch = next;
        return true;
    }
}
