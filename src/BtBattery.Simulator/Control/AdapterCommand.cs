using BtBattery.Simulator.BlueZ;

namespace BtBattery.Simulator.Control;

/// <summary>The command "adapter".</summary>
internal static class AdapterCommand
{
    public static string Run(SimulatedBlueZ blueZ, IReadOnlyList<string> how)
    {
        switch (how)
        {
            case ["on"]: blueZ.SetAdapterPower(true); break;
            case ["off"]: blueZ.SetAdapterPower(false); break;
            case ["unplug"]: blueZ.Unplug(); break;
            case ["plug"]: blueZ.Plug(null); break;
            case ["plug", var name]: blueZ.Plug(Index(name)); break;
            default: throw new ControlException("on, off, unplug, plug or plug hciN is needed");
        }
        return "";
    }

    private static int Index(string name) =>
        name.StartsWith("hci", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index <= 15
            ? index : throw new ControlException($"{name} is not hci0 to hci15");
}
