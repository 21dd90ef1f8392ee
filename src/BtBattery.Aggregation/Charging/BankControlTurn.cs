using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.Energy;
using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging;

/// <summary>One turn of <see cref="BankControl"/>: the pieces in their order.</summary>
internal sealed class BankControlTurn
{
    /// <summary>Whoever has not told within so many rounds what a rule needs will not tell it: the limits are given then, and the rule that lacks it says so.</summary>
    private static readonly TimeSpan s_completeAfter = TimeSpan.FromSeconds(30);

    private readonly BankControlSettings _settings;
    private readonly BankMemory _before;
    private readonly MonotonicTime _now;
    private readonly WallTime? _wall;
    private readonly MemberView[] _members;
    private readonly MemberDecision[] _decisions;
    private readonly MemberLimits[] _limits;
    private readonly MemberMemory[] _next;
    private readonly BankVerdict _verdict;

    public BankControlTurn(
        BankControlSettings settings, BankMemory before, ReadOnlySpan<MemberView> members, ReadOnlySpan<MemberHint> hints, MonotonicTime now, WallTime? wall)
    {
        (_settings, _before, _now, _wall) = (settings, before, now, wall);
        _members = new MemberView[members.Length];
        _decisions = new MemberDecision[members.Length];
        _limits = new MemberLimits[members.Length];
        _next = new MemberMemory[members.Length];
        var situations = new MemberSituation[members.Length];
        var loss = new LossMemory[members.Length];
        for (int i = 0; i < members.Length; i++)
        {
            MemberMemory remembered = i < before.Members.Count ? before.Members[i] : MemberMemory.Empty;
            MemberView member = hints[i].HasAnswered ? members[i] : remembered.Seen?.Recall(members[i]) ?? members[i];
            (int? known, int? cells) = RememberedCells.Decide(settings.CellCounts[i], remembered.Cells, member.Snapshot);
            SocDecision counted = SocCounter.Decide(member with { KnownCellCount = known }, settings.Soc[i], remembered.Soc);
            _members[i] = counted.Member;
            IsEvent |= counted.IsEvent;
            _decisions[i] = MemberLimiter.Decide(_members[i], settings.Members[i], remembered.Readings);
            _limits[i] = _decisions[i].Limits;
            _next[i] = WithLastLimits(i, settings, remembered) with
            {
                Cells = cells,
                Soc = counted.Memory,
                Readings = _decisions[i].Memory,
                AnsweringSince = remembered.AnsweringSince ?? (_members[i].IsPresent ? now : null),
                IsComplete = remembered.IsComplete || _decisions[i].IsComplete || remembered.AnsweringSince?.AgeAt(now) >= s_completeAfter,
            };
            MemberSituation situation = MemberSituation.Of(_members[i], settings.Bands[i], hints[i].SinceStart) with
            {
                Reason = hints[i].Reason,
                HasAnswered = hints[i].HasAnswered,
                LastChargeAmps = _next[i].LastChargeAmps,
                LastDischargeAmps = _next[i].LastDischargeAmps,
            };
            situations[i] = Recalled(situation, remembered.Seen, settings.Members[i]);
            loss[i] = remembered.Loss;
        }

        View = BankMerge.Merge(settings.Wiring, _members);
        _verdict = LossEvaluator.Evaluate(settings.Wiring, settings.Times, situations, loss, settings.WakeAmps, now);
        for (int i = 0; i < _next.Length; i++)
        {
            bool isLive = _verdict.Members[i].Condition == MemberCondition.Live;
            double? charge = isLive ? _limits[i].Charge.Value : _next[i].LastChargeAmps;
            double? discharge = isLive ? _limits[i].Discharge.Value : _next[i].LastDischargeAmps;
            _next[i] = _next[i] with
            {
                Loss = _verdict.Memory[i],
                LastChargeAmps = charge,
                LastDischargeAmps = discharge,
                Seen = LastSeen.Of(situations[i] with { LastChargeAmps = charge, LastDischargeAmps = discharge }, _next[i].Seen, now),
            };
        }

        Next = before;
    }

    /// <summary>What is remembered after it.</summary>
    public BankMemory Next { get; private set; }

    private BankView View { get; }

    /// <summary>True if what is remembered is worth storing at once.</summary>
    public bool IsEvent { get; }

    /// <summary>Works everything out.</summary>
    public BankOutcome Decide(SystemVoltages? system)
    {
        RightBankDecision right = _settings.LeftOut == SafetyRule.RightBank
            ? new(null, RightBankMemory.Resumed)
            : RightBank.Decide(View, system, _before.RightBank, _now);
        EnergyOutcome energy = EnergyFigures.Decide(View, _members, _settings.Energy, _before.Energy, _now);
        ProblemDecision problems = ProblemWatch.Decide(Found(right, energy), View.Offline == 0, _before.Problems, _now);
        CurrentDecision currents = BankCurrents.Decide(View, _limits, _verdict, _settings.Currents, _before.Currents, _now);

        Candidate? withheldBy = _verdict.AreLimitsValid ? Withheld(problems, right) : null;
        MonotonicTime? since = withheldBy is null ? null : _before.WithheldSince ?? (_before.WereLimitsValid ? _now : null);

        // Chargers are told to stop before nobody tells them anything.
        bool isTakenBack = _settings.LeftOut != SafetyRule.ZeroFirst && since is { } start && start.AgeAt(_now) < LossTimes.LeastBlocked;
        VoltageDecision voltage = ChargeVoltage.Decide(
            View, _verdict, isTakenBack || IsBlocked(currents.Charge), _settings.Voltage, _before.Voltage, _now, isTakenBack ? null : withheldBy);
        bool areValid = voltage.Limit.Value is not null && currents.Charge.Value is not null;
        Limit? nothing = areValid ? null : Limit.Invalid(voltage.Limit.Value is null ? voltage.Limit.Deciding : currents.Charge.Deciding);
        Limit charge = Current(currents.Charge);
        Limit discharge = Current(currents.Discharge);
        int lowVoltageWarnings = Bits(decision => decision.WarnsLowVoltage);
        var facts = new AlarmFacts(charge.Value, discharge.Value, currents.Members, lowVoltageWarnings, _settings.Energy.WatchesLowSoc, energy.LowSoc);
        AlarmOutcome alarms = AlarmWatch.Decide(View, _members, _settings, facts, _before.Alarms, _now);
        var next = new BankMemory
        {
            Members = _next,
            Voltage = voltage.Memory,
            Currents = withheldBy is null ? currents.Memory : FromNothing(currents.Memory),
            Problems = problems.Memory,
            RightBank = right.Memory,
            Energy = energy.Memory,
            Alarms = alarms.Memory,
            WereLimitsValid = areValid,
            WithheldSince = since,
        };
        var cells = CellTurn.Take(View, _members, _settings, _before, ref next, _wall, _now);
        Next = next;
        return new()
        {
            View = View,
            Verdict = _verdict,
            Members = _limits,
            Currents = currents.Members,
            ChargeVoltage = nothing ?? voltage.Limit,
            ChargeCurrent = charge,
            DischargeCurrent = discharge,
            Stage = voltage.Stage,
            LowVolts = voltage.LowVolts,
            Problems = problems.Told,
            Risks = currents.Risks,
            Energy = energy,
            FullSyncs = FullSyncs(),
            AskAgain = Bits(decision => decision.AsksAgain),
            Alarms = alarms,
            CellAlerts = cells.Alerts,
            CellMonitor = cells.Monitor,
            CellFault = cells.Fault,
            IsEvent = IsEvent || energy.IsEvent || voltage.Stage != _before.Voltage.Stage,
        };

        Limit Current(Limit limit) => nothing ?? (isTakenBack ? Limit.Of([.. limit.Candidates, withheldBy!.Value with { Value = 0 }]) : limit);
    }

    /// <summary>Limits that were given and taken back begin at 0 when they are given again; those that never were begin with what is allowed.</summary>
    private CurrentMemory FromNothing(CurrentMemory memory) => memory with
    {
        Charge = _before.Currents.Charge.Amps is null ? RampMemory.None : new(0, _now, null),
        Discharge = _before.Currents.Discharge.Amps is null ? RampMemory.None : new(0, _now, null),
    };

    /// <summary>After a restart, until the battery answers: what was known of it, and no more than its owner allows by now.</summary>
    private MemberSituation Recalled(MemberSituation member, LastSeen? seen, MemberLimitSettings settings) =>
        seen is null || member.HasAnswered
            ? member
            : (seen with
            {
                LastChargeAmps = seen.LastChargeAmps is double charge ? Math.Min(charge, settings.MaxChargeAmps) : null,
                LastDischargeAmps = seen.LastDischargeAmps is double discharge ? Math.Min(discharge, settings.MaxDischargeAmps) : null,
            }).Recall(member, _now);

    /// <summary>What a battery that has fallen silent had last: not more than its last readings allow, had they come in time.</summary>
    private MemberMemory WithLastLimits(int index, BankControlSettings settings, MemberMemory remembered)
    {
        MemberView member = _members[index];
        if (MemberSituation.LastHeard(member.Snapshot) is not { } heard || heard.AgeAt(_now) <= settings.Times[index].HeldFrom)
        {
            return remembered;
        }

        MemberLimits then = MemberLimiter.Decide(member with { Now = heard }, settings.Members[index], remembered.Readings).Limits;
        return remembered with
        {
            LastChargeAmps = Least(remembered.LastChargeAmps, then.Charge.Value),
            LastDischargeAmps = Least(remembered.LastDischargeAmps, then.Discharge.Value),
        };

        static double? Least(double? one, double? other) => one is double a && other is double b ? Math.Min(a, b) : null;
    }

    private IReadOnlyList<BankProblem> Found(in RightBankDecision right, EnergyOutcome energy)
    {
        IReadOnlyList<BankProblem> inBank = BankCheck.Find(View, _settings.Tolerances);
        List<BankProblem>? more = null;
        for (int i = 0; i < _decisions.Length; i++)
        {
            if (_decisions[i].Problem is { } problem)
            {
                (more ??= [.. inBank]).Add(problem);
            }
        }

        if (right.Problem is { } wrong)
        {
            (more ??= [.. inBank]).Add(wrong);
        }

        if (energy.Problems.Count > 0)
        {
            (more ??= [.. inBank]).AddRange(energy.Problems);
        }

        return more ?? inBank;
    }

    private int? FullSyncs()
    {
        int? sum = null;
        for (int i = 0; i < _next.Length; i++)
        {
            sum = _settings.Soc[i].IsCounted ? (sum ?? 0) + _next[i].Soc.Syncs : sum;
        }

        return sum;
    }

    /// <summary>Why nothing may be claimed of a bank that answers; null for no reason.</summary>
    private Candidate? Withheld(ProblemDecision problems, in RightBankDecision right)
    {
        if (problems.IsRefused)
        {
            BankProblem first = problems.Told[0];
            return new(CauseOf(first.Code), 0, Note: first.Text);
        }

        for (int i = 0; i < _next.Length; i++)
        {
            if (!_next[i].IsComplete)
            {
                return new(LimitCause.NotKnown, 0, Battery: i + 1, Note: "has not told everything yet that its limits need");
            }
        }

        return right.AllowsLimits ? null
            : new(LimitCause.NotKnown, 0, Note: "the voltage is compared with what other devices measure before the first limit is given");
    }

    private static LimitCause CauseOf(string code) => code switch
    {
        BankProblemCodes.Chemistry => LimitCause.Chemistry,
        BankProblemCodes.CellCountChanged => LimitCause.CellCount,
        BankProblemCodes.WrongBank => LimitCause.WrongBank,
        _ => LimitCause.Refused,
    };

    /// <summary>
    /// True if no charge current is allowed for a reason that the voltage does not see: cells that are too high lower it by themselves, and a limit that has yet to
    /// rise from 0 is on its way.
    /// </summary>
    private bool IsBlocked(Limit charge)
    {
        for (int i = 0; i < charge.Candidates.Count; i++)
        {
            if (charge.Candidates[i] is { Value: 0, Cause: LimitCause.ReconnectGuard })
            {
                return true;
            }
        }

        var verdicts = new MemberVerdict[_limits.Length];
        for (int i = 0; i < verdicts.Length; i++)
        {
            MemberVerdict verdict = _verdict.Members[i];
            bool isZero = verdict.Charge.Action is not (LimitAction.Open or LimitAction.Invalid)
                && (verdict.Condition is MemberCondition.Live or MemberCondition.Late ? HasZeroUnseen(_limits[i].Charge) : verdict.Charge.CeilingAmps == 0);
            verdicts[i] = isZero ? verdict with { Charge = verdict.Charge with { Action = LimitAction.Zero } } : verdict;
        }

        return new LossFold(verdicts).FlowOf(_settings.Wiring, isCharge: true) != LossPolicies.Flow.Some;
    }

    private static bool HasZeroUnseen(Limit charge)
    {
        for (int i = 0; i < charge.Candidates.Count; i++)
        {
            if (charge.Candidates[i] is { Value: 0, Cause: not (LimitCause.CellVoltage or LimitCause.Soc) })
            {
                return true;
            }
        }

        return false;
    }

    private int Bits(Func<MemberDecision, bool> isSet)
    {
        int bits = 0;
        for (int i = 0; i < _decisions.Length; i++)
        {
            bits |= isSet(_decisions[i]) ? 1 << i : 0;
        }

        return bits;
    }
}
