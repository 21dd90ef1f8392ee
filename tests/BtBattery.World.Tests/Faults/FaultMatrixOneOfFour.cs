using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>The matrix for <see cref="FaultScope.OneOfFour"/>.</summary>
public sealed class FaultMatrixOneOfFour(ITestOutputHelper output) : FaultMatrix(output)
{
    [Theory]
    [MemberData(nameof(OfOne))]
    public void It_recovers_by_itself_within_the_bound(string fault) => Run(fault, FaultScope.OneOfFour);
}
