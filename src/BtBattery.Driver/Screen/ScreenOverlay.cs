using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Checks;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Screen;

/// <summary>
/// Lays what was changed on the screen over the files: of a key that the files bound the stricter of both holds, of any other what the screen says. A value that cannot be
/// read, or that cannot hold together with the others, is left out, and the files hold.
/// </summary>
public static class ScreenOverlay
{
    /// <summary>What follows <c>MAX_CELL_VOLTAGE</c> downwards where the files were edited after it was lowered on the screen: each is not above the one before.</summary>
    private static readonly ConfigurationKey<double>[] s_descending = [CellVoltageKeys.Max, CellVoltageKeys.Float, CellVoltageKeys.Blocked];

    /// <summary>The configuration in force.</summary>
    /// <param name="files">Files and command line; without errors.</param>
    /// <param name="screen">What was changed on the screen.</param>
    public static ScreenState Apply(DriverConfiguration files, ScreenValues screen)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(screen);
        if (TryApply(files, screen, out ScreenState all) is not { } contradiction)
        {
            return all;
        }

        // The files were edited since. As much as goes together holds, and which pass finds it does not depend on who was set first.
        (Dictionary<ScreenKey, string> ignored, ScreenValues sound) = Sift(screen);
        ScreenValues holding = ScreenValues.None;
        for (int before = -1; before != holding.Keys.Count();)
        {
            before = holding.Keys.Count();
            foreach (ScreenKey key in sound.Keys.Where(key => !holding.Has(key.Key)))
            {
                ScreenValues more = holding.With(key.Key, sound[key.Key]);
                DriverConfiguration tried = Lay(files, more, isSettled: true);
                holding = tried.HasErrors ? holding : more;
                ignored.Remove(key);
                if (tried.HasErrors)
                {
                    ignored[key] = $"{key.Key.Name} was set to {key.Show(sound[key.Key]!)} on the screen, which does not go with the files any more, and the files hold: {FirstError(tried)}";
                }
            }
        }

        return new(files, Lay(files, holding, isSettled: true), screen, ignored) { Contradiction = contradiction };
    }

    /// <summary>The same, where all that can be read holds together as it is.</summary>
    /// <param name="files">Files and command line; without errors.</param>
    /// <param name="screen">What was changed on the screen.</param>
    /// <param name="state">What holds; of no use with a contradiction.</param>
    /// <returns>Null, or what contradicts what, a sentence.</returns>
    internal static string? TryApply(DriverConfiguration files, ScreenValues screen, out ScreenState state)
    {
        (Dictionary<ScreenKey, string> ignored, ScreenValues sound) = Sift(screen);
        DriverConfiguration laid = Lay(files, sound, isSettled: false);
        state = new(files, laid, screen, ignored);
        return laid.HasErrors ? FirstError(laid) : null;
    }

    /// <summary>What cannot be read, and what can.</summary>
    private static (Dictionary<ScreenKey, string> Ignored, ScreenValues Sound) Sift(ScreenValues screen)
    {
        Dictionary<ScreenKey, string> ignored = [];
        ScreenValues sound = screen;
        foreach (ScreenKey key in screen.Keys.Where(key => screen[key.Key] is null))
        {
            ignored[key] = $"{key.Key.Name} was set on the screen to something that cannot be read, and the files hold: set it anew.";
            sound = sound.Without(key.Key);
        }

        return (ignored, sound);
    }

    private static string FirstError(DriverConfiguration configuration) => configuration.Findings.First(finding => finding.Severity == Severity.Error).Message;

    private static DriverConfiguration Lay(DriverConfiguration files, ScreenValues screen, bool isSettled)
    {
        ConfigurationValues common = Lay(files.Values, screen);
        List<Finding> findings = [];
        List<BatteryConfiguration> batteries = [];
        foreach (BatteryConfiguration battery in files.Batteries)
        {
            ConfigurationValues values = Lay(battery.Values, screen);
            batteries.Add(new(battery.Address, battery.OwnFile, battery.DeviceInstance, isSettled ? Settle(values) : values));
        }

        // What concerns the command line alone was checked with the files.
        BankNode? wiring = BankCheck.Run(new ConfigurationRequest(), batteries, common, findings);
        foreach (BatteryConfiguration battery in batteries)
        {
            findings.AddRange(BatteryCheck.Run(battery.Values, common));
        }

        return new(findings, files.Files, common, batteries, wiring);
    }

    private static ConfigurationValues Lay(ConfigurationValues files, ScreenValues screen)
    {
        ConfigurationValues laid = files;
        foreach (ScreenKey key in screen.Keys)
        {
            if (!files.Has(key.Key) || screen[key.Key] is not { } set)
            {
                continue;
            }

            ConfigurationValue value = files[key.Key];
            object stricter = key.Stricter(value.Value!, set);
            if (!key.IsBound || key.Key.Format(stricter) != key.Key.Format(value.Value))
            {
                laid = laid.With(value.Over(stricter, ValueOrigin.Screen));
            }
        }

        return laid;
    }

    /// <summary>Lowers what has to follow.</summary>
    private static ConfigurationValues Settle(ConfigurationValues values)
    {
        ConfigurationValues settled = values;
        for (int i = 1; i < s_descending.Length; i++)
        {
            ConfigurationKey<double> above = s_descending[i - 1];
            if (settled.Get(s_descending[i]) > settled.Get(above))
            {
                settled = settled.With(settled[s_descending[i]].Over(settled.Get(above), ValueOrigin.ScreenWith(above)));
            }
        }

        return settled;
    }
}
