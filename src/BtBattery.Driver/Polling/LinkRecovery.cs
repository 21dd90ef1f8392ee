using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Between two attempts to get data from a battery: does what <see cref="RecoveryLadder"/> decides, and waits. Here are the clock, the
/// radio, the machine and the log.
/// </summary>
/// <param name="address">The battery.</param>
/// <param name="connector">Hears advertisements.</param>
/// <param name="means">What can be done beyond its own link; null for nothing.</param>
/// <param name="clock">Now, and waits.</param>
/// <param name="chance">Jitter: a number from 0 up to 1.</param>
/// <param name="tell">Told each rung that is used.</param>
/// <param name="logger">Told each rung once per outage.</param>
internal sealed class LinkRecovery(
    BatteryAddress address,
    IGattConnector connector,
    RecoveryMeans? means,
    MonotonicClock clock,
    Func<double> chance,
    Action<RecoveryRung> tell,
    ILogger logger)
{
    /// <summary>Where only the owner can help, trying again soon would only wear out the radio.</summary>
    private static readonly TimeSpan s_waitForOwner = TimeSpan.FromMinutes(10);

    private readonly RecoveryLadder _ladder = new(means?.Action ?? WatchdogAction.Log, means?.Patience, clock.Now);
    private readonly HashSet<RecoveryRung> _told = [];
    private bool _isToldOff;

    /// <summary>A good frame came.</summary>
    public void Progress(MonotonicTime at)
    {
        _ladder.Progress(at);
        _told.Clear();
        if (means is not null && means.Repair.AdapterOf(address) is { } adapter)
        {
            means.Radio.Progress(address, adapter, at);
        }
    }

    /// <summary>A whole round was answered.</summary>
    public void Live() => _ladder.Live();

    /// <summary>The link is up and nothing is answered: re-subscribes where that is worth a try.</summary>
    /// <returns>False if it is not.</returns>
    /// <exception cref="LinkException">It failed: the link is of no use.</exception>
    public async Task<bool> TryResubscribeAsync(IGattLink link, CancellationToken cancellationToken)
    {
        if (!_ladder.TakeResubscription(clock.Now))
        {
            return false;
        }

        await link.ResubscribeAsync(cancellationToken);
        tell(RecoveryRung.Resubscribe);
        logger.LogDebug("{Address}: connected and not answering; its notifications were switched off and on.", address);
        return true;
    }

    /// <summary>An attempt failed: does what is to be done about it, and waits until the next one.</summary>
    /// <exception cref="DriverLeavesException">The program is to end.</exception>
    public async Task RestAsync(LinkException failure, bool needsOwner, CancellationToken cancellationToken)
    {
        LinkTrouble trouble = needsOwner ? LinkTrouble.NotOurs : LinkTroubles.Of(failure);
        bool isOn = trouble != LinkTrouble.AdapterOff || await TrySwitchOnAsync(cancellationToken);
        RecoveryStep step = _ladder.Failed(trouble, Facts, clock.Now, chance());
        while (step.Rung != RecoveryRung.Reconnect && await TryAsync(step.Rung, cancellationToken) is { } outcome and (RepairOutcome.NotDone or RepairOutcome.Away))
        {
            step = _ladder.Skipped(step.Rung, outcome == RepairOutcome.Away, trouble, Facts, clock.Now, chance());
        }

        if (step.Rung != RecoveryRung.Reconnect)
        {
            _ladder.Done(step.Rung, clock.Now, chance());
        }
        else if (isOn)
        {
            tell(RecoveryRung.Reconnect);
        }

        await WaitAsync(needsOwner ? s_waitForOwner : step.Wait, trouble, cancellationToken);
    }

    private RecoveryFacts Facts
    {
        get
        {
            string? adapter = means?.Repair.AdapterOf(address);
            return new()
            {
                IsOtherLiveOnAdapter = means?.Radio.IsOtherLive(address, adapter, clock.Now) ?? true,
                IsOtherLive = means?.Radio.IsOtherLive(address, null, clock.Now) ?? true,
                SinceCycle = adapter is null ? TimeSpan.Zero : means!.Stamps.SinceCycle(adapter),
                CyclesInVain = adapter is null ? 0 : means!.Stamps.CyclesInVain(adapter),
                Uptime = means?.Machine.Now?.Uptime,
                SinceReboot = means is null ? TimeSpan.Zero : means.Stamps.SinceReboot,
            };
        }
    }

    private async Task<RepairOutcome> TryAsync(RecoveryRung rung, CancellationToken cancellationToken)
    {
        if (means is null)
        {
            return RepairOutcome.NotDone;
        }

        switch (rung)
        {
            case RecoveryRung.RemoveDevice:
                return Note(rung, await means.Repair.RemoveDeviceAsync(address, cancellationToken));
            case RecoveryRung.CycleAdapter:
                return await TryCycleAsync(means, cancellationToken);
            case RecoveryRung.RebuildClient:
                return Note(rung, await means.Repair.RebuildAsync(cancellationToken));
            case RecoveryRung.Leave:
                string reason = $"No data from {address} for {Minutes()} minutes, and nothing helped. The driver ends, for its supervisor to start it anew (BT_WATCHDOG_ACTION).";
                tell(rung);
                logger.LogError("{Reason}", reason);
                throw new DriverLeavesException(reason);
            default:
                return await TryRebootAsync(means, cancellationToken);
        }
    }

    private async Task<RepairOutcome> TryCycleAsync(RecoveryMeans means, CancellationToken cancellationToken)
    {
        string? adapter = null;
        Repair repair = await means.Repair.CycleAdapterAsync(address, means.Radio.Batteries, BeginAsync, cancellationToken);
        if (repair.Outcome == RepairOutcome.LeftOff)
        {
            tell(RecoveryRung.CycleAdapter);
            TellOff(repair);
            return repair.Outcome;
        }

        if (adapter is not null)
        {
            Elsewhere.RunBlocking(() => means.Stamps.NoteOn(adapter));
        }

        return Note(RecoveryRung.CycleAdapter, repair);

        async Task<string?> BeginAsync(string found)
        {
            string? reason = await Elsewhere.RunBlockingAsync(() => means.Radio.BeginCycle(address, found, clock.Now));
            adapter = reason is null ? found : null;
            return reason;
        }
    }

    /// <summary>An adapter that we switched off and that did not come on again; also one that an earlier process left off.</summary>
    /// <returns>False while it stays off.</returns>
    private async Task<bool> TrySwitchOnAsync(CancellationToken cancellationToken)
    {
        if (means is null || means.Repair.AdapterOf(address) is not { } adapter || !means.Stamps.IsLeftOff(adapter))
        {
            // Whoever switched it off wants it off.
            return true;
        }

        Repair repair = await means.Repair.SwitchOnAsync(address, cancellationToken);
        if (repair.Outcome != RepairOutcome.Done)
        {
            TellOff(repair);
            return false;
        }

        Elsewhere.RunBlocking(() => means.Stamps.NoteOn(adapter));
        _isToldOff = false;
        logger.LogInformation("{Address}: {Repair} It had been left off.", address, repair.Text);
        return true;
    }

    private void TellOff(Repair repair)
    {
        if (!_isToldOff)
        {
            _isToldOff = true;
            logger.LogError("{Address}: {Problem} Trying again until it does.", address, repair.Text);
        }
    }

    private async Task<RepairOutcome> TryRebootAsync(RecoveryMeans means, CancellationToken cancellationToken)
    {
        string? problem = await Elsewhere.RunBlockingAsync(means.Stamps.NoteReboot) is { } unwritten ? $"that cannot be written down: {unwritten}" : null;
        if (problem is null)
        {
            tell(RecoveryRung.Reboot);
            logger.LogCritical(
                "{Address}: no data for {Minutes} minutes, and nothing helped. The machine is started anew (BT_WATCHDOG_ACTION).", address, Minutes());
            problem = await means.Machine.RebootAsync(cancellationToken);
        }

        if (problem is not null && _told.Add(RecoveryRung.Reboot))
        {
            logger.LogError("{Address}: the machine is not started anew, since {Problem}", address, problem);
        }

        return problem is null ? RepairOutcome.Done : RepairOutcome.NotDone;
    }

    private RepairOutcome Note(RecoveryRung rung, Repair repair)
    {
        bool isDone = repair.Outcome == RepairOutcome.Done;
        if (isDone)
        {
            tell(rung);
        }

        logger.Log(isDone && _told.Add(rung) ? LogLevel.Warning : LogLevel.Debug, "{Address}: no data for {Seconds} s. {Repair}", address, Math.Floor(Silence.TotalSeconds), repair.Text);
        return repair.Outcome;
    }

    private TimeSpan Silence => _ladder.LastGood.AgeAt(clock.Now);

    private double Minutes() => Math.Floor(Silence.TotalMinutes);

    /// <summary>Waits; an advertisement of the battery cuts the wait short, but for its first second: some advertise and refuse all the same.</summary>
    private async Task WaitAsync(TimeSpan wait, LinkTrouble trouble, CancellationToken cancellationToken)
    {
        TimeSpan first = wait < Backoff.First ? wait : Backoff.First;
        await Task.Delay(first, clock.TimeProvider, cancellationToken);
        if (trouble == LinkTrouble.NotOurs)
        {
            await Task.Delay(wait - first, clock.TimeProvider, cancellationToken);
        }
        else if (await ListenAsync(wait - first, cancellationToken) && trouble == LinkTrouble.NotSeen)
        {
            _ladder.Heard();
        }
    }

    /// <returns>True if an advertisement was heard.</returns>
    private async Task<bool> ListenAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        // Completed on the receiving side of the connection, which must not go on with what follows.
        var end = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using ITimer timer = clock.TimeProvider.CreateTimer(_ => end.TrySetResult(false), null, atMost, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(
            static (end, token) => ((TaskCompletionSource<bool>)end!).TrySetCanceled(token), end);
        connector.Heard += OnHeard;
        try
        {
            return await end.Task;
        }
        finally
        {
            connector.Heard -= OnHeard;
        }

        void OnHeard(BatteryAddress heard)
        {
            if (heard == address)
            {
                end.TrySetResult(true);
            }
        }
    }
}
