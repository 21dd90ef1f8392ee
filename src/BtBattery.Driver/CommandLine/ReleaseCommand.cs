using System.CommandLine;
using System.Globalization;
using BtBattery.DBus;
using BtBattery.Driver.Control;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery release MAC --minutes N</c>: a running driver lets somebody's phone in for a while.</summary>
internal static class ReleaseCommand
{
    private const string ProblemCodePath = "/Diagnostics/ProblemCode";
    private const string ProblemPath = "/Diagnostics/Problem";

    /// <summary>The driver gives up dropping its link sooner.</summary>
    private static readonly TimeSpan s_dropTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Looking for the battery, and connecting.</summary>
    private static readonly TimeSpan s_returnTimeout = TimeSpan.FromSeconds(60);

    private static readonly LinkOptions Link = new(LogLevel.Warning);

    private static readonly Option<int> Minutes = CreateMinutes();

    private static readonly Option<bool> Cancel = new("--cancel") { Description = "Takes the link back at once." };

    private static readonly Option<bool> Wait = new("--wait") { Description = "Waits until the driver has the link again; Ctrl+C takes it back at once." };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Does it without asking." };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "release",
            "Lets a phone app connect with a battery for some minutes, without stopping the driver that serves it. Says what will\n"
            + "happen meanwhile, and asks first. The driver connects again when the time is up.",
            "btbattery release A4:C1:38:00:00:01 --minutes 10",
            "btbattery release A4:C1:38:00:00:01 --minutes 10 --wait",
            "btbattery release A4:C1:38:00:00:01 --cancel");
        Link.AddTo(command, Minutes, Cancel, Wait, Yes);
        command.SetAction(RunAsync);
        return command;
    }

    private static Option<int> CreateMinutes()
    {
        Option<int> minutes = NumberOption.Create("--minutes", "N", "For how many minutes; has to be given, unless --cancel is", 1, PhoneRelease.MostMinutes, 1);

        // How long is for the owner to say.
        minutes.DefaultValueFactory = null;
        return minutes;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        bool cancels = arguments.GetValue(Cancel);
        bool asks = !cancels && !arguments.GetValue(Yes);
        bool isTimeGiven = arguments.GetResult(Minutes) is not null;
        if (cancels ? isTimeGiven || arguments.GetValue(Wait) : !isTimeGiven)
        {
            Complaint.Write(cancels ? "--cancel takes the link back at once: leave --minutes and --wait out." : "Say for how long: --minutes N, or --cancel to take the link back.");
            return ExitCode.Usage;
        }

        if (asks && !Consent.CanBeGiven("release", "it lets go"))
        {
            return ExitCode.Usage;
        }

        BatteryAddress address = Link.Address(arguments);
        try
        {
            await using RunningDriver? driver = await RunningDriver.FindAsync(Link.BusAddress(arguments), address, cancellationToken);
            if (driver is null)
            {
                Complaint.Write($"No running driver serves {address}, so none holds its link: a phone app can connect as it is.");
                return ExitCode.NoData;
            }

            return cancels ? await CancelAsync(driver, cancellationToken) : await ReleaseAsync(driver, arguments, asks, cancellationToken);
        }
        catch (DBusErrorException exception) when (exception.ErrorName is DBusErrorNames.UnknownObject or DBusErrorNames.UnknownMethod)
        {
            Complaint.Write($"The driver that serves {address} is of an older version and cannot release its link: restart it, or stop it.");
            return ExitCode.NoData;
        }
        catch (DBusErrorException exception)
        {
            Complaint.Write($"The driver that serves {address} has ended, or refuses: {exception.Message}");
            return ExitCode.NoData;
        }
        catch (DBusException exception)
        {
            Complaint.Write($"There is no D-Bus, or it cannot be used: {exception.Message}");
            return ExitCode.Environment;
        }
    }

    private static async Task<int> ReleaseAsync(RunningDriver driver, ParseResult arguments, bool asks, CancellationToken cancellationToken)
    {
        int minutes = arguments.GetValue(Minutes);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"This releases the Bluetooth link of {driver.Address} for {minutes} min, so that a phone app can connect."));
        Console.Out.WriteLine(await driver.ReadTextAsync(PhoneRelease.InfoPath, cancellationToken));
        if (asks && !Consent.IsGiven("Release it?"))
        {
            Console.Out.WriteLine("Nothing was changed.");
            return ExitCode.NoData;
        }

        using var stop = new StopSignals(cancellationToken);
        try
        {
            if (!await driver.WriteAsync(PhoneRelease.MinutesPath, minutes, stop.Token))
            {
                return await TellRefusalAsync(driver, stop.Token);
            }

            await driver.WaitForTextAsync(ProblemCodePath, code => code == ProblemCode.Released, s_dropTimeout, TimeProvider.System, stop.Token);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Released: a phone app can connect now. The driver connects again in {minutes} min, or after 'btbattery release {driver.Address} --cancel'."));
            return arguments.GetValue(Wait) ? await WaitAsync(driver, minutes, stop.Token) : ExitCode.Fine;
        }
        catch (TimeoutException)
        {
            Complaint.Write(FormattableString.Invariant($"The driver agreed and has not dropped its link within {s_dropTimeout.TotalSeconds} s; look at {ProblemPath}."));
            return ExitCode.NoData;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return await CancelAsync(driver, CancellationToken.None);
        }
    }

    private static async Task<int> TellRefusalAsync(RunningDriver driver, CancellationToken cancellationToken)
    {
        string why = await driver.ReadTextAsync(ProblemCodePath, cancellationToken) == ProblemCode.Released
            ? $"it is {await driver.ReadTextAsync(ProblemPath, cancellationToken)}"
            : "a FET is being switched";
        Complaint.Write($"The driver does not release {driver.Address}: {why}. Try again when that is done.");
        return ExitCode.NoData;
    }

    /// <summary>Tells each minute, until the time is up, and then whether the driver is back.</summary>
    private static async Task<int> WaitAsync(RunningDriver driver, int minutes, CancellationToken cancellationToken)
    {
        string last = minutes.ToString(CultureInfo.InvariantCulture);
        while (last != "0")
        {
            string before = last;
            last = await driver.WaitForTextAsync(
                PhoneRelease.MinutesPath, text => text != before, TimeSpan.FromMinutes(PhoneRelease.MostMinutes), TimeProvider.System, cancellationToken);
            Console.Out.WriteLine(last == "0" ? "The time is up." : $"{last} min more.");
        }

        return await TellReturnAsync(driver, cancellationToken);
    }

    private static async Task<int> CancelAsync(RunningDriver driver, CancellationToken cancellationToken)
    {
        if (await driver.ReadTextAsync(PhoneRelease.MinutesPath, cancellationToken) == "0")
        {
            Console.Out.WriteLine($"{driver.Address} is not released.");
            return ExitCode.Fine;
        }

        await driver.WriteAsync(PhoneRelease.MinutesPath, 0, cancellationToken);
        Console.Out.WriteLine("Taken back.");
        return await TellReturnAsync(driver, cancellationToken);
    }

    private static async Task<int> TellReturnAsync(RunningDriver driver, CancellationToken cancellationToken)
    {
        try
        {
            string code = await driver.WaitForTextAsync(ProblemCodePath, code => code != ProblemCode.Released, s_returnTimeout, TimeProvider.System, cancellationToken);
            if (code.Length == 0)
            {
                Console.Out.WriteLine("The driver has the link again.");
                return ExitCode.Fine;
            }

            Complaint.Write($"The driver tries to connect again: {await driver.ReadTextAsync(ProblemPath, cancellationToken)}");
        }
        catch (TimeoutException)
        {
            Complaint.Write(FormattableString.Invariant($"The driver has not connected again within {s_returnTimeout.TotalSeconds} s; look at {ProblemPath}."));
        }

        return ExitCode.NoData;
    }
}
