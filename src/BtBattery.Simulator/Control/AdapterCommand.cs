using BtBattery.Simulator.BlueZ;
using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>The command "adapter".</summary>
internal static class AdapterCommand
{
    public static string Run(SimulatedBlueZ blueZ, IReadOnlyList<string> words)
    {
        Find(blueZ.AdapterIndexes, words, out int adapter, out IReadOnlyList<string> how);
        switch (how)
        {
            case ["on"]: blueZ.SetAdapterPower(adapter, true); break;
            case ["off"]: blueZ.SetAdapterPower(adapter, false); break;
            case ["unplug"]: blueZ.Unplug(adapter); break;
            case ["plug"]: blueZ.Plug(adapter, null); break;
            case ["plug", var name]: blueZ.Plug(adapter, Free(Index(name), blueZ.AdapterIndexes, adapter)); break;
            case ["lock-up", var until]: blueZ.LockUp(adapter, Until(until)); break;
            case ["fault", ..]: AdapterFaultKeys.Apply(blueZ.AdapterFaults(adapter), [.. how.Skip(1)]); break;
            case ["restore"]: blueZ.RestoreAdapter(adapter); break;
            default: throw Unknown();
        }
        return "";
    }

    /// <summary>Throws <see cref="ControlException"/> for what can be seen to be wrong without doing it.</summary>
    /// <param name="adapters">Numbers of the adapters.</param>
    /// <param name="words">What follows the command.</param>
    public static void Check(IReadOnlyList<int> adapters, IReadOnlyList<string> words)
    {
        // The numbers may be others by then.
        if (words is [var first, ..] && first.StartsWith("hci", StringComparison.Ordinal)) Index(first);
        else Find(adapters, words, out _, out _);
        IReadOnlyList<string> how = words is [var name, ..] && name.StartsWith("hci", StringComparison.Ordinal) ? [.. words.Skip(1)] : words;
        switch (how)
        {
            case ["on" or "off" or "unplug" or "plug" or "restore"]: break;
            case ["plug", var plugged]: Index(plugged); break;
            case ["lock-up", var until]: Until(until); break;
            case ["fault", ..]: AdapterFaultKeys.Apply(new AdapterFaults(), [.. how.Skip(1)]); break;
            default: throw Unknown();
        }
    }

    /// <summary>With one adapter it need not be named.</summary>
    private static void Find(IReadOnlyList<int> adapters, IReadOnlyList<string> words, out int adapter, out IReadOnlyList<string> how)
    {
        (adapter, how) = (0, words);
        if (words is [var name, ..] && name.StartsWith("hci", StringComparison.Ordinal))
        {
            adapter = adapters.ToList().IndexOf(Index(name));
            if (adapter < 0) throw new ControlException($"there is no adapter {name}");
            how = [.. words.Skip(1)];
        }
        else if (adapters.Count > 1)
        {
            throw new ControlException($"which adapter? There are {string.Join(", ", adapters.Select(index => $"hci{index}"))}");
        }
    }

    private static int Index(string name) =>
        name.StartsWith("hci", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index <= 15
            ? index : throw new ControlException($"{name} is not hci0 to hci15");

    private static int Free(int index, IReadOnlyList<int> adapters, int adapter) =>
        adapters.Where((_, other) => other != adapter).Contains(index) ? throw new ControlException($"hci{index} is another adapter") : index;

    private static Lockup Until(string text) => text switch
    {
        "off" => Lockup.None,
        "until=power" => Lockup.UntilPower,
        "until=plug" => Lockup.UntilPlug,
        "until=restore" => Lockup.Always,
        _ => throw new ControlException("until=power, until=plug, until=restore or off is needed"),
    };

    private static ControlException Unknown() =>
        new($"on, off, unplug, plug, plug hciN, lock-up until=power|plug|restore, restore or fault is needed, with {AdapterFaultKeys.Names}");
}
