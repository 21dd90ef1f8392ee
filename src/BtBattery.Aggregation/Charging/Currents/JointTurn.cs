using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>One joint in parallel in one turn.</summary>
/// <param name="view">What is known of it.</param>
/// <param name="memory">What was learned of it in the turns before.</param>
/// <param name="flows">Which of its parts are open.</param>
/// <param name="guard">What the reconnect guard says.</param>
internal sealed class JointTurn(BankView view, JointMemory memory, LossFold flows, ReconnectVerdict guard)
{
    private readonly PartCurrent[] _charge = Open(view, flows, isCharge: true);
    private readonly PartCurrent[] _discharge = Open(view, flows, isCharge: false);

    public BankView View => view;

    public JointMemory Memory => memory;

    public ReconnectVerdict Guard => guard;

    /// <summary>What its parts may carry. Which are open is known; limits and shares are filled in while the limits are worked out.</summary>
    public PartCurrent[] Parts(bool isCharge) => isCharge ? _charge : _discharge;

    /// <summary>True for a part that carries nothing in either direction.</summary>
    public bool IsOpen(int part) => _charge[part].IsOpen && _discharge[part].IsOpen;

    /// <summary>True while every part conducts in both directions.</summary>
    public bool IsWhole => Array.TrueForAll(_charge, part => !part.IsOpen) && Array.TrueForAll(_discharge, part => !part.IsOpen);

    /// <summary>All joints in parallel of a bank, from the whole bank downwards.</summary>
    public static List<JointTurn> Of(BankView bank, BankVerdict verdict, CurrentMemory memory, ReconnectSettings settings)
    {
        List<JointTurn> joints = [];
        Add(joints, bank, new(verdict.Members), memory, settings);
        return joints;
    }

    private static PartCurrent[] Open(BankView view, LossFold flows, bool isCharge)
    {
        var parts = new PartCurrent[view.Parts.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = new(flows.FlowOf(view.Parts[i].Wiring, isCharge) == Flow.Open, 0, 0);
        }

        return parts;
    }

    private static void Add(List<JointTurn> to, BankView part, LossFold flows, CurrentMemory memory, ReconnectSettings settings)
    {
        if (part.Wiring is BankJoint { IsSeries: false })
        {
            JointMemory remembered = memory.Joint(to.Count);
            Span<double?> ohms = stackalloc double?[BankNode.MostMembers];
            for (int i = 0; i < part.Parts.Count; i++)
            {
                ohms[i] = OhmsLearner.Known(remembered, i);
            }

            to.Add(new(part, remembered, flows, ReconnectGuard.Judge(part, settings, ohms[..part.Parts.Count])));
        }

        for (int i = 0; i < part.Parts.Count; i++)
        {
            Add(to, part.Parts[i], flows, memory, settings);
        }
    }
}
