using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Tests.Wiring;

public sealed class TopologyExpressionTests
{
    private static readonly MemberName[] s_four =
        [new("A4:C1:38:00:00:01", "A"), new("A4:C1:38:00:00:02", "B"), new("A4:C1:38:00:00:03", "C 3"), new("A4:C1:38:00:00:04", null)];

    [Theory]
    [InlineData("A+B|C+D", "(A+B)|(C+D)")]
    [InlineData("(A|B)+(C|D)", "(A|B)+(C|D)")]
    [InlineData("A|B+C", "A|(B+C)")]
    [InlineData("A+(B+C)+D", "A+B+C+D")]
    [InlineData("((A))|(((B)|(C)))", "A|B|C")]
    [InlineData(" Port side + ( Deck|A4:C1:38:00:00:02 ) ", "Port side+(Deck|A4:C1:38:00:00:02)")]
    [InlineData("Series", "series")]
    [InlineData("PARALLEL", "parallel")]
    [InlineData("A", "A")]
    public void Plus_binds_tighter_and_the_canonical_text_shows_it(string text, string canonical)
    {
        Assert.True(TopologyExpression.TryParse(text, out TopologyExpression? expression, out string? advice), advice);
        Assert.Equal(canonical, expression.ToString());
    }

    [Theory]
    [InlineData("(A+B)|(C+D)", "B", "A|(C+D)")]
    [InlineData("A|B+C", "A", "B+C")]
    [InlineData("A+(B|C)", "C", "A+B")]
    [InlineData("A+B", "A", "B")]
    [InlineData("A+B", "X", "A+B")]
    [InlineData("parallel", "A", "parallel")]
    [InlineData("A", "A", null)]
    public void A_battery_that_goes_leaves_the_others_joined_as_they_were(string text, string name, string? rest)
    {
        Assert.True(TopologyExpression.TryParse(text, out TopologyExpression? expression, out _));

        Assert.Equal(rest, expression.Without(called => called == name)?.ToString());
        Assert.Equal(text != "parallel", expression.HasNames);
    }

    [Theory]
    [InlineData("", "give series, parallel, or an expression such as (A+B)|(C+D) with the names or addresses of the batteries")]
    [InlineData("A+", "a battery is missing at the end")]
    [InlineData("|A", "a battery is missing at character 1, before '|A'")]
    [InlineData("A++B", "a battery is missing at character 3, before '+B'")]
    [InlineData("A+()", "a battery is missing at character 4, before ')'")]
    [InlineData("(A+B", "the '(' of character 1 has no ')' at the end")]
    [InlineData("A+B)|C", "there is a ')' without its '(' at character 4, before ')|C'")]
    [InlineData("A(B+C)", "a + or | is missing at character 2, before '(B+C)'")]
    [InlineData("(A)(B)", "a + or | is missing at character 4, before '(B)'")]
    [InlineData("(A+B)Starboard behind the mast", "a + or | is missing at character 6, before 'Starboard behind the…'")]
    public void What_is_wrong_is_told_with_its_place(string text, string expected)
    {
        Assert.False(TopologyExpression.TryParse(text, out _, out string? advice));
        Assert.Equal(expected, advice);
    }

    [Fact]
    public void Depth_is_bounded() => Assert.False(TopologyExpression.TryParse(new string('(', 100_000), out _, out _));

    [Theory]
    [InlineData("A+B|C 3+a4:c1:38:00:00:04", "(A4:C1:38:00:00:01+A4:C1:38:00:00:02)|(A4:C1:38:00:00:03+A4:C1:38:00:00:04)", "1234")]
    [InlineData("A4:C1:38:00:00:04+(c 3|B)+A", "A4:C1:38:00:00:04+(A4:C1:38:00:00:03|A4:C1:38:00:00:02)+A4:C1:38:00:00:01", "4321")]
    public void A_battery_keeps_its_number_wherever_it_stands(string text, string expected, string numbers)
    {
        BankNode wiring = Resolve(text);
        Assert.Equal(expected, wiring.ToString());
        Assert.Equal(numbers, string.Concat(wiring.Members.Select(member => member.Number)));
    }

    [Theory]
    [InlineData("A+B+C 3", "A4:C1:38:00:00:04 is missing; name each battery once")]
    [InlineData("A+B|A+A4:C1:38:00:00:04", "A4:C1:38:00:00:01 (A) stands there twice; name each battery once")]
    public void Every_battery_stands_there_once(string text, string expected)
    {
        Assert.True(TopologyExpression.TryParse(text, out TopologyExpression? expression, out _));
        Assert.False(expression.TryResolve(s_four, out _, out string? advice));
        Assert.Equal(expected, advice);
    }

    [Fact]
    public void One_battery_is_a_bank_of_one()
    {
        foreach (TopologyExpression shorthand in (TopologyExpression[])[TopologyExpression.Series, TopologyExpression.Parallel])
        {
            Assert.True(shorthand.TryResolve([s_four[2]], out BankNode? wiring, out _));
            BankMember member = Assert.IsType<BankMember>(wiring);
            Assert.Equal((1, "A4:C1:38:00:00:03"), (member.Number, member.Address));
            Assert.Same(member, Assert.Single(member.Members));
        }
    }

    [Fact]
    public void The_shorthands_join_all_of_them()
    {
        Assert.True(TopologyExpression.Series.TryResolve(s_four, out BankNode? series, out _));
        Assert.True(TopologyExpression.Parallel.TryResolve(s_four, out BankNode? parallel, out _));
        Assert.Equal((true, 4), (((BankJoint)series).IsSeries, ((BankJoint)series).Parts.Count));
        Assert.Equal((false, 4), (((BankJoint)parallel).IsSeries, ((BankJoint)parallel).Parts.Count));
    }

    /// <summary>Reading the text of a wiring gives the wiring; leaving out the parentheses that precedence makes needless changes nothing.</summary>
    [Fact]
    public void The_text_of_a_wiring_reads_back_as_itself() => Laws.Hold(Banks.Wirings, wiring =>
    {
        BankNode read = ReadBack(wiring, wiring.ToString());
        Assert.Equal(wiring.ToString(), read.ToString());
        Assert.Equal(wiring.ToString(), ReadBack(wiring, Bare(wiring)).ToString());
        Assert.Equal(wiring.Members.Select(member => member.Number), read.Members.Select(member => member.Number));
    });

    private static BankNode Resolve(string text)
    {
        Assert.True(TopologyExpression.TryParse(text, out TopologyExpression? expression, out string? advice), advice);
        Assert.True(expression.TryResolve(s_four, out BankNode? wiring, out advice), advice);
        return wiring;
    }

    private static BankNode ReadBack(BankNode wiring, string text)
    {
        Assert.True(TopologyExpression.TryParse(text, out TopologyExpression? expression, out string? advice), advice);
        MemberName[] names = [.. wiring.Members.OrderBy(member => member.Number).Select(member => new MemberName(member.Address, null))];
        Assert.True(expression.TryResolve(names, out BankNode? read, out advice), advice);
        return read;
    }

    private static string Bare(BankNode node) => node is not BankJoint joint
        ? node.ToString()
        : string.Join(joint.IsSeries ? '+' : '|', joint.Parts.Select(part => joint.IsSeries && part is BankJoint ? $"({Bare(part)})" : Bare(part)));
}
