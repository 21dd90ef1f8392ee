using BtBattery.Bms.Conversations;
using BtBattery.Driver.Links;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Tests.Polling;

public sealed class ProblemCodeTests
{
    [Fact]
    public void Every_problem_has_a_code_that_no_other_has()
    {
        string[] codes = [.. Enum.GetValues<LinkProblem>().Select(problem => ProblemCode.Of(new LinkException(problem, "for people")))];

        Assert.Distinct(codes);
        Assert.All(codes, code => Assert.Matches("^[a-z_]+$", code));
    }

    [Fact]
    public void A_verdict_tells_more_than_that_there_is_no_data()
    {
        string[] codes = [.. Enum.GetValues<BmsVerdictKind>().Select(kind => ProblemCode.Of(new VerdictException(new BmsVerdict(kind, "for people"))))];

        Assert.Distinct(codes);
        Assert.DoesNotContain(ProblemCode.Of(new LinkException(LinkProblem.NoData, "for people")), codes);
    }
}
