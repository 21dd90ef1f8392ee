using System.Runtime.CompilerServices;
using BtBattery.DBus;
using BtBattery.Driver.Configuration.Reading;

namespace BtBattery.Driver.Configuration;

/// <summary>
/// Notices changes of the files while the driver runs. A bad change has no effect at all: the last good configuration
/// stays in force. Looks at contents, not at times, which an editor or a copy may set to anything.
/// </summary>
/// <param name="request">What the configuration was loaded with.</param>
/// <param name="inForce">The configuration that holds; without errors.</param>
/// <param name="files">Where files come from.</param>
/// <param name="time">The clock.</param>
public sealed class ConfigurationWatch(ConfigurationRequest request, DriverConfiguration inForce, IConfigurationFiles files, TimeProvider time)
{
    private readonly IReadOnlyList<ConfigurationFile> _first = inForce.Files;
    private DriverConfiguration _inForce = inForce;

    /// <summary>From one look at the files to the next.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What changes of the files lead to, until cancelled. A change counts once two looks have seen the same, so
    /// that a file which is just being written is not taken for the whole.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<ConfigurationChange> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ConfigurationFile[] handled = [.. _first];
        ConfigurationFile[] previous = handled;
        bool wasBad = false;
        while (true)
        {
            await Task.Delay(Interval, time, cancellationToken);
            ConfigurationFile[] seen = await Elsewhere.RunBlockingAsync<ConfigurationFile[]>(() => [.. _first.Select(file => ConfigurationFile.Look(file.Path, files, out _, out _))]);
            bool isSettled = seen.SequenceEqual(previous) && !seen.SequenceEqual(handled);
            previous = seen;
            if (!isSettled)
            {
                continue;
            }

            DriverConfiguration loaded = await Elsewhere.RunBlockingAsync(() => ConfigurationLoader.Load(request, files));
            if (!loaded.Files.SequenceEqual(seen))
            {
                // Written between the look and the loading, so what was loaded may be half of it: it has to settle again.
                continue;
            }

            handled = seen;
            Finding[] findings = [.. loaded.Findings, .. FindGone(seen)];
            if (findings.Any(finding => finding.Severity == Severity.Error))
            {
                wasBad = true;
                yield return new ConfigurationChange(_inForce, IsNew: false, findings);
                continue;
            }

            bool isNew = !loaded.IsSameAs(_inForce);
            _inForce = loaded;
            if (isNew || wasBad)
            {
                yield return new ConfigurationChange(_inForce, isNew, isNew ? findings : []);
            }

            wasBad = false;
        }
    }

    /// <summary>At a start a file need not be there. One that vanishes while its values are in use is more likely an accident than a wish.</summary>
    private IEnumerable<Finding> FindGone(ConfigurationFile[] seen) =>
        from pair in _first.Zip(seen)
        where pair.First.IsFound && !pair.Second.IsFound
        select new Finding(
            Severity.Error,
            FindingCodes.MissingFile,
            "The file is gone. What it said stays in force until the driver is started again: put it back, or start the driver again without it.")
        {
            File = pair.First.Path,
        };
}
