using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.Currents;
using BtBattery.Aggregation.Charging.Members;
using BtBattery.Aggregation.Charging.Voltage;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Driver.Options;

namespace BtBattery.Bench;

/// <summary>Ways to leave a rule out of a plan: by a setting where it has one, else by its name.</summary>
internal static class Without
{
    /// <summary>A rule that stands in code.</summary>
    public static Func<BankPlan, BankPlan> Rule(SafetyRule rule) => plan => Change(plan, control => control with
    {
        LeftOut = rule,
        Members = [.. control.Members.Select(member => member with { LeftOut = rule })],
        Times = [.. control.Times.Select(times => times with { LeftOut = rule })],
        Currents = control.Currents with { LeftOut = rule },
        Voltage = control.Voltage with { LeftOut = rule },
    });

    /// <summary>A rule of each battery that has a setting.</summary>
    public static Func<BankPlan, BankPlan> OfMember(Func<MemberLimitSettings, MemberLimitSettings> change) =>
        plan => Change(plan, control => control with { Members = [.. control.Members.Select(change)] });

    /// <summary>A rule of the bank's currents that has a setting.</summary>
    public static Func<BankPlan, BankPlan> OfCurrents(Func<CurrentSettings, CurrentSettings> change) =>
        plan => Change(plan, control => control with { Currents = change(control.Currents) });

    /// <summary>A rule of the charge voltage that has a setting.</summary>
    public static Func<BankPlan, BankPlan> OfVoltage(Func<ChargeVoltageSettings, ChargeVoltageSettings> change) =>
        plan => Change(plan, control => control with { Voltage = change(control.Voltage) });

    /// <summary>A time of the loss policy.</summary>
    public static Func<BankPlan, BankPlan> OfTimes(Func<LossTimes, LossTimes> change) =>
        plan => Change(plan, control => control with { Times = [.. control.Times.Select(change)] });

    /// <summary>What is in the middle of a cell's range.</summary>
    public static BankPlan Bands(BankPlan plan) => Change(plan, control => control with { Bands = [.. control.Bands.Select(_ => new CellBand(0, 5))] });

    /// <summary>The deadline of readings: they hold for a day.</summary>
    public static BankPlan Deadline(BankPlan plan)
    {
        var day = TimeSpan.FromDays(1);
        return Change(plan, control => control with
        {
            Times = [.. control.Times.Select(times => LossTimes.Of(times.Policy, times.LateAfter, day))],
        }) with
        {
            Members = [.. plan.Members.Select(member => member with { DataTimeout = day })],
        };
    }

    private static BankPlan Change(BankPlan plan, Func<BankControlSettings, BankControlSettings> change) => plan with { Control = change(plan.Control) };
}
