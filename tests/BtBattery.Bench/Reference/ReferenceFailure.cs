namespace BtBattery.Bench;

/// <summary>A fault that the rules of the reference driver are known for, in a bank in which it does what it does.</summary>
/// <param name="Fault">Its number in the list of faults: "M-5".</param>
/// <param name="What">What the rules do, for people.</param>
/// <param name="Oracle">The oracle that sees it.</param>
/// <param name="Case">The bank.</param>
/// <param name="Phase">s after a full second at which the reference polls.</param>
internal sealed record ReferenceFailure(string Fault, string What, string Oracle, BankCase Case, double Phase = 0)
{
    /// <summary>Lets the rules of the reference lead the bank.</summary>
    public BankResult RunReference() => BankTrial.Run(Case, () => new DirectRig(Case, physics => new ReferenceController(physics, Case, Phase)));
}
