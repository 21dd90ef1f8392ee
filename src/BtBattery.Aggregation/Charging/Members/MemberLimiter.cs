using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>
/// What one battery allows by its own readings (docs/charging.md). Pure: the same battery, settings and memory give the same decision. Knowing less never allows more.
/// </summary>
public static class MemberLimiter
{
    /// <summary>Of the capacity, Ah, so many A may charge until the owner says otherwise: what data sheets of LFP, NMC and LTO cells commonly allow at room temperature.</summary>
    public const double ChargePerAh = 0.5;

    /// <summary>The same for discharging.</summary>
    public const double DischargePerAh = 1;

    /// <summary>Decides.</summary>
    /// <param name="member">The battery as it is seen in this turn.</param>
    /// <param name="settings">What the owner says.</param>
    /// <param name="memory">What the last decision remembered.</param>
    public static MemberDecision Decide(MemberView member, MemberLimitSettings settings, MemberLimitMemory memory)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(memory);
        (double? reportedAh, double? capacityAh) = Capacity(member.Snapshot, settings, memory);
        double chargeAmps = settings.MaxChargeAmps;
        double dischargeAmps = settings.MaxDischargeAmps;
        var charge = default(CandidateList);
        var discharge = default(CandidateList);
        charge.Add(new(LimitCause.Configured, chargeAmps, null, member.Number));
        discharge.Add(new(LimitCause.Configured, dischargeAmps, null, member.Number));
        if (!settings.AreCurrentsSet)
        {
            // The curves leave a part of what this battery may carry; a default that nobody chose for it says nothing of that.
            double known = capacityAh ?? 0;
            charge.Add(new(LimitCause.NotConfigured, ChargePerAh * known, capacityAh, member.Number));
            discharge.Add(new(LimitCause.NotConfigured, DischargePerAh * known, capacityAh, member.Number));
            chargeAmps = Math.Min(chargeAmps, ChargePerAh * known);
            dischargeAmps = Math.Min(dischargeAmps, DischargePerAh * known);
        }

        var context = new RuleContext(member, settings, chargeAmps, dischargeAmps);
        MemberLimitMemory next = memory.CapacityAh == reportedAh ? memory : memory with { CapacityAh = reportedAh };
        return member.IsPresent ? Decide(context, next, ref charge, ref discharge) : DecideSilent(context, next, ref charge, ref discharge);
    }

    private static MemberDecision Decide(in RuleContext context, MemberLimitMemory memory, ref CandidateList charge, ref CandidateList discharge)
    {
        CellReading cells = CellReading.Of(context.Member);
        (OddReading cellDoubt, OddReading temperatureDoubt, OddReading mosDoubt, OddReading socDoubt, OddReading chemistryDoubt) =
            (memory.Cells, memory.Temperatures, memory.MosTemperature, memory.Soc, memory.Chemistry);
        (SensorMemory sensors, SensorMemory mosSensor) = (memory.Sensors, memory.MosSensor);
        (NumberedValue? outside, double? warnedVolts, HotStage hot) = (memory.OutsideCell, memory.WarnedVolts, memory.HotStage);

        CellRule.AddCharge(context, cells, ref charge);
        CellRule.AddDischarge(context, cells, ref discharge, ref cellDoubt, ref warnedVolts);
        TemperatureRule.Add(context, ref charge, ref discharge, ref sensors, ref temperatureDoubt);
        MosTemperatureRule.Add(context, ref charge, ref discharge, ref mosSensor, ref mosDoubt, ref hot);
        SocRule.Add(context, ref charge, ref discharge, ref socDoubt);
        ProtectionRule.Add(context, ref charge, ref discharge);
        BankProblem? problem = ChemistryRule.Find(context, cells, ref chemistryDoubt, ref outside);
        return new()
        {
            Limits = new(context.Battery, charge.ToLimit(), discharge.ToLimit()),
            Memory = memory with
            {
                Cells = cellDoubt,
                Temperatures = temperatureDoubt,
                MosTemperature = mosDoubt,
                Soc = socDoubt,
                Chemistry = chemistryDoubt,
                Sensors = sensors,
                MosSensor = mosSensor,
                OutsideCell = outside,
                WarnedVolts = warnedVolts,
                HotStage = hot,
            },
            BelievedAt = Earliest(cellDoubt.BelievedAt, temperatureDoubt.BelievedAt, mosDoubt.BelievedAt, socDoubt.BelievedAt, chemistryDoubt.BelievedAt),
            IsComplete = IsComplete(context),
            WarnsLowVoltage = warnedVolts is not null,
            Problem = problem,
        };
    }

    /// <summary>Nothing that it said holds any longer; what becomes of a battery that is silent is for the loss policy.</summary>
    private static MemberDecision DecideSilent(in RuleContext context, MemberLimitMemory memory, ref CandidateList charge, ref CandidateList discharge)
    {
        charge.Add(new(LimitCause.NotKnown, 0, null, context.Battery));
        discharge.Add(new(LimitCause.NotKnown, 0, null, context.Battery));
        (OddReading doubt, NumberedValue? outside) = (memory.Chemistry, memory.OutsideCell);
        return new()
        {
            Limits = new(context.Battery, charge.ToLimit(), discharge.ToLimit()),
            Memory = memory with { Cells = default, Temperatures = default, MosTemperature = default, Soc = default, Chemistry = default, WarnedVolts = null },
            BelievedAt = null,
            IsComplete = IsComplete(context),
            WarnsLowVoltage = false,
            Problem = ChemistryRule.Find(context, default, ref doubt, ref outside),
        };
    }

    /// <summary>
    /// The learned capacity if the BMS sends it, else the nominal one, but no more than what it said before; the owner's only where it never said any. Also null if it is no
    /// capacity.
    /// </summary>
    private static (double? Reported, double? Known) Capacity(BatterySnapshot battery, MemberLimitSettings settings, MemberLimitMemory memory)
    {
        double? design = Positive(battery.DesignAh);
        double? reported = Positive(battery.FullAh)
            ?? (design is double nominal && memory.CapacityAh is double before ? Math.Min(nominal, before) : design ?? memory.CapacityAh);
        return (reported, reported ?? settings.OwnersAh);

        static double? Positive(Measured<double>? ah) => ah is { Value: > 0 and <= MemberView.LargestReading } known ? known.Value : null;
    }

    private static bool IsComplete(in RuleContext context)
    {
        (BatterySnapshot battery, MemberLimitSettings settings) = (context.Member.Snapshot, context.Settings);
        return (battery.CellVoltages is not null || (settings.ChargeByCell ?? settings.DischargeByCell) is null)
            && (battery.Temperatures is not null || (settings.ChargeByTemperature ?? settings.DischargeByTemperature) is null)
            && (battery.SocPercent is not null || (settings.ChargeBySoc ?? settings.DischargeBySoc) is null)
            && (battery.Protections is not null || context.Member.Status.Reports.Count == 0)
            && (settings.AreCurrentsSet || context.ChargeAmps > 0 || context.DischargeAmps > 0);
    }

    private static MonotonicTime? Earliest(params ReadOnlySpan<MonotonicTime?> moments)
    {
        MonotonicTime? earliest = null;
        foreach (MonotonicTime? moment in moments)
        {
            earliest = MonotonicTime.Earlier(earliest, moment);
        }

        return earliest;
    }
}
