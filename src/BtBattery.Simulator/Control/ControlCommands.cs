using System.Text;
using System.Text.Json;
using BtBattery.Simulator.Bms;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>The control language: one line per command.</summary>
internal static class ControlCommands
{
    public static readonly IReadOnlyList<ControlCommand> All =
    [
        new("help", "", "lists the commands", (_, _, _) => Help()),
        new("list", "", "state of every battery as JSON", (simulation, _, _) => List(simulation)),
        new("set", "NAME key=value …", "changes what it measures", (_, batteries, changes) => Each(batteries, battery => Set(battery, changes))),
        new("silence", "NAME", "stays connected, answers nothing", (_, batteries, _) => Each(batteries, battery => battery.Faults.IsSilent = true)),
        new("restore", "NAME", "ends all faults, comes back into range", (simulation, batteries, _) => Each(batteries, battery => Restore(simulation, battery))),
        new("drop", "NAME", "ends its link and advertises again", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Drop)),
        new("vanish", "NAME", "goes out of range", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Vanish)),
        new("back", "NAME", "comes back into range", (simulation, batteries, _) => Each(batteries, simulation.BlueZ.Return)),
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
    public static string? Problem(IReadOnlyList<Peripheral> batteries, string line)
    {
        try
        {
            ControlCommand command = Find(ControlLine.Split(line), out IReadOnlyList<string> arguments);
            if (command.TakesBattery) Batteries(batteries, command, arguments);
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
        return All.FirstOrDefault(command => command.Name == words[0]) ?? throw new ControlException($"there is no command {words[0]}; try help");
    }

    /// <summary>A battery is named by its name, its address, its number from 1, or "all".</summary>
    private static IReadOnlyList<Peripheral> Batteries(IReadOnlyList<Peripheral> batteries, ControlCommand command, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0) throw new ControlException($"{command.Name} needs the name of a battery");
        string name = arguments[0];
        if (name == "all") return batteries;
        if (batteries.FirstOrDefault(each => each.Name == name || each.Address.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found) return [found];
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= batteries.Count) return [batteries[number - 1]];
        throw new ControlException($"there is no battery {name}; there are {string.Join(", ", batteries.Select(each => each.Name))}");
    }

    private static string Each(IReadOnlyList<Peripheral> batteries, Action<Peripheral> action)
    {
        foreach (Peripheral battery in batteries) action(battery);
        return "";
    }

    private static string Help() => string.Join(" | ", All.Select(command => $"{command.Name} {command.Arguments}".TrimEnd() + ": " + command.Help));

    private static void Set(Peripheral battery, IReadOnlyList<string> changes)
    {
        if (changes.Count == 0) throw new ControlException($"nothing to set; values are {StateKeys.Names}");
        BatteryState state = changes.Aggregate(battery.Pack.State, StateKeys.Apply);
        if (battery.Bms.Objection(state) is { } objection) throw new ControlException(objection);
        battery.Pack.State = state;
    }

    private static void Restore(Simulation simulation, Peripheral battery)
    {
        battery.Faults = new Faults();
        simulation.BlueZ.Return(battery);
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
                json.WriteBoolean("connected", battery.Link is not null);
                json.WriteBoolean("subscribed", battery.Link is { IsSubscribed: true });
                json.WriteBoolean("silent", battery.Faults.IsSilent);
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
