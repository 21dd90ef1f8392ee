using BtBattery.Aggregation.Wiring;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests;

/// <summary>Generated banks.</summary>
internal static class Banks
{
    /// <summary>Every wiring of one to four batteries, in any order of the numbers.</summary>
    public static Gen<BankNode> Wirings { get; } =
        from count in Gen.Choose(1, BankNode.MostMembers)
        from order in Gen.Shuffle(Enumerable.Range(1, count))
        from wiring in Joined([.. order.Select(number => (BankNode)Member(number))])
        select wiring;

    public static BankMember Member(int number) => new(number, $"A4:C1:38:00:00:{number:X2}");

    /// <summary>Joins two neighbours, of either kind, until one node is left.</summary>
    private static Gen<BankNode> Joined(BankNode[] parts) => parts.Length == 1
        ? Gen.Constant(parts[0])
        : from isSeries in Gen.Elements(true, false)
          from first in Gen.Choose(0, parts.Length - 2)
          from joined in Joined([.. parts[..first], new BankJoint(isSeries, parts[first..(first + 2)]), .. parts[(first + 2)..]])
          select joined;
}
