using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Recognition;
using BtBattery.DBus;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Polling;

/// <summary>
/// Finds out which protocol a battery speaks: from its settings, from what it answered before in this run, or by asking.
/// Afterwards the link uses the right service.
/// </summary>
internal sealed class Recogniser(
    BatteryAddress address,
    BatterySettings settings,
    KnownBatteries known,
    PolledBattery battery,
    MonotonicClock clock,
    ILogger logger,
    FlightRecorder? recorder = null)
{
    /// <summary>So many connections in a row without one good answer make us ask anew.</summary>
    private const int DoubtsAllowed = 2;

    private readonly BmsFamily? _configured = settings.BmsType is string id ? BmsCatalog.Find(id) : null;
    private (BmsFamily Family, GattProfile Profile)? _found;
    private int _doubts;

    /// <summary>The family, with its service in use.</summary>
    /// <exception cref="LinkException">The link was lost, or the device is not a known battery.</exception>
    public async Task<BmsFamily> RecogniseAsync(IGattLink link, CancellationToken cancellationToken)
    {
        if (_configured is not null)
        {
            GattProfile profile = _configured.Profiles.FirstOrDefault(link.Profiles.Contains)
                ?? throw new LinkException(LinkProblem.NoSuchService, $"The device has none of the services of a {_configured.Name} battery; check BMS_TYPE.");
            await link.UseAsync(profile, cancellationToken);
            return _configured;
        }

        if (_found is { } found && link.Profiles.Contains(found.Profile))
        {
            await link.UseAsync(found.Profile, cancellationToken);
            return found.Family;
        }

        return await AskAsync(link, cancellationToken);
    }

    /// <summary>A whole connection passed without a good answer; a second one makes us ask anew which protocol it is.</summary>
    public void Doubt()
    {
        if (++_doubts >= DoubtsAllowed)
        {
            _found = null;
        }
    }

    /// <summary>A good answer came.</summary>
    public void Trust() => _doubts = 0;

    private async Task<BmsFamily> AskAsync(IGattLink link, CancellationToken cancellationToken)
    {
        var recognition = new BmsRecognition(
            link.Profiles, new DeviceHints(link.Name, address.ToString(), link.ManufacturerIds, known.TypeOf(address)));
        GattProfile? refused = null;
        while (recognition.Found is null && recognition.Next() is BmsProbe probe)
        {
            if (probe.Profile != refused && !await TryAskAsync(link, recognition, probe, cancellationToken))
            {
                refused = probe.Profile;
            }
        }

        if (recognition is not { Found: BmsFamily family, FoundProfile: GattProfile profile })
        {
            throw new VerdictException(recognition.Verdict!);
        }

        _found = (family, profile);
        _doubts = 0;
        Elsewhere.RunBlocking(() =>
        {
            if (known.Remember(address, family.Id) is string problem)
            {
                logger.LogWarning("{Address}: that it speaks {Family} could not be written down: {Problem}", address, family.Name, problem);
            }
        });
        return family;
    }

    /// <returns>False if the device does not let us use this service; another one may work.</returns>
    private async Task<bool> TryAskAsync(IGattLink link, BmsRecognition recognition, BmsProbe probe, CancellationToken cancellationToken)
    {
        try
        {
            await link.UseAsync(probe.Profile, cancellationToken);
            LinkWait.Drain(link);
            battery.Probe(probe, clock.Now);
            await link.WriteAsync(probe.Request, cancellationToken);
        }
        catch (LinkException exception) when (exception.Problem == LinkProblem.TransferFailed)
        {
            logger.LogDebug("{Address}: service {Service} cannot be used: {Reason}", address, probe.Profile.Service, exception.Message);
            return false;
        }

        MonotonicTime deadline = clock.Now + probe.Request.Timeout;
        do
        {
            while (link.Notifications.TryRead(out Notification notification))
            {
                recorder?.Heard(probe, notification.Bytes, notification.At);
                if (recognition.Receive(notification.Bytes, notification.At))
                {
                    return true;
                }
            }
        }
        while (await LinkWait.ForNotificationAsync(link, deadline, clock, cancellationToken));
        return true;
    }
}
