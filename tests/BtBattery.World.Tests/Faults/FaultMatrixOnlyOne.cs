using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>The matrix for <see cref="FaultScope.OnlyOne"/>.</summary>
public sealed class FaultMatrixOnlyOne(ITestOutputHelper output) : FaultMatrix(output)
{
    [Theory]
    [MemberData(nameof(All))]
    public void It_recovers_by_itself_within_the_bound(string fault) => Run(fault, FaultScope.OnlyOne);
}
