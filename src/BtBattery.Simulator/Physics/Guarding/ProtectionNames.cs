using BtBattery.Simulator.Bms;

namespace BtBattery.Simulator.Physics.Guarding;

/// <summary>How the boards call the protections.</summary>
internal static class ProtectionNames
{
    /// <summary>The active ones in the words of <paramref name="board"/>, in the order of its bits.</summary>
    public static IReadOnlyList<string> Of(Protections active, BmsBoard board)
    {
        if (active == Protections.None || board == BmsBoard.DalyWithoutAlarms) return [];
        var names = new List<string>();
        for (int bit = 0; bit < JbdBoard.ProtectionNames.Count; bit++)
        {
            var one = (Protections)(1 << bit);
            if (!active.HasFlag(one)) continue;
            if (board == BmsBoard.Jbd) names.Add(JbdBoard.ProtectionNames[bit]);
            // A Daly board calls a short circuit a current that is too high, and has no alarm for a FET that was switched off.
            else if (one == Protections.ShortCircuit && !active.HasFlag(Protections.DischargeOvercurrent)) names.Add("discharge_overcurrent_alarm");
            else if (one < Protections.ShortCircuit) names.Add(JbdBoard.ProtectionNames[bit] + "_alarm");
        }
        if (active.HasFlag(Protections.MosOvertemperature)) names.AddRange(["charge_mos_overtemperature", "discharge_mos_overtemperature"]);
        return names;
    }
}
