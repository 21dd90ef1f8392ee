using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Voltage;

/// <summary>
/// The charge voltage of a bank (CVL): what the stage of charging asks for, less what cells above their maximum take from it, never more than what is known of every
/// battery allows. Pure.
/// </summary>
/// <remarks>
/// Nothing here follows the voltage of the pack: a battery whose voltage falls is never told to go lower for it. The number of cells is that of the configured
/// bank, whether its batteries are heard or not.
/// </remarks>
public static class ChargeVoltage
{
    private const int MostCandidates = 8;

    /// <summary>Decides.</summary>
    /// <param name="bank">What is known of the bank.</param>
    /// <param name="verdict">What the decision table says of it.</param>
    /// <param name="isChargeBlocked">
    /// True while no charge current is allowed because of temperatures, FETs, protections or unknown readings: with feed-in the system does not enforce that, so the
    /// voltage has to. Not for cells that are too high: they lower the voltage themselves.
    /// </param>
    /// <param name="settings">How the charge voltage is found.</param>
    /// <param name="memory">What the last turn left.</param>
    /// <param name="now">The moment of this turn.</param>
    /// <param name="withheldBy">Why nothing may be claimed, whatever is known; null for no such reason.</param>
    public static VoltageDecision Decide(
        BankView bank,
        BankVerdict verdict,
        bool isChargeBlocked,
        ChargeVoltageSettings settings,
        ChargeVoltageMemory memory,
        MonotonicTime now,
        Candidate? withheldBy = null)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(memory);
        if (BankVolts.Of(bank, settings.Batteries, out Candidate missing) is not { } volts)
        {
            return Withheld(withheldBy ?? NotClaimed(verdict) ?? missing, null, memory);
        }

        CellsInView cells = CellsInView.Of(bank, verdict, settings);

        // The first that is ever claimed needs all cells: a board tells them a moment after the pack, and a voltage claimed in between would have to be recovered from.
        if ((withheldBy ?? NotClaimed(verdict) ?? (memory.Volts is null ? OfUnknown(cells.Unknown, volts.Blocked) : null)) is { } why)
        {
            return Withheld(why, volts.Min, memory);
        }

        TimeSpan elapsed = memory.At is { } at && at < now ? now - at : TimeSpan.Zero;
        StageStep step = ChargeStages.Next(settings, memory, elapsed, volts, cells, IsWhole(verdict) ? bank.SocPercent?.Value : null);
        double before = VoltageRecovery.Before(memory, volts);
        var considered = new Candidate[MostCandidates];
        int count = Consider(considered, step, volts, cells, settings.LeftOut);
        bool isLate = verdict.Cvl == CvlAction.NotRising;
        if (verdict.Cvl != CvlAction.Own && !isLate)
        {
            considered[count++] = OfVerdict(verdict, volts, before);
        }

        // What nobody sees gives no reason to rise, and neither does that nothing may flow.
        double blocked = Math.Min(before, volts.Blocked);
        if (OfUnknown(cells.UnknownWhileLive, blocked) is { } unknown && settings.LeftOut != SafetyRule.UnknownCellVoltages)
        {
            considered[count++] = unknown;
        }

        MonotonicTime? chargedSince = null;
        if (isChargeBlocked && settings.LeftOut != SafetyRule.ChargeBlocked)
        {
            chargedSince = settings.LeftOut == SafetyRule.ForcedCharge ? null : ForcedCharge.Since(bank, memory, now);
            double left = ForcedCharge.Lowered(blocked, chargedSince, bank, elapsed, volts, now);
            considered[count++] = new(LimitCause.ChargeBlocked, left, Note: left < volts.Blocked ? ForcedCharge.Note : null);
        }

        // An answer that is late stops the rise for as long, and does not begin the hold anew.
        double wanted = Least(considered.AsSpan(0, count));
        (double ceiling, MonotonicTime heldDownAt) = VoltageRecovery.Step(before, wanted, settings, memory, volts.Cells, now);
        if (isLate)
        {
            considered[count++] = OfVerdict(verdict, volts, before);
        }
        else if (ceiling < wanted)
        {
            considered[count++] = new(LimitCause.Recovery, ceiling);
        }

        var limit = Limit.Of(new ArraySegment<Candidate>(considered, 0, count));
        return new(limit, step.Stage, volts.Min, new ChargeVoltageMemory
        {
            Stage = step.Stage,
            AbsorbedFor = step.AbsorbedFor,
            StageVolts = step.Volts,
            Volts = limit.Value,
            HeldDownAt = heldDownAt,
            ChargedSince = chargedSince,
            At = now,
        });
    }

    /// <summary>The stage, and the cells that are too high. At BLOCKED_CELL_VOLTAGE nothing flows in any more; less would only empty the battery.</summary>
    private static int Consider(Candidate[] considered, in StageStep step, in BankVolts volts, in CellsInView cells, SafetyRule leftOut)
    {
        int count = 0;
        considered[count++] = new(LimitCause.Configured, volts.Max);
        if (step.Volts < volts.Max)
        {
            considered[count++] = new(LimitCause.Stage, step.Volts);
        }

        if (cells.PenaltyVolts > 0)
        {
            MemberValue cell = cells.PenaltyCell;
            considered[count++] = new(LimitCause.Penalty, Math.Max(volts.Blocked, step.Volts - cells.PenaltyVolts), cell.Value, cell.Battery, cell.Number);
        }

        if (cells.ExcessVolts > 0 && leftOut != SafetyRule.CellOvervoltage)
        {
            MemberValue cell = cells.ExcessCell;
            double lowered = Math.Max(volts.Blocked, step.Volts - cells.ExcessVolts * volts.Cells);
            considered[count++] = new(LimitCause.CellOvervoltage, lowered, cell.Value, cell.Battery, cell.Number);
        }

        return count;
    }

    /// <summary>A cell that is not seen may be as high as any.</summary>
    private static Candidate? OfUnknown((int Battery, int Cell) unknown, double left) =>
        unknown.Battery == 0 ? null : new(LimitCause.CellUnknown, left, Battery: unknown.Battery, Number: unknown.Cell);

    /// <summary>What a silent battery leaves, or one whose FET is not known to be closed.</summary>
    private static Candidate OfVerdict(BankVerdict verdict, in BankVolts volts, double before)
    {
        double left = Math.Min(before, verdict.Cvl switch
        {
            CvlAction.NotRising => before,
            CvlAction.FloatOrBelow => volts.Float,
            _ => volts.Blocked,
        });
        for (int i = 0; i < verdict.Members.Count; i++)
        {
            MemberVerdict member = verdict.Members[i];
            if (member.Row.Cvl >= verdict.Cvl && member.Charge.Action != LimitAction.Open)
            {
                return new(LimitCause.Silent, left, Battery: member.Number, Note: member.Row.Cause);
            }
        }

        for (int i = 0; i < verdict.Members.Count; i++)
        {
            MemberVerdict member = verdict.Members[i];
            if (member.Charge.Action is LimitAction.Open or LimitAction.Zero)
            {
                return new(LimitCause.ChargeBlocked, left, Battery: member.Number, Note: member.Charge.Cause);
            }
        }

        return new(LimitCause.ChargeBlocked, left);
    }

    /// <summary>
    /// True if every battery is heard and says where its FETs stand, or is switched off altogether. Else the state of charge of the bank may be that of other batteries
    /// than before, and charging would start anew only because something is not known.
    /// </summary>
    private static bool IsWhole(BankVerdict verdict)
    {
        for (int i = 0; i < verdict.Members.Count; i++)
        {
            MemberVerdict member = verdict.Members[i];
            (LimitAction charge, LimitAction discharge) = (member.Charge.Action, member.Discharge.Action);
            bool isHeard = member.Condition == MemberCondition.Live
                && charge is (LimitAction.Own or LimitAction.Open)
                && discharge is (LimitAction.Own or LimitAction.Open);
            if (!isHeard && (charge, discharge) != (LimitAction.Open, LimitAction.Open))
            {
                return false;
            }
        }

        return true;
    }

    private static Candidate? NotClaimed(BankVerdict verdict)
    {
        if (verdict.AreLimitsValid)
        {
            return null;
        }

        for (int i = 0; i < verdict.Members.Count; i++)
        {
            if (verdict.Members[i].Row.Cvl == CvlAction.Invalid)
            {
                return new(LimitCause.NotKnown, 0, Battery: verdict.Members[i].Number, Note: verdict.Members[i].Row.Cause);
            }
        }

        return new(LimitCause.NotKnown, 0);
    }

    /// <summary>While nothing is claimed no time passes for the stages either: what the bank does meanwhile is not for this driver to know.</summary>
    private static VoltageDecision Withheld(Candidate why, double? lowVolts, ChargeVoltageMemory memory) =>
        new(Limit.Invalid(why), ChargeStage.Unknown, lowVolts, memory.AfterRestart());

    private static double Least(ReadOnlySpan<Candidate> candidates)
    {
        double least = candidates[0].Value;
        foreach (ref readonly Candidate candidate in candidates)
        {
            least = Math.Min(least, candidate.Value);
        }

        return least;
    }
}
