using BtBattery.DBus;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Links.BlueZ;

/// <content>Repairs that reach beyond a link.</content>
public sealed partial class BlueZConnector : ILinkRepair
{
    /// <summary>A device that is connected is disconnected first, which takes two seconds.</summary>
    private static readonly TimeSpan s_removeTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    /// <remarks>Before the first attempt over an adapter it is the preferred one, on or off: an earlier process may have left it off.</remarks>
    public string? AdapterOf(BatteryAddress battery)
    {
        if (FactsOf(battery).Adapter is { } used)
        {
            return used.Address;
        }

        try
        {
            return _session is { } session ? Adapters.Identify(session.Objects, LastUsed(session.Objects, battery)).Address : null;
        }
        catch (LinkException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<Repair> RemoveDeviceAsync(BatteryAddress battery, CancellationToken cancellationToken) => RepairAsync(
        battery,
        async (session, adapterPath, token) =>
        {
            string device = BlueZNames.DevicePath(adapterPath, battery);
            if (!session.Objects.Has(device, BlueZNames.Device))
            {
                return Repair.NotDone("BlueZ does not know the battery.");
            }

            await session.RefreshAsync(device, BlueZNames.Device, token);
            if (session.Objects.IsTrue(device, BlueZNames.Device, "Paired") || session.Objects.IsTrue(device, BlueZNames.Device, "Bonded"))
            {
                return Repair.NotDone("The battery is paired: removing it would lose the key.");
            }

            if (!session.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
            {
                IReadOnlyList<SeenDevice> heard = await ListenAsync(adapterPath, battery, token);
                if (!heard.Any(one => one.Address == battery))
                {
                    return heard.Count > 0 ? Away(heard[0]) : Repair.NotDone("The Bluetooth adapter hears nobody, and could not find the battery again.");
                }
            }

            await RemoveAsync(session, adapterPath, device, token);
            return Repair.Done("What BlueZ remembered of the battery was removed.");
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<Repair> CycleAdapterAsync(
        BatteryAddress battery, IReadOnlyCollection<BatteryAddress> ours, Func<string, Task<string?>> begin, CancellationToken cancellationToken) => RepairAsync(
        battery,
        async (session, adapterPath, token) =>
        {
            if (await FindForeignAsync(session, adapterPath, ours, token) is string foreign)
            {
                return Repair.NotDone($"The Bluetooth adapter is not switched off and on, since {foreign}, which is not ours, is connected by it.");
            }

            if (!session.Objects.IsTrue(BlueZNames.DevicePath(adapterPath, battery), BlueZNames.Device, "Connected"))
            {
                IReadOnlyList<SeenDevice> heard = await ListenAsync(adapterPath, battery, token);
                if (heard.Count > 0 && !heard.Any(one => one.Address == battery))
                {
                    return Away(heard[0]);
                }
            }

            return await begin(Adapters.Identify(session.Objects, adapterPath).Address) is string reason
                ? Repair.NotDone(reason)
                : await new AdapterPower(session, adapterPath, clock.TimeProvider, logger).CycleAsync(token);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<Repair> SwitchOnAsync(BatteryAddress battery, CancellationToken cancellationToken) => RepairAsync(
        battery, (session, adapterPath, token) => new AdapterPower(session, adapterPath, clock.TimeProvider, logger).SwitchOnAsync(token), cancellationToken);

    /// <inheritdoc/>
    public async Task<Repair> RebuildAsync(CancellationToken cancellationToken)
    {
        await _starting.TakeAsync(cancellationToken);
        try
        {
            _session?.GiveUp("no data come over it");
            return Repair.Done("The connection with BlueZ is made anew.");
        }
        finally
        {
            _starting.Pass();
        }
    }

    private async Task<Repair> RepairAsync(
        BatteryAddress battery, Func<BlueZSession, string, CancellationToken, Task<Repair>> repair, CancellationToken cancellationToken)
    {
        try
        {
            BlueZSession session = await GetSessionAsync(cancellationToken);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(session.Ended, cancellationToken);
            string adapterPath = LastUsed(session.Objects, battery);
            Turns turns = session.RadioOf(adapterPath).Turns;
            await turns.TakeAsync(both.Token);
            try
            {
                return await repair(session, adapterPath, both.Token);
            }
            finally
            {
                turns.Pass();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Repair.NotDone("The Bluetooth service went away.");
        }
        catch (LinkException exception)
        {
            return Repair.NotDone(exception.Message);
        }
        catch (DBusException exception)
        {
            return Repair.NotDone($"BlueZ refused: {exception.Message}");
        }
    }

    /// <summary>The path of the adapter that the last attempt went over, on or off; of the preferred one if that is gone.</summary>
    /// <exception cref="LinkException"><see cref="LinkProblem.NoAdapter"/>: there is none that may be used.</exception>
    private string LastUsed(BlueZObjects objects, BatteryAddress battery)
    {
        IReadOnlyList<string> usable = Adapters.Order(objects, _choice.Preference);
        return usable.FirstOrDefault(path => Adapters.Identify(objects, path) == FactsOf(battery).Adapter) ?? usable[0];
    }

    private static Repair Away(SeenDevice other) => new(
        RepairOutcome.Away, $"The Bluetooth adapter hears others ({other.Address}), and not the battery: a phone app may hold it, it may be asleep, or out of range.");

    /// <summary>What advertises near the adapter; ends as soon as the battery is heard.</summary>
    private async Task<IReadOnlyList<SeenDevice>> ListenAsync(string adapterPath, BatteryAddress battery, CancellationToken cancellationToken)
    {
        var heard = new HeardDevices(seen: null, logger);
        await using BlueZSession listening = await BlueZSession.StartAsync(busAddress, clock.TimeProvider, logger, heard.Observe, followsAll: true, cancellationToken);
        await using (var discovery = new Discovery(listening, listening.Connection, adapterPath, logger))
        {
            await discovery.StartAsync(cancellationToken);
            await listening.Objects.WaitForAsync(() => Hear().Any(one => one.Address == battery) ? "heard" : null, BlueZScanner.FullTime, cancellationToken);
        }

        return Hear();

        SeenDevice[] Hear()
        {
            heard.Update(listening.Objects, adapterPath);
            return [.. heard.Result.Where(device => device.Rssi is not null)];
        }
    }

    /// <summary>A device that is connected by the adapter and is none of our batteries; null if there is none.</summary>
    private static async Task<string?> FindForeignAsync(
        BlueZSession session, string adapterPath, IReadOnlyCollection<BatteryAddress> ours, CancellationToken cancellationToken)
    {
        foreach (string device in session.Objects.Find(BlueZNames.Device, adapterPath))
        {
            string? address = session.Objects.Text(device, BlueZNames.Device, "Address");
            if (BatteryAddress.TryParse(address, out BatteryAddress known) && ours.Contains(known))
            {
                continue;
            }

            if (await session.TryRefreshDeviceAsync(device, cancellationToken) && session.Objects.IsTrue(device, BlueZNames.Device, "Connected"))
            {
                return address;
            }
        }

        return null;
    }

    private static async Task RemoveAsync(BlueZSession session, string adapterPath, string device, CancellationToken cancellationToken)
    {
        try
        {
            await session.Alone.CallAsync(
                adapterPath, BlueZNames.Adapter, "RemoveDevice", "o", (ref MessageWriter call) => call.WriteObjectPath(device), s_removeTimeout, cancellationToken);
        }
        catch (DBusErrorException) when (!session.Objects.Has(device, BlueZNames.Device))
        {
            // BlueZ forgot it by itself at the same moment.
        }
    }
}
