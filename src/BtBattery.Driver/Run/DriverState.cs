using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Run;

/// <summary>
/// What the loop knows of one battery: what it says, its name, the switch that is armed. It has no clock and no channel: it is told what
/// happens, each time with the moment. Told the same again, it makes the same turns again.
/// </summary>
public sealed class DriverState
{
    /// <summary>What people call it; written to give it another name.</summary>
    public const string CustomNamePath = "/CustomName";

    /// <summary>The number of the service; written when another one was given to it.</summary>
    public const string InstancePath = "/DeviceInstance";

    // Longer names do not fit any screen, and the settings service would refuse them later.
    private const int LongestCustomName = 64;

    private static readonly TimeSpan s_timerResolution = TimeSpan.FromMilliseconds(1);

    private readonly string _version;
    private readonly FlightRecorder? _recorder;
    private readonly Lock _sync;
    private readonly string _address;
    private DriverOptions _options;
    private string _whatReleaseDoes;
    private MonotonicTime _started;
    private BatterySnapshot _battery = BatterySnapshot.Empty;
    private BatteryStatus _status = BatteryStatus.Starting;
    private string _customName = "";
    private int _instance;
    private Remarks _remarks = Remarks.None;
    private FetSwitchControl _switch = FetSwitchControl.Idle;
    private PhoneRelease _release = PhoneRelease.None;
    private Turn? _lastTurn;
    private bool _isEnding;

    /// <summary>Nothing known yet.</summary>
    /// <param name="options">What the run command was told.</param>
    /// <param name="version">Version of the driver.</param>
    /// <param name="started">When it started.</param>
    /// <param name="recorder">Told everything that this is told; null for none.</param>
    public DriverState(DriverOptions options, string version, MonotonicTime started, FlightRecorder? recorder = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _version, _started, _recorder, _instance) = (options, version, started, recorder, options.DeviceInstance);
        _address = _options.Address.ToString();
        _whatReleaseDoes = ReleaseWords.WhatHappens(options);
        _sync = recorder?.Sync ?? new Lock();
        recorder?.Follow(this);
    }

    /// <summary>What people see: what was written, else what the owner configured, else what the battery says.</summary>
    private string Name => _customName.Length > 0 ? _customName : _options.Battery.Name ?? _remarks[RemarkTopic.ReportedName];

    /// <summary>What is remembered between two turns. The caller holds the lock of the recorder.</summary>
    internal DriverMemory Memory => new()
    {
        Battery = _battery,
        Status = _status,
        CustomName = _customName,
        Instance = _instance,
        Remarks = _remarks,
        Switch = _switch,
        Release = _release,
        Started = _started,
        TurnAt = _lastTurn?.Now,
    };

    /// <summary>True if it may be given as a name.</summary>
    public static bool IsCustomName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= LongestCustomName;
    }

    /// <summary>The poller told something.</summary>
    public void Take(BatteryUpdate update, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(update);
        lock (_sync)
        {
            _recorder?.Take(at);
            _battery = update.Snapshot;
            _status = update.Status;
        }
    }

    /// <summary>There is something to show.</summary>
    public void Take(Remark remark, MonotonicTime at)
    {
        ArgumentNullException.ThrowIfNull(remark);
        lock (_sync)
        {
            _recorder?.Remark(remark, at);
            _remarks = _remarks.With(remark);
        }
    }

    /// <summary>Settings were changed on the screen.</summary>
    /// <param name="pollInterval">From one round to the next.</param>
    /// <param name="limitPolicy">What becomes of limits when the battery falls silent; null where none are published.</param>
    /// <param name="at">When that was taken.</param>
    public void Take(TimeSpan pollInterval, LossPolicy? limitPolicy, MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.Settings(pollInterval, limitPolicy, at);
            _options = _options with { PollInterval = pollInterval, LimitPolicy = limitPolicy };
            _whatReleaseDoes = ReleaseWords.WhatHappens(_options);
        }
    }

    /// <summary>A client writes, or the settings say so.</summary>
    /// <param name="path">The path, known to be writable to whoever writes.</param>
    /// <param name="value">The value, of the path's type.</param>
    /// <param name="at">When it arrived.</param>
    /// <param name="pass">Passes a confirmed wish on; false if there is no room for it.</param>
    /// <param name="isLinkFree">True if the link was released, or taken back, as <see cref="PhoneRelease.Asked"/> understands this write.</param>
    /// <returns>True if it was taken.</returns>
    public bool Write(string path, ItemValue value, MonotonicTime at, Func<SwitchWish, bool> pass, bool isLinkFree)
    {
        ArgumentNullException.ThrowIfNull(pass);
        lock (_sync)
        {
            bool isTaken = path switch
            {
                CustomNamePath or MemberPath.Name => WriteName(value.AsText),
                InstancePath => WriteInstance(value.AsInteger),
                FetSwitchControl.ChargePath or FetSwitchControl.DischargePath => WriteSwitch(path, value.AsInteger, at, pass),
                PhoneRelease.MinutesPath => isLinkFree && WriteRelease(path, value, at),
                _ => false,
            };
            _recorder?.Write(path, value, isTaken, at);
            return isTaken;
        }
    }

    /// <summary>The driver ends: nothing measured holds any more.</summary>
    public void Forget(MonotonicTime at)
    {
        lock (_sync)
        {
            _recorder?.Forget(at);
            _battery = BatterySnapshot.Empty;
            _isEnding = true;
        }
    }

    /// <summary>Everything to publish now.</summary>
    public Turn TakeTurn(MonotonicTime now)
    {
        lock (_sync)
        {
            _recorder?.Turn(now);
            _switch = _switch.At(now);
            _release = _release.At(now);
            return _lastTurn = new Turn
            {
                Now = now,
                SwitchState = _switch.Describe(_status.Switching),
                Started = _started,
                Battery = _battery,
                Status = _status,
                DataTimeout = _options.DataTimeout,
                LateAfter = _options.Timing.LateAfter,
                IsEnding = _isEnding,
                LinkWarningAfter = _options.LinkWarningAfter,
                LinkAlarmAfter = _options.LinkAlarmAfter,
                Release = _release,
                ReleaseInfo = ReleaseWords.Info(_whatReleaseDoes, _release.MinutesLeft(now)),
                Address = _address,
                DeviceInstance = _instance,
                CustomName = Name,
                Remarks = _remarks,
                Version = _version,
            };
        }
    }

    /// <summary>Time until a published value gets too old, the link alarm gets graver, or the link is in another state; null if nothing is pending.</summary>
    public TimeSpan? NextTurnIn(MonotonicTime now)
    {
        MonotonicTime lastHeard = _battery.Voltage?.At ?? _started;
        MonotonicTime oldest = _lastTurn?.OldestFresh ?? lastHeard;
        MonotonicTime alarmFrom = _release.EndedAt is { } ended && ended > lastHeard ? ended : lastHeard;
        MonotonicTime lastTurn = _lastTurn?.Now ?? _started;
        TimeSpan? next = null;
        foreach (MonotonicTime? pending in (ReadOnlySpan<MonotonicTime?>)
            [
                oldest + _options.DataTimeout, lastHeard + _options.DataTimeout, lastHeard + _options.LinkWarningAfter, alarmFrom + _options.LinkAlarmAfter,
                _switch.ArmedUntil, _release.NextStep(now), _lastTurn?.NextLinkChange, _lastTurn?.RssiUntil,
            ])
        {
            if (pending is not { } due)
            {
                continue;
            }

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

    /// <summary>Goes on from what was remembered.</summary>
    internal void Restore(DriverMemory memory)
    {
        (_battery, _status, _customName, _remarks, _switch, _release, _started) =
            (memory.Battery, memory.Status, memory.CustomName, memory.Remarks, memory.Switch, memory.Release, memory.Started);
        _instance = memory.Instance ?? _options.DeviceInstance;
    }

    private bool WriteName(string name)
    {
        bool fits = IsCustomName(name);
        _customName = fits ? name : _customName;
        return fits;
    }

    private bool WriteInstance(int instance)
    {
        _instance = instance;
        return true;
    }

    private bool WriteRelease(string path, ItemValue value, MonotonicTime at)
    {
        if (PhoneRelease.Asked(path, value) is not { } time)
        {
            return false;
        }

        _release = _release.Take(time, at);
        return true;
    }

    private bool WriteSwitch(string path, int value, MonotonicTime at, Func<SwitchWish, bool> pass)
    {
        if (!_options.Battery.AllowSwitching
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
