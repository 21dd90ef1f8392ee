using BtBattery.Simulator.Radio;

namespace BtBattery.Simulator.Control;

/// <summary>The faults that "adapter fault" knows: one line per fault. "=off" ends one, "adapter restore" ends all.</summary>
internal static class AdapterFaultKeys
{
    private static readonly Dictionary<string, FaultKey<AdapterFaults>> Keys = new Dictionary<string, FaultKey<AdapterFaults>>
    {
        ["discovery-error"] = FaultKey<AdapterFaults>.Error(faults => faults.DiscoveryErrors, "Input/output error"),
        ["discovery-hangs"] = FaultKey<AdapterFaults>.Flag((faults, on) => faults.DiscoveryHangs = on),
        ["power-error"] = FaultKey<AdapterFaults>.Error(faults => faults.PowerErrors, "Input/output error"),
        ["power-on-error"] = FaultKey<AdapterFaults>.Error(faults => faults.PowerOnErrors, "Input/output error"),
        ["power-hangs"] = FaultKey<AdapterFaults>.Flag((faults, on) => faults.PowerHangs = on),
    };

    /// <summary>All faults in words.</summary>
    public static string Names => FaultKey<AdapterFaults>.Names(Keys);

    /// <summary>Sets the faults that are named.</summary>
    public static void Apply(AdapterFaults faults, IReadOnlyList<string> assignments)
    {
        if (assignments.Count == 0) throw new ControlException($"no fault given; there are {Names}");
        foreach (string each in assignments) FaultKey<AdapterFaults>.Apply(Keys, faults, each);
    }
}
