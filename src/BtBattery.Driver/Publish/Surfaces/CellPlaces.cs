using System.Globalization;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>
/// Where cells stand, by the names that screens look for: of a battery and of a string one after the other, <c>Cell1</c> to <c>Cell16</c>; of any other bank with the
/// number of the battery, <c>Cell2X7</c>.
/// </summary>
internal static class CellPlaces
{
    /// <summary>The cells of a battery; their number is theirs.</summary>
    public static IEnumerable<(string Path, int Number)> OfBattery(string pattern, BankPlan? plan) => Numbered(pattern, Surface.MostCells);

    /// <summary>The cells of a bank of which all batteries are in series; their number is the place in the string.</summary>
    public static IEnumerable<(string Path, int Number)> OfString(string pattern, BankPlan? plan) =>
        plan?.Control.Wiring is { } wiring && IsString(wiring) ? Numbered(pattern, wiring.Members.Count * Surface.MostCells) : [];

    /// <summary>The cells of any other bank; their number is the battery's times <see cref="Surface.MostCells"/> and theirs, both from 0.</summary>
    public static IEnumerable<(string Path, int Number)> OfEach(string pattern, BankPlan? plan) => plan?.Control.Wiring is not { } wiring || IsString(wiring)
        ? []
        : wiring.Members.Select(member => member.Number).Order().SelectMany(battery => OfOne(pattern.Replace("<k>", Text(battery), StringComparison.Ordinal), battery));

    /// <summary>The cells of one battery of any bank, numbered as in <see cref="OfEach"/>.</summary>
    /// <param name="pattern">The path with a place for the cell.</param>
    /// <param name="battery">Number of the battery, from 1.</param>
    public static IEnumerable<(string Path, int Number)> OfOne(string pattern, int battery) =>
        Numbered(pattern, Surface.MostCells).Select(cell => (cell.Path, ((battery - 1) * Surface.MostCells) + cell.Number - 1));

    /// <summary>The battery, from 1, at a number of <see cref="OfEach"/>.</summary>
    public static int BatteryAt(int place) => (place / Surface.MostCells) + 1;

    /// <summary>The voltage of the cell at a place of a string.</summary>
    public static Measured<double>? VoltageAt(BankTurn turn, int place) => Find(turn, place) is var (member, cell) ? member.CellVoltage(cell) : null;

    /// <summary>Whether the cell at a place of a string is balanced.</summary>
    public static Measured<bool>? IsBalancingAt(BankTurn turn, int place) => Find(turn, place) is var (member, cell) ? member.IsBalancing(cell) : null;

    /// <summary>The voltage of a cell of one of the batteries.</summary>
    public static Measured<double>? VoltageOf(BankTurn turn, int place) => turn.Views[place / Surface.MostCells].CellVoltage((place % Surface.MostCells) + 1);

    /// <summary>Whether a cell of one of the batteries is balanced.</summary>
    public static Measured<bool>? IsBalancingOf(BankTurn turn, int place) => turn.Views[place / Surface.MostCells].IsBalancing((place % Surface.MostCells) + 1);

    private static bool IsString(BankNode wiring) => wiring is BankJoint { IsSeries: true } joint && joint.Parts.All(part => part is BankMember);

    /// <summary>Places that are only counted, from 1.</summary>
    public static IEnumerable<(string Path, int Number)> Numbered(string pattern, int count) =>
        Enumerable.Range(1, count).Select(number => (pattern.Replace("<n>", Text(number), StringComparison.Ordinal), number));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The cell at a place of a string, counted from 1 through its batteries; null while it is not known how many cells stand before it.</summary>
    private static (MemberView Member, int Cell)? Find(BankTurn turn, int place)
    {
        int before = 0;
        IReadOnlyList<BankMember> members = turn.Outcome.View.Wiring.Members;
        for (int i = 0; i < members.Count; i++)
        {
            MemberView member = turn.Views[members[i].Number - 1];
            if (member.CellCount is not int count)
            {
                return null;
            }

            if (place <= before + count)
            {
                return (member, place - before);
            }

            before += count;
        }

        return null;
    }
}
