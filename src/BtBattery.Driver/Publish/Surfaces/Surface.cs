using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>Which lines of <see cref="SurfaceTable"/> a service has, at which paths.</summary>
public static class Surface
{
    /// <summary>
    /// No BMS in this program reports more cells in one frame. All of them are exported from the start, because a path
    /// must exist before the name is requested and the number of cells is not known then.
    /// </summary>
    public const int MostCells = 32;

    /// <summary>The rows of a battery alone that is only watched.</summary>
    public static IReadOnlyList<SurfaceRow> OfBattery => field ??= [.. SurfaceTable.Paths.SelectMany(OfWatched)];

    /// <summary>The rows of which a recording tells, at the paths that a battery alone has: what is decided is not among them, for its settings are not recorded.</summary>
    /// <param name="isInBank">True for one battery of a bank, false for a battery alone.</param>
    public static IReadOnlyList<SurfaceRow> OfRecording(bool isInBank) => isInBank ? OfAnyMember : Recorded;

    /// <summary>The rows with which a recording is played again: older ones tell of some that are decided by now, as they are of a battery that is only watched.</summary>
    /// <param name="isInBank">True for one battery of a bank, false for a battery alone.</param>
    public static IReadOnlyList<SurfaceRow> OfReplay(bool isInBank) => isInBank ? [.. OfAnyMember, .. SurfaceTable.Paths.SelectMany(OfReplayed)] : OfBattery;

    /// <summary>The rows of a service.</summary>
    /// <param name="plan">Which batteries it serves, and which times it shows.</param>
    public static IReadOnlyList<SurfaceRow> Of(BankPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        BankNode wiring = plan.Control.Wiring;
        return wiring is BankMember
            ? [.. SurfaceTable.Paths.SelectMany(path => OfAlone(path, plan))]
            :
            [
                .. SurfaceTable.Paths.SelectMany(path => path.RowsIn(PathScope.Bank, plan, battery: 0)),
                .. wiring.Members.Select(member => member.Number).Order().SelectMany(OfMember),
            ];
    }

    /// <summary>The rows of the service of its own that a battery of a bank may have, for turns seen by it (<see cref="BankTurn.OfMember"/>): what it says, and no limit.</summary>
    /// <param name="number">Its number, from 1.</param>
    public static IReadOnlyList<SurfaceRow> OfMemberService(int number) => [.. SurfaceTable.Paths.SelectMany(path => OfOwn(path, number))];

    // Which of them a program needs depends on what it does: each is made when it is first asked for.
    private static IReadOnlyList<SurfaceRow> Recorded => field ??= [.. SurfaceTable.Paths.Where(path => !path.Scope.HasFlag(PathScope.Decided)).SelectMany(OfTold)];

    private static IReadOnlyList<SurfaceRow> OfAnyMember => field ??= [.. SurfaceTable.Paths.SelectMany(path => path.RowsIn(PathScope.Member, plan: null, battery: 1))];

    private static IEnumerable<SurfaceRow> OfAlone(SurfacePath path, BankPlan plan)
    {
        PathScope before = path.Scope & (plan.Control.Soc[0].IsCounted ? PathScope.Decided | PathScope.Counted : PathScope.Decided);
        return before != 0 ? path.RowsIn(before, plan, battery: 0) : OfTold(path);
    }

    /// <summary>What is decided has a source for a battery that is only watched if each battery of a bank has it too.</summary>
    private static IEnumerable<SurfaceRow> OfWatched(SurfacePath path) => path.Scope.HasFlag(PathScope.Alone) ? OfTold(path)
        : path.Scope.HasFlag(PathScope.Replayed) ? OfReplayed(path)
        : path.Scope.HasFlag(PathScope.Member | PathScope.Decided) ? path.RowsIn(PathScope.Decided, plan: null, battery: 0)
        : [];

    private static IEnumerable<SurfaceRow> OfOwn(SurfacePath path, int number) => path.Scope.HasFlag(PathScope.Own) ? path.RowsOfEach(PathScope.Own, number)
        : path.Scope.HasFlag(PathScope.Alone) ? OfTold(path)
        : path.Scope.HasFlag(PathScope.Member | PathScope.Decided) ? path.RowsIn(PathScope.Member, plan: null, battery: 1)
        : [];

    private static IEnumerable<SurfaceRow> OfTold(SurfacePath path) => path.RowsIn(PathScope.Alone, plan: null, battery: 1);

    private static IEnumerable<SurfaceRow> OfReplayed(SurfacePath path) => path.RowsIn(PathScope.Replayed, plan: null, battery: 1);

    private static IEnumerable<SurfaceRow> OfMember(int number) => SurfaceTable.Paths.SelectMany(path =>
        path.RowsIn(PathScope.Member, plan: null, number).Concat(path.RowsOfEach(PathScope.Each, number)).Select(row => row.At(MemberPath.Of(number, row.Leaf))));
}
