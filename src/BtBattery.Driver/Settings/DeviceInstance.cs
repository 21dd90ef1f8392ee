using BtBattery.Driver.Run;

namespace BtBattery.Driver.Settings;

/// <summary>Waiting for the number of a device.</summary>
internal static class DeviceInstance
{
    /// <summary>Waits until a device has its number; for ever for one that was opened without.</summary>
    /// <param name="settings">The device.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The number.</returns>
    public static async Task<int> WaitForInstanceAsync(this IDeviceSettings settings, CancellationToken cancellationToken)
    {
        var given = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        settings.InstanceChanged += Note;
        try
        {
            if (settings.Instance is null)
            {
                await InContext.Of(given.Task).WaitAsync(cancellationToken);
            }

            return settings.Instance!.Value;
        }
        finally
        {
            settings.InstanceChanged -= Note;
        }

        void Note(int instance) => given.TrySetResult();
    }
}
