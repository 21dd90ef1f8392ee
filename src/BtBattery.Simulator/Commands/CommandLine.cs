using System.CommandLine;

namespace BtBattery.Simulator.Commands;

/// <summary>The command line: words, options, help.</summary>
internal static class CommandLine
{
    public static RootCommand Create(TimeProvider time) =>
        new("Simulated Bluetooth batteries behind a simulated BlueZ, and a watcher of Victron's D-Bus services.")
        {
            Run(time),
            Control(time),
            Watch(time),
            Addresses(),
        };

    private static Command Run(TimeProvider time)
    {
        Option<string> scenario = Scenario();
        Option<string?> bus = Bus("D-Bus address (default: DBUS_SYSTEM_BUS_ADDRESS, which must be set: the real system bus is never used)");
        var control = new Option<string?>("--control")
        {
            Description = "unix socket to take commands on (default: none)",
            HelpName = "SOCKET",
        };
        var command = new Command("run", """
            Be org.bluez on a bus, with the batteries of a scenario in range.

            Example:
              btbattery-sim run --scenario scenarios/one-battery.json --bus unix:path=/tmp/demo-bus --control /tmp/demo-control
            """) { scenario, bus, control };
        command.SetAction((options, _) => RunCommand.ExecuteAsync(
            options.GetRequiredValue(scenario), options.GetValue(bus), options.GetValue(control), time));
        return command;
    }

    private static Command Control(TimeProvider time)
    {
        var socket = new Argument<string>("SOCKET") { Description = "the --control socket of a running simulator" };
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "a command and its arguments; \"help\" lists them",
            Arity = ArgumentArity.OneOrMore,
            CaptureRemainingTokens = true,
        };
        var command = new Command("ctl", """
            Send one command to a running simulator.

            Example:
              btbattery-sim ctl /tmp/demo-control set all cell3=3.45 current=-12
            """) { socket, words };
        command.SetAction((options, _) => ControlCommand.ExecuteAsync(options.GetRequiredValue(socket), options.GetRequiredValue(words), time));
        return command;
    }

    private static Command Watch(TimeProvider time)
    {
        Option<string?> bus = Bus("D-Bus address (default: DBUS_SYSTEM_BUS_ADDRESS, else the system bus)");
        var once = new Option<bool>("--once") { Description = "wait until every battery service shows a whole battery, print, end" };
        var json = new Option<bool>("--json") { Description = "with --once: print one JSON object {service: {path: value}}" };
        var timeout = new Option<double>("--timeout")
        {
            Description = "with --once: seconds to wait (default 60)",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 60,
        };
        var services = new Option<int>("--services")
        {
            Description = "with --once: battery services to wait for (default 1)",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("watch", """
            Show what is published under com.victronenergy on a bus.

            Example:
              btbattery-sim watch --once --json --timeout 30
            """) { bus, once, json, timeout, services };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && !result.GetValue(once)) result.AddError("--json needs --once.");
        });
        timeout.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 1e6)) result.AddError("--timeout takes a number of seconds above 0.");
        });
        services.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--services takes a number from 1.");
        });
        command.SetAction((options, _) => WatchCommand.ExecuteAsync(
            options.GetValue(bus),
            options.GetValue(once),
            options.GetValue(json),
            TimeSpan.FromSeconds(options.GetValue(timeout)),
            options.GetValue(services),
            time));
        return command;
    }

    private static Command Addresses()
    {
        Option<string> scenario = Scenario();
        var command = new Command("addresses", """
            Print the Bluetooth addresses of a scenario, one per line, and check the file.

            Example:
              btbattery-sim addresses --scenario scenarios/two-batteries.json
            """) { scenario };
        command.SetAction(options => AddressesCommand.Execute(options.GetRequiredValue(scenario)));
        return command;
    }

    private static Option<string> Scenario() => new("--scenario")
    {
        Description = "JSON file that describes the batteries",
        HelpName = "FILE",
        Required = true,
    };

    private static Option<string?> Bus(string description) => new("--bus") { Description = description, HelpName = "ADDRESS" };
}
