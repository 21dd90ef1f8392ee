using BtBattery.Aggregation;
using BtBattery.Aggregation.Alarms;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>What /Balancer/Status says, from fresh readings and the alarm about cells that are too far apart.</summary>
internal static class BalancerValues
{
    /// <summary>Its values as people read them.</summary>
    public static ValueForm Form { get; } = new(ItemKind.Integer, Names: Enum.GetNames<BalancerState>());

    /// <summary>Of all batteries of a service: balancing if one is, else too far apart if one is; balanced if all are.</summary>
    public static int OfService(BankTurn turn)
    {
        (bool areBalanced, BalancerState gravest) = (true, BalancerState.Unknown);
        for (int i = 0; i < turn.Members.Count; i++)
        {
            BalancerState state = Of(turn.Members[i], turn.Outcome.Alarms.OfMember(i + 1, Alarm.CellImbalance));
            areBalanced &= state == BalancerState.Balanced;
            gravest = gravest == BalancerState.Balancing || state is BalancerState.Unknown or BalancerState.Balanced ? gravest : state;
        }

        return (int)(areBalanced ? BalancerState.Balanced : gravest);
    }

    /// <summary>Of one battery.</summary>
    /// <param name="turn">A turn of the bank, or of the service of its own that this battery has.</param>
    /// <param name="number">Its number, from 1.</param>
    public static int OfMember(BankTurn turn, int number) =>
        (int)Of(turn.Members[turn.Members.Count == 1 ? 0 : number - 1], turn.Outcome.Alarms.OfMember(number, Alarm.CellImbalance));

    private static BalancerState Of(Turn battery, int? imbalance)
    {
        if (battery.Battery.Balancing is { } balancing && battery.IsFresh(balancing.At) && balancing.Value.Contains(true))
        {
            return BalancerState.Balancing;
        }

        return CellFigures.Spread(battery.Battery) is { } spread && battery.IsFresh(spread.At) && imbalance is { } level
            ? level > 0 ? BalancerState.Imbalance : BalancerState.Balanced
            : BalancerState.Unknown;
    }
}
