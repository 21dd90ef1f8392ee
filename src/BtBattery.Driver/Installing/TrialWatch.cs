using BtBattery.Driver.CommandLine;

namespace BtBattery.Driver.Installing;

/// <summary>Waits for what becomes of a version on trial. It decides nothing: what starts the program does.</summary>
/// <param name="means">What the installation is changed with.</param>
internal sealed class TrialWatch(InstallMeans means)
{
    /// <summary>Three minutes for the version to answer while the machine itself starts, as after an update from a stick, and time for it to end and for the old one to start.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(300);

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_sayAgain = TimeSpan.FromSeconds(15);

    /// <summary>Ends once the version has proven itself, or at once if the service does not run. The trial has begun, and may be decided by now.</summary>
    /// <param name="to">The link to it.</param>
    /// <param name="version">Which one it is.</param>
    /// <param name="cancellationToken">Gives up waiting; the trial goes on.</param>
    /// <exception cref="RefusalException">It was taken back, or nothing was decided in time.</exception>
    public async Task AwaitAsync(string to, string version, CancellationToken cancellationToken)
    {
        if (File.Exists(means.Places.Trial) && !await means.Host.IsRunningAsync(cancellationToken))
        {
            means.Tell($"The service does not run: version {version} is on trial when it is started.");
            return;
        }

        long start = means.TimeProvider.GetTimestamp();
        TimeSpan said = TimeSpan.Zero;
        means.Tell($"Waiting for version {version} to answer …");
        while (File.Exists(means.Places.Trial))
        {
            TimeSpan waited = means.TimeProvider.GetElapsedTime(start);
            if (waited > s_deadline)
            {
                throw new RefusalException(
                    FormattableString.Invariant($"Version {version} is still on trial after {s_deadline.TotalSeconds:0} s. 'btbattery status' says what becomes of it; the log: {means.Host.LogCommand}"),
                    ExitCode.NoData);
            }

            if (waited - said > s_sayAgain)
            {
                said = waited;
                means.Tell(FormattableString.Invariant($"… {waited.TotalSeconds:0} s"));
            }

            await Task.Delay(s_look, means.TimeProvider, cancellationToken);
        }

        // Where there is nothing to go back to, it goes on although it failed.
        string? failed = Trial.RolledBack(means.Places) is { } trial && trial.To == to ? trial.Failed ?? "it did not answer" : null;
        if (failed is null && means.Slots.Current is { } current && Slots.TargetOf(current) == to)
        {
            means.Tell($"Version {version} runs and answers. 'btbattery rollback' goes back to the one before.");
            return;
        }

        string why = (failed ?? "it did not answer").TrimEnd('.');
        string what = means.Slots.Current is { } now && Slots.TargetOf(now) != to
            ? $"Version {version} was taken back: {why}. Version {now.Version} runs again."
            : $"Version {version} has not proven itself: {why}. There is no version to go back to, so that it goes on: install BtBattery again.";
        throw new RefusalException($"{what} The log: {means.Host.LogCommand}", ExitCode.NoData);
    }
}
