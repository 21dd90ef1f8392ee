using System.Globalization;
using BtBattery.Aggregation.Guard;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Charging.Currents;

/// <summary>
/// Carries the limits of the batteries up through the joints, in one direction. In series the least holds. In parallel the current divides by resistance, not by
/// permission: the limit of a joint is the least of limit divided by share, which is never more than the sum.
/// </summary>
internal sealed class CurrentFold
{
    private const string ShareNotKnown = "how much each part carries is not known now, so the limit does not rise";
    private const string CapacityNotKnown =
        "its capacity is not known, and how the parts share the current has not been measured yet: one of them might carry everything. Set BATTERY_CAPACITY";

    /// <summary>What parts exchange is told from this on, A, and from this share of the limit of the part.</summary>
    private const double LeastToldAmps = 0.5;
    private const double LeastToldShare = 0.1;

    private readonly bool _isCharge;
    private readonly IReadOnlyList<MemberLimits> _own;
    private readonly BankVerdict _verdict;
    private readonly LossFold _flows;
    private readonly List<JointTurn> _joints;
    private readonly MonotonicTime _now;
    private readonly bool _isAlone;
    private readonly SafetyRule _leftOut;
    private readonly double[] _amps;
    private readonly double[] _shares;

    private CurrentFold(
        bool isCharge, BankView bank, IReadOnlyList<MemberLimits> own, BankVerdict verdict, List<JointTurn> joints, MonotonicTime now, SafetyRule leftOut)
    {
        (_isCharge, _own, _verdict, _joints, _now, _leftOut) = (isCharge, own, verdict, joints, now, leftOut);
        _flows = new(verdict.Members);
        _isAlone = bank.Member is not null;
        _amps = new double[own.Count];
        _shares = new double[own.Count];
        Array.Fill(_shares, 1);
    }

    /// <summary>Which direction.</summary>
    public bool IsCharge => _isCharge;

    /// <summary>Everything that limits the bank; the least is its limit before hold and ramp.</summary>
    public List<Candidate> Candidates { get; } = new(8);

    /// <summary>The least of them, A.</summary>
    public double Amps { get; private set; }

    /// <summary>What the reconnect guard has to do with it.</summary>
    public GuardState Guard { get; private set; }

    /// <summary>Works it out.</summary>
    /// <param name="isCharge">Which direction.</param>
    /// <param name="bank">The bank.</param>
    /// <param name="own">What the readings of each battery allow; battery 1 first.</param>
    /// <param name="verdict">What the decision table says.</param>
    /// <param name="joints">Its joints in parallel; their parts are filled in.</param>
    /// <param name="lastAmps">The last limit, A; null before the first.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <param name="leftOut">A rule that a bench leaves out.</param>
    public static CurrentFold Run(
        bool isCharge,
        BankView bank,
        IReadOnlyList<MemberLimits> own,
        BankVerdict verdict,
        List<JointTurn> joints,
        double? lastAmps,
        MonotonicTime now,
        SafetyRule leftOut = SafetyRule.None)
    {
        var fold = new CurrentFold(isCharge, bank, own, verdict, joints, now, leftOut);
        int doubtful = 0;
        fold.Amps = fold.Of(bank, ref doubtful);
        if (doubtful > 0 && lastAmps is double last)
        {
            fold.Candidates.Add(new(LimitCause.Share, last, Battery: doubtful, Note: ShareNotKnown));
            fold.Amps = Math.Min(fold.Amps, last);
        }

        return fold;
    }

    /// <summary>What is left of the limit of a battery, A.</summary>
    public double AmpsOf(int battery) => _amps[battery - 1];

    /// <summary>Its share of the current of the bank; null if it carries nothing.</summary>
    public double? ShareOf(int battery) => _shares[battery - 1] is > 0 and var share ? share : null;

    private double Of(BankView part, ref int doubtful)
    {
        bool isOpen = _flows.FlowOf(part.Wiring, _isCharge) == Flow.Open;
        if (isOpen)
        {
            Spread(part, 0);
        }

        if (part.Wiring is BankMember member)
        {
            int index = member.Number - 1;
            return _amps[index] = MemberCandidates.Add(Candidates, _own[index], _verdict.Members[index], _isCharge, _isAlone);
        }

        if (!((BankJoint)part.Wiring).IsSeries && !isOpen)
        {
            return OfParallel(_joints.Find(joint => joint.View == part)!, ref doubtful);
        }

        // Of parts in parallel that are all open each says why.
        double least = double.PositiveInfinity;
        int counted = _leftOut == SafetyRule.SeriesLeast ? 1 : part.Parts.Count;
        for (int i = 0; i < counted; i++)
        {
            least = Math.Min(least, Of(part.Parts[i], ref doubtful));
        }

        return least;
    }

    private double OfParallel(JointTurn joint, ref int doubtful)
    {
        PartCurrent[] parts = joint.Parts(_isCharge);
        ShareDoubt doubt = JointShares.Fill(joint, parts, _isCharge, _now);
        doubtful = doubtful == 0 ? doubt.SilentBattery : doubtful;
        Span<int> begins = stackalloc int[BankNode.MostMembers + 1];
        (double least, double sum) = (double.PositiveInfinity, 0);
        for (int i = 0; i < parts.Length; i++)
        {
            begins[i] = Candidates.Count;
            if (!parts[i].IsOpen)
            {
                parts[i] = parts[i] with { Amps = Of(joint.View.Parts[i], ref doubtful) };
                sum += parts[i].Amps;
            }
        }

        JointShares.AtLimits(parts, sum);
        int tightest = -1;
        for (int i = 0; i < parts.Length; i++)
        {
            if (!parts[i].IsOpen && parts[i].Amps / parts[i].Share < least)
            {
                (least, tightest) = (parts[i].Amps / parts[i].Share, i);
            }

            Spread(joint.View.Parts[i], parts[i].Share);
        }

        if (_leftOut == SafetyRule.Shares && sum > 0)
        {
            least = sum;
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = parts[i] with { Share = Math.Max(JointShares.LeastShare, parts[i].Amps / sum) };
            }
        }

        begins[parts.Length] = Candidates.Count;
        for (int i = 0; i < parts.Length; i++)
        {
            string? note = doubt.UnratedBattery > 0 ? CapacityNotKnown : i == tightest ? ExchangeOf(parts[i]) : null;
            for (int k = begins[i]; k < begins[i + 1]; k++)
            {
                Candidates[k] = Shared(Candidates[k], parts[i].Share, sum, note);
            }
        }

        return Guarded(joint.Guard, least);
    }

    /// <summary>What a part's candidate leaves of the joint.</summary>
    private static Candidate Shared(Candidate part, double share, double sum, string? note)
    {
        double amps = part.Value / share;
        note = part.Note ?? note;

        // A part that is at its own maximum while the others could take more is limited by its share.
        return part.Cause is LimitCause.Configured or LimitCause.NotConfigured && amps < sum * (1 - 1e-9)
            ? part with { Cause = LimitCause.Share, Value = amps, Reading = 100 * share, Note = note }
            : part with { Value = amps, Note = note };
    }

    /// <summary>For people: what flows beside the current of the bank; null where that is little.</summary>
    private string? ExchangeOf(PartCurrent part) => Math.Abs(part.ExchangeAmps) < Math.Max(LeastToldAmps, LeastToldShare * part.Amps) ? null
        : string.Create(CultureInfo.InvariantCulture, $"besides, {Math.Abs(part.ExchangeAmps):F1} A flow {(_isCharge == part.ExchangeAmps > 0 ? "into it from" : "from it into")} the others");

    private double Guarded(ReconnectVerdict guard, double amps)
    {
        GuardAction action = _isCharge ? guard.Charge : guard.Discharge;
        GuardState state = action != GuardAction.Free ? GuardState.Taking : guard.IsAnyOff ? GuardState.Watching : GuardState.None;
        Guard = state > Guard ? state : Guard;
        if (action == GuardAction.Free)
        {
            return amps;
        }

        double left = action == GuardAction.Zero ? 0 : amps * ReconnectGuard.ReducedShare;
        for (int i = 0; i < guard.Risks.Count; i++)
        {
            ReconnectRisk risk = guard.Risks[i];
            if ((_isCharge ? risk.Charge : risk.Discharge) == action)
            {
                Candidates.Add(new(LimitCause.ReconnectGuard, left, risk.Volts, risk.Battery, Note: risk.Text));
                break;
            }
        }

        return left;
    }

    private void Spread(BankView part, double share)
    {
        for (int i = 0; i < part.Wiring.Members.Count; i++)
        {
            _shares[part.Wiring.Members[i].Number - 1] *= share;
        }
    }
}
