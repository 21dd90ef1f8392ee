namespace BtBattery.Aggregation.LossPolicies;

/// <summary>What is decided about a member in this turn.</summary>
/// <param name="Number">Its number in the bank, from 1.</param>
/// <param name="Label">What it is called in texts.</param>
/// <param name="Row">The row of the table that holds.</param>
/// <param name="Charge">What it may take.</param>
/// <param name="Discharge">What it may give.</param>
public sealed record MemberVerdict(int Number, string Label, LossRow Row, LimitVerdict Charge, LimitVerdict Discharge)
{
    /// <summary>How much is known of it.</summary>
    public MemberCondition Condition => Row.Condition;

    /// <summary>The row's cause with the name of the member; empty if nothing is limited.</summary>
    public string Cause => Row.Cause.Length == 0 ? "" : $"{Label}: {Row.Cause}";
}
