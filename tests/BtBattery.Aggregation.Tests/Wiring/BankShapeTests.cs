using BtBattery.Aggregation.Wiring;

namespace BtBattery.Aggregation.Tests.Wiring;

public sealed class BankShapeTests
{
    private static BankNode One { get; } = new BankMember(1, "A4:C1:38:00:00:01");

    public static TheoryData<BankNode, int?, int?> Banks => new()
    {
        { One, 1, 1 },
        { Series(One, One, One), 3, 1 },
        { Parallel(One, One), 1, 2 },
        { Parallel(Series(One, One), Series(One, One)), 2, 2 },
        { Series(Parallel(One, One), Parallel(One, One)), 2, 2 },

        // Uneven: what is not the same everywhere is not said.
        { Series(Parallel(One, One), One), 2, null },
        { Parallel(Series(One, One), One), null, 2 },
        { Parallel(Series(Parallel(One, One), One), One), null, null },
    };

    [Theory]
    [MemberData(nameof(Banks))]
    public void Counted_along_and_across(BankNode wiring, int? series, int? parallel) => Assert.Equal(new BankShape(series, parallel), BankShape.Of(wiring));

    private static BankJoint Series(params BankNode[] parts) => new(isSeries: true, parts);

    private static BankJoint Parallel(params BankNode[] parts) => new(isSeries: false, parts);
}
