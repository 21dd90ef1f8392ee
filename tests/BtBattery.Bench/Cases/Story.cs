namespace BtBattery.Bench;

/// <summary>A kind of bank that is worth trying again and again.</summary>
/// <param name="Name">As the command line takes it.</param>
/// <param name="Text">One sentence for people.</param>
/// <param name="Make">Makes one up.</param>
internal sealed record Story(string Name, string Text, Func<Random, Draft> Make)
{
    /// <summary>The bank of a seed, the same every time.</summary>
    public BankCase Of(int seed) => Make(new Random(seed)).ToCase(seed, Name, Text);
}
