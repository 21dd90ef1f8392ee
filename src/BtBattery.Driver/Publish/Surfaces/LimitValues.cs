using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>
/// What was decided about a bank or a battery alone, as it is published. A limit is decided anew in each turn from what is fresh then, so it has no deadline of
/// its own; what becomes of it in silence is in docs/loss-policy.md.
/// </summary>
internal static class LimitValues
{
    /// <summary>The limit, where limits are published.</summary>
    public static double? Of(BankTurn turn, Limit limit) => turn.PublishesLimits ? limit.Value : null;

    /// <summary>What decides it, in two words.</summary>
    public static string? Why(BankTurn turn, LimitKind kind, Limit limit) => turn.PublishesLimits ? LimitWords.Short(kind, limit.Deciding, turn.Members.Count) : null;

    /// <summary>What decides it, as a word for programs.</summary>
    public static string? Cause(BankTurn turn, Limit limit) => turn.PublishesLimits ? LimitWords.CodeOf(limit.Deciding.Cause) : null;

    /// <summary>Where limits are published a direction is allowed only if its FETs and its limit allow it.</summary>
    public static Measured<bool>? Allows(BankTurn turn, Measured<bool>? isOn, Limit limit) =>
        isOn is { } fet ? new(fet.Value && (!turn.PublishesLimits || limit.Value > 0), fet.At) : null;

    /// <summary>The gravest of what the BMSs say, and 1 while a cell is so low that little discharging is left.</summary>
    public static Measured<int>? LowVoltage(BankTurn turn)
    {
        Measured<int>? said = AlarmLevels.Of(turn, AlarmLevels.LowVoltage);
        bool warns = turn.PublishesLimits && turn.Outcome.LowVoltageWarnings != 0;
        return !warns || said is { Value: > 0 } ? said : new(1, said?.At ?? turn.Now);
    }

    /// <summary>The gravest of the alarms about links without data.</summary>
    public static int BmsCable(BankTurn turn)
    {
        int gravest = turn.PublishesLimits ? turn.Outcome.Verdict.BmsCable : 0;
        for (int i = 0; i < turn.Members.Count; i++)
        {
            gravest = Math.Max(gravest, turn.Members[i].LinkAlarm);
        }

        return gravest;
    }
}
