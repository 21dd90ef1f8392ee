using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Charging.Members;

/// <summary>
/// A protection that the BMS reports stops the direction that made it come up, at once; the other direction, which may be the way out, goes on. Faults of the board stop both.
/// </summary>
/// <remarks>
/// Only what the BMS calls an alarm counts: a warning stops nothing. States of charge and imbalances do not count either: whether the board acts on them shows in its FETs.
/// </remarks>
internal static class ProtectionRule
{
    public static void Add(in RuleContext context, ref CandidateList charge, ref CandidateList discharge)
    {
        if (context.IsLeftOut(SafetyRule.Protections))
        {
            return;
        }

        if (context.Member.Fresh(context.Member.Snapshot.Protections) is not { } active)
        {
            AddUnknown(context, ref charge, ref discharge);
            return;
        }

        (string? chargeName, string? dischargeName) = (null, null);
        for (int i = 0; i < active.Value.Count; i++)
        {
            ActiveProtection protection = active.Value[i];
            if (protection.Level >= ProtectionLevel.Alarm)
            {
                chargeName ??= StopsCharging(protection.Protection) ? protection.Name : null;
                dischargeName ??= StopsDischarging(protection.Protection) ? protection.Name : null;
            }
        }

        if (chargeName is not null)
        {
            charge.Add(new(LimitCause.Protection, 0, null, context.Battery, 0, chargeName));
        }

        if (dischargeName is not null)
        {
            discharge.Add(new(LimitCause.Protection, 0, null, context.Battery, 0, dischargeName));
        }
    }

    /// <summary>A battery that can tell of a protection, and has not told, may have it up.</summary>
    private static void AddUnknown(in RuleContext context, ref CandidateList charge, ref CandidateList discharge)
    {
        IReadOnlyList<Protection> reports = context.Member.Status.Reports;
        (bool tellsOfCharging, bool tellsOfDischarging) = (false, false);
        for (int i = 0; i < reports.Count; i++)
        {
            tellsOfCharging |= StopsCharging(reports[i]);
            tellsOfDischarging |= StopsDischarging(reports[i]);
        }

        if (tellsOfCharging)
        {
            charge.Add(new(LimitCause.ProtectionUnknown, 0, null, context.Battery));
        }

        if (tellsOfDischarging)
        {
            discharge.Add(new(LimitCause.ProtectionUnknown, 0, null, context.Battery));
        }
    }

    private static bool StopsCharging(Protection protection) => protection is Protection.CellOvervoltage or Protection.PackOvervoltage
        or Protection.ChargeOvertemperature or Protection.ChargeUndertemperature or Protection.ChargeOvercurrent || StopsBoth(protection);

    private static bool StopsDischarging(Protection protection) => protection is Protection.CellUndervoltage or Protection.PackUndervoltage
        or Protection.DischargeOvertemperature or Protection.DischargeUndertemperature or Protection.DischargeOvercurrent || StopsBoth(protection);

    private static bool StopsBoth(Protection protection) => protection is Protection.ShortCircuit or Protection.FrontEndError or Protection.InternalFault
        or Protection.PowerStageOvertemperature;
}
