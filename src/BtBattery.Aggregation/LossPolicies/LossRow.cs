namespace BtBattery.Aggregation.LossPolicies;

/// <summary>One row of the decision table.</summary>
/// <param name="Condition">How much is known of a member.</param>
/// <param name="Role">How it is joined.</param>
/// <param name="Policy">The owner's choice.</param>
/// <param name="BankValues">What the values of the bank show: voltage, current, power, SoC, charge, time to go, extremes, temperatures.</param>
/// <param name="MemberValues">What the values of the member itself show: its cells, its balancing, its part in the alarms.</param>
/// <param name="Cvl">What becomes of the charge voltage.</param>
/// <param name="Charge">What becomes of the charge current limit, if its charge FET is closed.</param>
/// <param name="Discharge">What becomes of the discharge current limit, if its discharge FET is closed.</param>
/// <param name="BmsCable">Level of /Alarms/BmsCable: 0 fine, 1 warning, 2 alarm.</param>
/// <param name="Cause">Why, for people; empty where nothing is limited. Words that do not change while the row holds.</param>
/// <param name="Exception">
/// Where a limit is kept although what it came from is no longer known, for longer than the other policies keep it: what is kept; else null.
/// </param>
public sealed record LossRow(
    MemberCondition Condition,
    MemberRole Role,
    LossPolicy Policy,
    Shown BankValues,
    Shown MemberValues,
    CvlAction Cvl,
    LimitRule Charge,
    LimitRule Discharge,
    int BmsCable,
    string Cause,
    string? Exception = null);
