using System.Threading.Channels;
using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Settings.Venus;

/// <summary>
/// Settings that the settings service of Venus OS keeps, over one bus connection of its own. The service may come up later, be restarted, refuse or hang, and the
/// bus may be lost: what was set before holds on, and everything is declared anew when it is there again.
/// </summary>
/// <param name="busAddress">Where the bus is.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told once of each trouble.</param>
public sealed class VenusSettings(string busAddress, MonotonicClock clock, ILogger<VenusSettings> logger) : ISettingsHome
{
    /// <summary>Whoever writes waits, and others behind it.</summary>
    private static readonly TimeSpan s_writeDeadline = TimeSpan.FromSeconds(2);

    /// <summary>What was refused, or does not fit, is asked for again so often.</summary>
    private static readonly TimeSpan s_askAgain = TimeSpan.FromMinutes(1);

    /// <summary>That the service is missing is told again so often.</summary>
    private static readonly TimeSpan s_tellAgain = TimeSpan.FromHours(1);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<VenusDevice> _devices = [];
    private readonly Dictionary<string, VenusDevice> _closed = new(StringComparer.Ordinal);
    private readonly Lock _sync = new();
    private readonly HashSet<(int Instance, string Path)> _conflictsTold = [];
    private VenusSession? _session;
    private bool _hadBus;
    private string? _troubleTold;
    private MonotonicTime? _missingToldAt;
    private bool _wasWaitingTold;

    /// <inheritdoc/>
    public string Place => "the settings of Venus OS";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (int failures = 0; ; failures++)
        {
            string trouble = await ServeAsync(() => failures = 0, cancellationToken);
            if (_troubleTold != trouble)
            {
                _troubleTold = trouble;
                logger.LogWarning("The settings service cannot be used: {Trouble} What was set before holds; it is tried again.", trouble.EndsWith('.') ? trouble : $"{trouble}.");
            }

            await Task.Delay(Backoff.After(failures + 1, 0), clock.TimeProvider, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IDeviceSettings> OpenAsync(string device, int? wish, IReadOnlyList<Setting> settings, CancellationToken cancellationToken)
    {
        var opened = new VenusDevice(this, device, wish, settings, logger);
        lock (_sync)
        {
            if (_closed.Remove(opened.Path, out VenusDevice? before))
            {
                opened.GoOnFrom(before);
            }

            _devices.Add(opened);
        }

        Wake();
        try
        {
            await opened.OpenedAsync().WaitAsync(cancellationToken);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Writes a setting.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="value">Of the type of the setting.</param>
    /// <param name="accepted">Called on the thread of signals, in its place among them, if the service takes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task WriteAsync(string path, Variant value, Action accepted, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _session) is not { Owner: not null } session)
        {
            return;
        }

        try
        {
            await session.WriteAsync(path, value, accepted, s_writeDeadline, cancellationToken);
        }
        catch (DBusException exception)
        {
            logger.LogWarning("The settings service did not take {Path}: {Reason}", path, exception.Message);
        }
    }

    /// <summary>A device is to have a number. It gets it as soon as no other device here is to have the same.</summary>
    internal void Wants(VenusDevice device, int instance)
    {
        lock (_sync)
        {
            device.Wanted = instance;
        }

        Settle();
    }

    /// <summary>Somebody has it open no more.</summary>
    internal void Close(VenusDevice device)
    {
        lock (_sync)
        {
            if (_devices.Remove(device) && device.IsOpen)
            {
                _closed[device.Path] = device;
            }
        }

        Settle();
    }

    private void Settle()
    {
        VenusDevice[] moved;
        lock (_sync)
        {
            VenusDevice[] waiting = [.. _devices.Where(device => device.Wanted is not null && device.Wanted != device.Instance)];
            moved = [.. waiting.Where(device => !_devices.Exists(other => other != device && other.Path != device.Path && other.Wanted == device.Wanted))];
            foreach (VenusDevice device in waiting.Except(moved).Where(device => _conflictsTold.Add((device.Wanted!.Value, device.Path))))
            {
                logger.LogWarning(
                    "{Path} is to have instance {Instance}, which is that of another battery of this driver: it waits until that one has another.", device.Path, device.Wanted);
            }
        }

        foreach (VenusDevice device in moved)
        {
            device.Take(device.Wanted!.Value);
        }
    }

    /// <summary>Serves over one connection until something is wrong with it.</summary>
    /// <returns>What.</returns>
    private async Task<string> ServeAsync(Action succeeded, CancellationToken cancellationToken)
    {
        try
        {
            var options = new DBusConnectionOptions
            {
                TimeProvider = clock.TimeProvider,
                OnHandlerException = (exception, message) => logger.LogWarning(exception, "What the settings service said could not be understood: {Message}", message),
            };
            await using VenusSession session = await VenusSession.OpenAsync(busAddress, options, Wake, Take, cancellationToken);
            _hadBus = true;
            Array.ForEach(Devices(), device => device.DeclaredTo = null);
            Volatile.Write(ref _session, session);
            while (!session.IsLost)
            {
                if (session.Owner is { } owner)
                {
                    foreach (VenusDevice device in Devices().Where(device => device.DeclaredTo != owner || !device.IsComplete))
                    {
                        await session.DeclareAsync(device, cancellationToken);
                        device.DeclaredTo = owner;
                    }

                    succeeded();
                    TellBack();
                }
                else
                {
                    TellMissing();
                }

                await WaitAsync(session, cancellationToken);
            }

            return await session.ReasonAsync();
        }
        catch (DBusException exception)
        {
            return _hadBus ? exception.Message : throw BusException.NoBus(busAddress, exception);
        }
        finally
        {
            Volatile.Write(ref _session, null);
        }
    }

    private void Wake() => _news.Writer.TryWrite(true);

    private void Take(string path, Variant value)
    {
        foreach (VenusDevice device in Devices())
        {
            if (path.StartsWith(device.Path + "/", StringComparison.Ordinal))
            {
                device.Take(path[(device.Path.Length + 1)..], value);
            }
        }
    }

    private VenusDevice[] Devices()
    {
        lock (_sync)
        {
            return [.. _devices];
        }
    }

    /// <summary>Waits until something happens, or it is time to ask or tell again.</summary>
    private async Task WaitAsync(VenusSession session, CancellationToken cancellationToken)
    {
        TimeSpan pause = session.Owner is null ? s_tellAgain : Array.TrueForAll(Devices(), device => device.IsComplete) ? Timeout.InfiniteTimeSpan : s_askAgain;
        if (await TimedWait.ForAsync(_news.Reader, pause, clock.TimeProvider, cancellationToken) is not null)
        {
            _news.Reader.TryRead(out _);
        }
    }

    private void TellMissing()
    {
        // Before somebody opens a device nobody misses the service.
        VenusDevice[] devices = Devices();
        bool isWaiting = Array.Exists(devices, device => !device.IsOpen);
        if (devices.Length == 0 || (_missingToldAt is { } told && told.AgeAt(clock.Now) < s_tellAgain && isWaiting == _wasWaitingTold))
        {
            return;
        }

        (_missingToldAt, _wasWaitingTold) = (clock.Now, isWaiting);
        if (!isWaiting)
        {
            logger.LogWarning("The settings service ({Service}) left the bus. What was set before holds; until it is back nothing can be changed on a screen.", VenusNames.Service);
        }
        else
        {
            logger.LogWarning(
                "Waiting for the settings service ({Service}) on {Bus}: the instance of the battery comes from it, and without one the battery is not served. "
                + "Where this is no Venus OS, SETTINGS = file keeps the settings in a file.",
                VenusNames.Service,
                busAddress);
        }
    }

    private void TellBack()
    {
        if (_missingToldAt is not null || _troubleTold is not null)
        {
            logger.LogInformation("The settings service is there.");
        }

        (_missingToldAt, _troubleTold) = (null, null);
    }
}
