using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.LossPolicies;
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

    /// <summary>What that comes from, as it was measured, in the unit of the cause; null where it comes from no reading.</summary>
    public static double? Reading(BankTurn turn, Limit limit) => turn.PublishesLimits ? limit.Deciding.Reading : null;

    /// <summary>The battery it comes from, from 1; null for none.</summary>
    public static int? Battery(BankTurn turn, Limit limit) => turn.PublishesLimits ? Counted(limit.Deciding.Battery) : null;

    /// <summary>The cell or sensor it comes from, from 1; null for none.</summary>
    public static int? Number(BankTurn turn, Limit limit) => turn.PublishesLimits ? Counted(limit.Deciding.Number) : null;

    /// <summary>What a battery of a bank may carry, A; null while nothing is claimed of it.</summary>
    public static double? AmpsOf(BankTurn turn, int number, bool isCharge)
    {
        if (!turn.PublishesLimits || number > turn.Outcome.Currents.Count)
        {
            return null;
        }

        MemberVerdict verdict = turn.Outcome.Verdict.Members[number - 1];
        MemberCurrent current = turn.Outcome.Currents[number - 1];
        return (isCharge ? verdict.Charge : verdict.Discharge).Action == LimitAction.Invalid ? null : isCharge ? current.ChargeAmps : current.DischargeAmps;
    }

    /// <summary>What decides what a battery of a bank may carry, as a word for programs.</summary>
    public static string? CauseOf(BankTurn turn, int number, bool isCharge) => OfMember(turn, number, isCharge) is { } candidate ? LimitWords.CodeOf(candidate.Cause) : null;

    /// <summary>What that comes from, as it was measured.</summary>
    public static double? ReadingOf(BankTurn turn, int number, bool isCharge) => OfMember(turn, number, isCharge)?.Reading;

    /// <summary>The cell or sensor it comes from.</summary>
    public static int? NumberOf(BankTurn turn, int number, bool isCharge) => Counted(OfMember(turn, number, isCharge)?.Number ?? 0);

    /// <summary>Where limits are published a direction is allowed only if its FETs and its limit allow it.</summary>
    public static Measured<bool>? Allows(BankTurn turn, Measured<bool>? isOn, Limit limit) =>
        isOn is { } fet ? new(fet.Value && (!turn.PublishesLimits || limit.Value > 0), fet.At) : null;

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

    private static Candidate? OfMember(BankTurn turn, int number, bool isCharge) => turn.PublishesLimits && number <= turn.Outcome.Members.Count
        ? MemberCandidates.Deciding(turn.Outcome.Members[number - 1], turn.Outcome.Verdict.Members[number - 1], isCharge)
        : null;

    private static int? Counted(int number) => number > 0 ? number : null;
}
