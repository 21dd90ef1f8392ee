using BtBattery.DBus;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Links.BlueZ;

/// <summary>Switches an adapter off and on. What was begun is ended: an adapter that is off serves nobody.</summary>
internal sealed class AdapterPower(BlueZSession session, string adapterPath, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>A chip that takes longer than this to obey has not understood.</summary>
    private static readonly TimeSpan s_callTimeout = TimeSpan.FromSeconds(5);

    /// <summary>BlueZ answers before the property has changed, or after.</summary>
    private static readonly TimeSpan s_effectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Chips on a UART that are switched on at once after off come up without their firmware.</summary>
    private static readonly TimeSpan s_offTime = TimeSpan.FromSeconds(2);

    /// <summary>BlueZ answers Busy while it still cleans up.</summary>
    private const int TriesToSwitchOn = 3;

    private string Name => Adapters.Identify(session.Objects, adapterPath).Name;

    /// <summary>Off and on.</summary>
    /// <param name="cancellationToken">Leaves out pauses and repetitions, never the switching on.</param>
    public async Task<Repair> CycleAsync(CancellationToken cancellationToken)
    {
        string? refusal = await SetAsync(on: false);
        if (refusal is not null && Adapters.IsOn(session.Objects, adapterPath))
        {
            // A call that nobody answered may take effect later, so the adapter is told to be on, too.
            await SetAsync(on: true);
            return Repair.NotDone($"The Bluetooth adapter {Name} cannot be switched off: {refusal}");
        }

        await PauseAsync(s_offTime, cancellationToken);
        return await SwitchOnAsync(cancellationToken) is { Outcome: RepairOutcome.NotDone, Text: var reason }
            ? new Repair(RepairOutcome.LeftOff, $"{reason} It was switched off by this driver.")
            : Repair.Done($"The Bluetooth adapter {Name} was switched off and on.");
    }

    /// <summary>On; fine if it is on already.</summary>
    public async Task<Repair> SwitchOnAsync(CancellationToken cancellationToken)
    {
        string? refusal = null;
        for (int tries = 0; tries < TriesToSwitchOn; tries++)
        {
            if (tries > 0)
            {
                await PauseAsync(s_offTime, cancellationToken);
            }

            refusal = await SetAsync(on: true);
            if (Adapters.IsOn(session.Objects, adapterPath))
            {
                return Repair.Done($"The Bluetooth adapter {Name} is on.");
            }

            if (cancellationToken.IsCancellationRequested || session.Ended.IsCancellationRequested)
            {
                break;
            }
        }

        return Repair.NotDone($"The Bluetooth adapter {Name} does not come on: {refusal ?? "nothing happened."}");
    }

    /// <returns>Null, or why BlueZ did not do it.</returns>
    private async Task<string?> SetAsync(bool on)
    {
        try
        {
            await session.Alone.CallAsync(adapterPath, BlueZNames.Properties, "Set", "ssv", Write, s_callTimeout, CancellationToken.None);
        }
        catch (DBusException exception)
        {
            logger.LogDebug("{Adapter}: Powered = {On}: {Reason}", Name, on, exception.Message);
            return exception.Message;
        }

        await session.Objects.WaitForAsync(
            () => Adapters.IsOn(session.Objects, adapterPath) == on ? "done" : null, s_effectTimeout, CancellationToken.None);
        return null;

        void Write(ref MessageWriter call)
        {
            call.WriteString(BlueZNames.Adapter);
            call.WriteString("Powered");
            call.WriteVariantBoolean(on);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
