namespace BtBattery.Bench.Tests;

/// <summary>The largest current is found wherever it was before, and in few steps where it hardly moved.</summary>
public sealed class LargestCurrentTests
{
    private const double Most = 200;

    [Fact]
    public void It_is_found_within_a_twentieth_of_an_ampere_wherever_it_jumps_to()
    {
        var chance = new Random(1);
        var search = new LargestCurrent();
        for (int i = 0; i < 2000; i++)
        {
            double bound = chance.Next(4) switch { 0 => 0, 1 => Most * 1.1, _ => Most * chance.NextDouble() };
            double found = search.Find(Most, amps => amps <= bound);
            Assert.InRange(found, Math.Min(Math.Max(bound - 0.1, 0), Most), Math.Min(bound, Most));
        }
    }

    [Fact]
    public void One_that_hardly_moves_is_found_in_four_looks()
    {
        var search = new LargestCurrent();
        search.Find(Most, amps => amps <= 120);
        int looks = 0;
        for (int i = 1; i <= 100; i++)
        {
            double bound = 120 - (0.01 * i);
            Assert.InRange(search.Find(Most, IsAllowed), bound - 0.05, bound);

            bool IsAllowed(double amps)
            {
                looks++;
                return amps <= bound;
            }
        }

        Assert.InRange(looks, 200, 400);
    }

    [Theory]
    [InlineData(0.04, 1, 0.04)]
    [InlineData(0.04, 0.03, 0)]
    [InlineData(200, 0.04, 0)]
    [InlineData(200, 300, 200)]
    public void Hardly_any_current_is_none_and_the_most_is_not_exceeded(double most, double bound, double expected) =>
        Assert.Equal(expected, new LargestCurrent().Find(most, amps => amps <= bound));
}
