using System.CommandLine;
using BtBattery.Driver.CommandLine;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Installing.Questions;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Installing.Reference;

/// <summary>What an installation is to serve: a bank that the command names, one that the owner's file has already, or that of an installed dbus-btbattery. Nothing is changed yet.</summary>
/// <param name="Bank">The bank.</param>
/// <param name="Migration">What is to be put aside; null for nothing.</param>
internal sealed record PreparedBank(FirstBank Bank, Migration? Migration)
{
    /// <summary>Finds out, asking where there is something to ask.</summary>
    /// <param name="options">The options.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="places">The machine.</param>
    /// <param name="terminal">Where to ask; null if nobody can answer.</param>
    /// <param name="time">The clock of the deadlines.</param>
    /// <exception cref="RefusalException">There is something to say first.</exception>
    public static PreparedBank Make(FirstBankOptions options, ParseResult arguments, Places places, Terminal? terminal, TimeProvider time)
    {
        ReferenceDriver? driver = ReferenceDriver.Find(places);
        bool migrates = options.Migrates(arguments);
        if (migrates && driver is null)
        {
            throw new RefusalException("There is no dbus-btbattery on this machine to take over: leave --migrate out.", ExitCode.Usage);
        }

        bool isUnderWay = IsUnderWay(places);
        if (driver is not null && (migrates || isUnderWay || (driver.IsEnabled && IsWanted(places, driver, terminal))))
        {
            if (options.Batteries(arguments).Count > 0 && !HasBank(places))
            {
                throw new RefusalException($"The addresses are taken over from {driver.Entry}: leave them out, or leave --migrate out and stop it yourself.", ExitCode.Usage);
            }

            FirstBank bank = HasBank(places) ? options.Compose(arguments, places.Config, terminal) : new ReferenceImport(places, driver, options.Given(arguments)).Make(places.Config);
            if (driver.IsEnabled && !isUnderWay && new ReferenceImport(places, driver).Batteries().Except(bank.Batteries).ToArray() is { Length: > 0 } left)
            {
                throw new RefusalException(
                    $"{driver.Entry} serves {string.Join(", ", left)}, which {places.OnMachine(places.Config)} does not name: without it nothing would serve them. Add them with 'btbattery bank add', or set that file aside, so that all is taken over.",
                    ExitCode.Usage);
            }

            return new(bank, new Migration(places, driver, time));
        }

        FirstBank own = options.Compose(arguments, places.Config, terminal);
        if (driver is { IsEnabled: true } && new ReferenceImport(places, driver).Batteries().Intersect(own.Batteries).FirstOrDefault() is var shared && shared != default)
        {
            throw new RefusalException($"dbus-btbattery ({driver!.Entry}) holds {shared}: add --migrate to take over its batteries and settings and stop it, or stop it for good yourself.");
        }

        return new(own, null);
    }

    private static bool IsWanted(Places places, ReferenceDriver driver, Terminal? terminal)
    {
        IReadOnlyList<BatteryAddress> batteries = new ReferenceImport(places, driver).Batteries();
        string serves = batteries.Count > 0 ? $" and serves {string.Join(", ", batteries)}" : "";
        return terminal?.Ask($"dbus-btbattery is installed ({driver.Entry}){serves}. Take over its batteries and settings, and stop it? 'btbattery uninstall' puts it back. [y/N] ")?.ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>An installation that was cut off had begun with it, or it is an update of one that had.</summary>
    private static bool IsUnderWay(Places places) => InstalledFactsFile.Read(places)?.Reference is not null;

    private static bool HasBank(Places places) => File.Exists(places.Config) && new BankText(IniText.Of(File.ReadAllBytes(places.Config))).Batteries.Count > 0;
}
