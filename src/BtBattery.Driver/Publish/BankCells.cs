using System.Globalization;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Wiring;
using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.BankTurn>;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The cells of a bank, by the names that screens look for: of a string one after the other, <c>Cell1</c> to <c>Cell16</c>; of any other bank with the number
/// of the battery, <c>Cell2X7</c>.
/// </summary>
internal static class BankCells
{
    /// <summary>The rows.</summary>
    /// <param name="wiring">How the bank is wired.</param>
    public static IEnumerable<Row> RowsOf(BankNode wiring) =>
    [
        Row.Measured("/Voltages/Sum", 2, "V", turn => BankFigures.CellSum(turn.Outcome.View)),
        Row.Measured("/Voltages/Diff", 3, "V", turn => BankFigures.CellSpread(turn.Outcome.View)),
        .. wiring is BankJoint { IsSeries: true } joint && joint.Parts.All(part => part is BankMember) ? OfString(joint) : OfEach(wiring),
    ];

    private static IEnumerable<Row> OfString(BankJoint wiring)
    {
        for (int cell = 1; cell <= wiring.Members.Count * Surface.MostCells; cell++)
        {
            int place = cell;
            foreach (Row row in OfCell(place.ToString(CultureInfo.InvariantCulture), turn => Find(wiring, turn, place)))
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<Row> OfEach(BankNode wiring)
    {
        foreach (int battery in wiring.Members.Select(member => member.Number).Order())
        {
            for (int cell = 1; cell <= Surface.MostCells; cell++)
            {
                int number = cell;
                foreach (Row row in OfCell(string.Create(CultureInfo.InvariantCulture, $"{battery}X{number}"), turn => (turn.Views[battery - 1], number)))
                {
                    yield return row;
                }
            }
        }
    }

    private static IEnumerable<Row> OfCell(string name, Func<BankTurn, (MemberView Member, int Cell)?> find) =>
    [
        Row.Measured($"/Voltages/Cell{name}", 3, "V", turn => find(turn) is var (member, cell) ? member.CellVoltage(cell) : null),
        Row.Measured($"/Balances/Cell{name}", turn => find(turn) is var (member, cell) ? member.IsBalancing(cell)?.Select(isOn => isOn ? 1 : 0) : null),
    ];

    /// <summary>The cell at a place of a string, counted from 1 through its batteries; null while it is not known how many cells stand before it.</summary>
    private static (MemberView Member, int Cell)? Find(BankJoint wiring, BankTurn turn, int place)
    {
        int before = 0;
        for (int i = 0; i < wiring.Members.Count; i++)
        {
            MemberView member = turn.Views[wiring.Members[i].Number - 1];
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
