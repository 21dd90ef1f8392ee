namespace BtBattery.Bench;

/// <summary>A kind of bank that is worth trying again and again.</summary>
/// <param name="Name">As the command line takes it.</param>
/// <param name="Text">One sentence for people.</param>
/// <param name="Make">Makes one up.</param>
internal sealed record Story(string Name, string Text, Func<Random, Draft> Make)
{
    /// <summary>The bank of a seed, the same every time. Stories with the same seed have nothing in common.</summary>
    public BankCase Of(int seed) => Make(new Random(Name.Aggregate(seed, (mixed, letter) => unchecked(mixed * 31 + letter)))).ToCase(seed, Name, Text);
}
