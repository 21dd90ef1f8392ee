using System.Globalization;
using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Doctor.Rules;

/// <summary>The machine itself: storage, boot, clock, configuration.</summary>
internal static class MachineRules
{
    /// <summary>A settings file and a log fit into it; below, Venus OS loses settings. The number is ours.</summary>
    private const long LeastFreeBytes = 5_000_000;

    /// <summary>This program did not exist before.</summary>
    private static readonly DateTimeOffset s_earliest = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A file may carry the local time of the machine it was packed on.</summary>
    private static readonly TimeSpan s_fileTimeSlack = TimeSpan.FromDays(1);

    public static IEnumerable<Finding> Find(SystemFacts facts)
    {
        foreach (string error in facts.ConfigurationErrors ?? [])
        {
            yield return DiagnosisCodes.ConfigurationError.About(null, ("error", Diagnosis.Sentence(error)));
        }

        if (facts.Machine is not { IsVenus: true })
        {
            yield break;
        }

        if (facts.DataFolder is { IsReadOnly: true })
        {
            yield return DiagnosisCodes.DataReadOnly.About("/data");
        }
        else if (facts.DataFolder is { FreeBytes: < LeastFreeBytes and long free })
        {
            yield return DiagnosisCodes.DataFull.About("/data", ("free", string.Create(CultureInfo.InvariantCulture, $"{free / 1e6:F1} MB")));
        }

        if (facts.BootHooks is { Active: null, Disabled: string disabled })
        {
            yield return DiagnosisCodes.BootHookDisabled.About(
                disabled,
                ("why", $"its start script was renamed to {disabled}, as the modification check of Venus OS does"),
                ("command", $"mv {disabled} {(disabled.EndsWith(".disabled", StringComparison.Ordinal) ? disabled[..^".disabled".Length] : disabled)}"));
        }
        else if (facts.BootHooks is { Active: string active, IsExecutable: false })
        {
            yield return DiagnosisCodes.BootHookDisabled.About(active, ("why", $"{active} is not executable"), ("command", $"chmod 755 {active}"));
        }

        if (facts.Clock is { } clock && (clock.Now < s_earliest || clock.Now + s_fileTimeSlack < clock.ProgramWritten))
        {
            yield return DiagnosisCodes.ClockNotSet.About(null, ("now", clock.Now.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)));
        }
    }
}
