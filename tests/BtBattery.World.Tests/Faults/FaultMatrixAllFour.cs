using Xunit.Abstractions;

namespace BtBattery.World.Tests;

/// <summary>The matrix for <see cref="FaultScope.AllFour"/>.</summary>
public sealed class FaultMatrixAllFour(ITestOutputHelper output) : FaultMatrix(output)
{
    [Theory]
    [MemberData(nameof(All))]
    public void It_recovers_by_itself_within_the_bound(string fault) => Run(fault, FaultScope.AllFour);
}
