namespace BtBattery.Aggregation.Wiring;

/// <summary>How many batteries a bank has one behind the other, and how many beside each other.</summary>
/// <param name="Series">Batteries that the same current flows through; null if parts in parallel differ in it.</param>
/// <param name="Parallel">Batteries, or strings of them, that share a current; null if parts in series differ in it.</param>
public readonly record struct BankShape(int? Series, int? Parallel)
{
    /// <summary>The shape of a wiring: of <c>1|2</c> one and two, of <c>(1+2)|(3+4)</c> two and two, of <c>(1|2)+3</c> two and unknown.</summary>
    public static BankShape Of(BankNode wiring)
    {
        if (wiring is not BankJoint joint)
        {
            return new(1, 1);
        }

        BankShape[] parts = [.. joint.Parts.Select(Of)];
        return joint.IsSeries
            ? new(Sum(parts, part => part.Series), Common(parts, part => part.Parallel))
            : new(Common(parts, part => part.Series), Sum(parts, part => part.Parallel));
    }

    private static int? Sum(BankShape[] parts, Func<BankShape, int?> number) => parts.Aggregate((int?)0, (sum, part) => sum + number(part));

    private static int? Common(BankShape[] parts, Func<BankShape, int?> number) => parts.All(part => number(part) == number(parts[0])) ? number(parts[0]) : null;
}
