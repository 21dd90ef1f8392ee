using System.Text;
using System.Text.Json;
using BtBattery.Simulator.Bms;
using BtBattery.Simulator.BlueZ;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>The control language: one line per command.</summary>
internal static class ControlCommands
{
    public static readonly IReadOnlyList<ControlCommand> All =
    [
        new("help", "", "lists the commands", (_, _, _) => Help()),
        new("list", "", "state of every battery as JSON", (simulation, _, _) => List(simulation)),
        new("set", "NAME key=value …", "changes what it measures", (simulation, batteries, changes) =>
            Each(batteries, battery => Set(simulation, battery, changes))),
        new("fault", "NAME what[=value] …", $"makes it misbehave: {FaultKeys.Names}", (_, batteries, faults) =>
            Each(batteries, battery => Break(battery.Faults, faults))),
        new("silence", "NAME", "stays connected, answers nothing", (_, batteries, _) =>
            Each(batteries, battery => battery.Faults.IsSilent = true)),
        new("restore", "NAME", "ends all its faults, comes back into range", (simulation, batteries, _) =>
            Each(batteries, simulation.BlueZ.Restore)),
        new("drop", "NAME", "ends its link and advertises again", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Drop)),
        new("vanish", "NAME", "goes out of range", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Vanish)),
        new("back", "NAME", "comes back into range", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Return)),
        new("phantom", "NAME [stuck]", "leaves its link unnoticed; stuck: Disconnect does not help", (simulation, batteries, how) =>
            Each(batteries, battery => simulation.BlueZ.MakePhantom(battery, IsStuck(how)))),
        new("unsubscribe", "NAME", "forgets that its notifications are on", (simulation, batteries, _) =>
            Each(batteries, simulation.BlueZ.Unsubscribe)),
        new("sleep", "NAME", "its board falls asleep, until wake, restore or a current", (simulation, batteries, _) =>
            Each(batteries, battery => Sleep(simulation, battery))),
        new("wake", "NAME", "its board wakes", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Wake)),
        new("phone", "NAME on|off", "a phone takes it whenever it is free", (simulation, batteries, how) =>
            Each(batteries, battery => simulation.BlueZ.WantByPhone(battery, IsOn(how)))),
        new("rssi", "NAME DBM", "how strongly it is heard from now on", (_, batteries, dbm) =>
            Each(batteries, battery => battery.Rssi = Strength(Single(dbm, "a number of dBm")))),
        new("remove", "NAME", "another client removes the device", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Remove)),
        new("swap", "NAME NAME", "each answers with the other's data, until restore", Swap),
        new("notify", "NAME HEX", "sends a notification nobody asked for", (_, batteries, bytes) =>
            Each(batteries, battery => battery.Link?.SendUnasked(Hex(Single(bytes, "bytes in hexadecimal"))))),
        new("history", "NAME [clear]", "what was written to it, as hexadecimal words", (_, batteries, how) => History(batteries, how)),
        new("adapter", "[hciN] on|off|unplug|plug [hciN]|lock-up HOW|fault what[=value] …|restore", "what happens to an adapter", (simulation, _, how) =>
            AdapterCommand.Run(simulation.BlueZ, how)),
        new("foreign-scan", "on|off", "another program scans: StartDiscovery is InProgress", (simulation, _, how) =>
            { simulation.BlueZ.HasForeignScan = IsOn(how); return ""; }),
        new("disconnect-all", "[every=SECONDS|off]", "another program disconnects everybody, once or regularly", (simulation, _, how) =>
            simulation.DisconnectAll(Period(how))),
        new("daemon", "hang|ignore|resume|stop|quit|start", "bluetoothd hangs, ignores its present clients, goes on, is killed, ends in order, is started", (simulation, _, how) =>
            DaemonCommand.Run(simulation.BlueZ, how)),
        new("physics", PhysicsCommand.Arguments, "what is around the bank; without anything the present figures as JSON", (simulation, _, how) =>
            PhysicsCommand.Run(simulation.Physics ?? throw NoPhysics(), how)),
    ];

    /// <summary>Carries out one line; throws <see cref="ControlException"/>.</summary>
    public static string Run(Simulation simulation, string line)
    {
        IReadOnlyList<string> words = ControlLine.Split(line);
        ControlCommand command = Find(words, out IReadOnlyList<string> arguments);
        if (!command.TakesBattery) return command.Run(simulation, [], arguments);
        IReadOnlyList<Peripheral> batteries = Batteries(simulation.BlueZ.Peripherals, command, arguments);
        return command.Run(simulation, batteries, [.. arguments.Skip(1)]);
    }

    /// <summary>Says what is wrong with a line, as far as it can be seen without running it; null = nothing.</summary>
    public static string? Problem(IReadOnlyList<Peripheral> batteries, IReadOnlyList<AdapterSettings> adapters, bool hasPhysics, string line)
    {
        try
        {
            ControlCommand command = Find(ControlLine.Split(line), out IReadOnlyList<string> arguments);
            if (command.TakesBattery) Batteries(batteries, command, arguments);
            if (command.Name == "adapter") AdapterCommand.Check([.. adapters.Select(adapter => adapter.Index)], arguments);
            if (command.Name == "physics") CheckPhysics(hasPhysics, batteries, arguments);
            if (command.Name == "fault") Break(new Faults(), [.. arguments.Skip(1)]);
            return null;
        }
        catch (ControlException problem)
        {
            return problem.Message;
        }
    }

    private static ControlCommand Find(IReadOnlyList<string> words, out IReadOnlyList<string> arguments)
    {
        if (words.Count == 0) throw new ControlException("no command; try help");
        arguments = [.. words.Skip(1)];
        return All.FirstOrDefault(command => command.Name == words[0])
            ?? throw new ControlException($"there is no command {words[0]}; try help");
    }

    /// <summary>A battery is named by its name, its address, its number from 1, or "all".</summary>
    private static IReadOnlyList<Peripheral> Batteries(IReadOnlyList<Peripheral> batteries, ControlCommand command,
        IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0) throw new ControlException($"{command.Name} needs the name of a battery");
        string name = arguments[0];
        return NamedOrAll(batteries, name);
    }

    /// <summary>The battery of a name, an address or a number, or all of them.</summary>
    public static IReadOnlyList<Peripheral> NamedOrAll(IReadOnlyList<Peripheral> batteries, string name) =>
        name == "all" ? batteries : [Named(batteries, name)];

    private static Peripheral Named(IReadOnlyList<Peripheral> batteries, string name)
    {
        if (batteries.FirstOrDefault(each =>
            each.Name == name || each.Address.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1
            && number <= batteries.Count) return batteries[number - 1];
        throw new ControlException($"there is no battery {name}; there are {string.Join(", ", batteries.Select(each => each.Name))}");
    }

    private static void CheckPhysics(bool hasPhysics, IReadOnlyList<Peripheral> batteries, IReadOnlyList<string> arguments)
    {
        if (!hasPhysics) throw NoPhysics();
        PhysicsCommand.Check(arguments);
        if (arguments is ["freeze" or "thaw", var name]) NamedOrAll(batteries, name);
    }

    private static ControlException NoPhysics() => new("this scenario has no physics");

    private static string Each(IReadOnlyList<Peripheral> batteries, Action<Peripheral> action)
    {
        foreach (Peripheral battery in batteries) action(battery);
        return "";
    }

    private static string Help() =>
        string.Join(" | ", All.Select(command => $"{command.Name} {command.Arguments}".TrimEnd() + ": " + command.Help));

    private static void Set(Simulation simulation, Peripheral battery, IReadOnlyList<string> changes)
    {
        if (changes.Count == 0) throw new ControlException($"nothing to set; values are {StateKeys.Names}");
        if (simulation.Physics?.Batteries.FirstOrDefault(each => each.Radio == battery) is { } measured)
        {
            measured.Set(changes);
            return;
        }
        BatteryState state = changes.Aggregate(battery.Pack.State, StateKeys.Apply);
        if (battery.Bms.Objection(state) is { } objection) throw new ControlException(objection);
        battery.Pack.State = state;
        if (battery.IsAsleep && state.Current != 0) simulation.BlueZ.Wake(battery);
    }

    private static void Sleep(Simulation simulation, Peripheral battery)
    {
        if (battery.Pack.State.Current != 0)
            throw new ControlException($"a board sleeps only while no current flows: set {battery.Name} current=0 comes first");
        simulation.BlueZ.Sleep(battery);
    }

    private static void Break(Faults faults, IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0) throw new ControlException($"no fault given; there are {FaultKeys.Names}");
        foreach (string each in wanted) FaultKeys.Apply(faults, each);
    }

    private static string Swap(Simulation simulation, IReadOnlyList<Peripheral> batteries, IReadOnlyList<string> other)
    {
        Peripheral first = batteries[0];
        Peripheral second = Named(simulation.BlueZ.Peripherals, Single(other, "a second battery"));
        (first.Voice, second.Voice) = (second.Voice, first.Voice);
        return "";
    }

    private static string History(IReadOnlyList<Peripheral> batteries, IReadOnlyList<string> how)
    {
        string written = string.Join(' ', batteries.SelectMany(battery => battery.Counters.Written).Select(Convert.ToHexStringLower));
        if (how is ["clear"]) Each(batteries, battery => battery.Counters.Forget());
        else if (how.Count > 0) throw new ControlException($"{how[0]} is not clear");
        return written;
    }

    private static bool IsStuck(IReadOnlyList<string> how) => how switch
    {
        [] => false,
        ["stuck"] => true,
        _ => throw new ControlException($"{how[0]} is not stuck"),
    };

    private static bool IsOn(IReadOnlyList<string> how) => how switch
    {
        ["on"] => true,
        ["off"] => false,
        _ => throw new ControlException("on or off is needed"),
    };

    /// <summary>null = once, zero = no longer.</summary>
    private static TimeSpan? Period(IReadOnlyList<string> how) => how switch
    {
        [] => null,
        ["off"] => TimeSpan.Zero,
        [var text] when text.StartsWith("every=", StringComparison.Ordinal) => FaultKeys.Seconds(text["every=".Length..], least: 0.1),
        _ => throw new ControlException("nothing, every=SECONDS or off is needed"),
    };

    private static string Single(IReadOnlyList<string> words, string what) =>
        words.Count == 1 ? words[0] : throw new ControlException($"{what} is needed");

    private static short Strength(string text) =>
        short.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out short dbm) && dbm is >= -127 and <= 20
            ? dbm : throw new ControlException($"{text} is not a number of dBm from -127 to 20");

    private static byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException problem)
        {
            throw new ControlException($"{text} is not hexadecimal", problem);
        }
    }

    private static string List(Simulation simulation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (Peripheral battery in simulation.BlueZ.Peripherals)
            {
                json.WriteStartObject();
                json.WriteString("name", battery.Name);
                json.WriteString("address", battery.Address);
                json.WriteBoolean("inRange", battery.IsInRange);
                json.WriteBoolean("asleep", battery.IsAsleep);
                json.WriteBoolean("connected", battery.Link is not null);
                json.WriteBoolean("heldByPhone", battery.IsHeldByPhone);
                json.WriteStartArray("adapters");
                foreach (string adapter in simulation.BlueZ.AdaptersOf(battery)) json.WriteStringValue(adapter);
                json.WriteEndArray();
                json.WriteBoolean("subscribed", battery.Link is { IsSubscribed: true });
                json.WriteBoolean("silent", battery.Faults.IsSilent);
                json.WriteNumber("connects", battery.Counters.Connects);
                json.WriteNumber("disconnects", battery.Counters.Disconnects);
                json.WriteNumber("replies", battery.Counters.Replies);
                json.WriteNumber("notifications", battery.Counters.Notifications);
                json.WriteNumber("current", battery.Pack.State.Current);
                json.WriteNumber("soc", battery.Pack.State.Soc);
                json.WriteNumber("voltage", battery.Pack.State.Voltage);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
