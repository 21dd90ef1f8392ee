using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Options;
using BtBattery.Driver.Run;
using Row = BtBattery.Driver.Publish.SurfaceRow<BtBattery.Driver.Publish.BankTurn>;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The whole published surface of a service, in one table: path, digits, unit, source. Readable next to Victron's
/// D-Bus description; docs/dbus-paths.md explains it to people.
/// </summary>
public static class Surface
{
    /// <summary>
    /// No BMS in this program reports more cells in one frame. All of them are exported from the start, because a path
    /// must exist before the name is requested and the number of cells is not known then.
    /// </summary>
    public const int MostCells = 32;

    /// <summary>The rows of a battery alone that follow from what it says.</summary>
    public static IReadOnlyList<Row> OfBattery { get; } =
    [
        .. ServiceSurface.Rows.Select(row => row.AsOf(1)),
        Row.Fact("/Serial", turn => turn.First.Address).AsOf(1),
        Row.Fact(DriverState.CustomNamePath, turn => turn.First.CustomName, isWritable: true).AsOf(1),
        .. BatterySurface.Rows.Select(row => Lift(row, 1, row.Path)),
        Row.Fact("/System/NrOfModulesOnline", turn => turn.First.IsConnected ? 1 : 0).AsOf(1),
        Row.Fact("/System/NrOfModulesOffline", turn => turn.First.IsConnected ? 0 : 1).AsOf(1),
        Row.Measured("/System/NrOfModulesBlockingCharge", turn => turn.Outcome.View.ChargeFetOn?.Select(isOn => isOn ? 0 : 1)).AsOf(1),
        Row.Measured("/System/NrOfModulesBlockingDischarge", turn => turn.Outcome.View.DischargeFetOn?.Select(isOn => isOn ? 0 : 1)).AsOf(1),
        .. LimitSurface.Rows,
    ];

    /// <summary>The rows of which a recording tells, at the paths that a battery alone has: what is decided is not among them, for its settings are not recorded.</summary>
    /// <param name="isInBank">True for one battery of a bank, false for a battery alone.</param>
    public static IReadOnlyList<Row> OfRecording(bool isInBank) => isInBank ? s_ofMember : s_recorded;

    /// <summary>The rows with which a recording is played again: older ones tell of some that are decided by now, as they are of a battery that is only watched.</summary>
    /// <param name="isInBank">True for one battery of a bank, false for a battery alone.</param>
    public static IReadOnlyList<Row> OfReplay(bool isInBank) => isInBank ? s_ofMember : OfBattery;

    /// <summary>The rows of a service.</summary>
    /// <param name="plan">Which batteries it serves, and which times it shows.</param>
    public static IReadOnlyList<Row> Of(BankPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        BankNode wiring = plan.Control.Wiring;
        return wiring is BankMember
            ? [.. plan.Control.Soc[0].IsCounted ? s_counted : s_alone, .. LimitSurface.Warnings, .. EnergySurface.RowsOf(plan)]
            :
            [
                .. ServiceSurface.Rows,
                .. BankSurface.RowsOf(wiring),
                .. EnergySurface.RowsOf(plan),
                .. LimitSurface.Rows,
                .. LimitSurface.Warnings,
                .. wiring.Members.Select(member => member.Number).Order().SelectMany(number => RowsOfMember(number, row => MemberPath.Of(number, row.Path))),
            ];
    }

    private static readonly IReadOnlyList<Row> s_alone = [.. OfBattery.Where(row => !AlarmPaths.IsDecided(row.Path))];

    /// <summary>With the charge that the driver counts itself in place of what the BMS says.</summary>
    private static readonly IReadOnlyList<Row> s_counted = [.. s_alone.Where(row => !BankSurface.Counted.Any(counted => counted.Path == row.Path)), .. BankSurface.Counted];

    private static readonly IReadOnlyList<Row> s_recorded = [.. s_alone.Where(row => row.Battery > 0)];

    private static readonly IReadOnlyList<Row> s_ofMember = [.. RowsOfMember(1, row => row.Path)];

    private static IEnumerable<Row> RowsOfMember(int number, Func<SurfaceRow<Turn>, string> pathOf)
    {
        SurfaceRow<Turn>[] own =
        [
            SurfaceRow<Turn>.Fact(MemberPath.Address, turn => turn.Address),
            SurfaceRow<Turn>.Fact(MemberPath.Name, turn => turn.CustomName),
            SurfaceRow<Turn>.Measured("/Io/AllowToCharge", turn => turn.Battery.ChargeFetOn?.Select(isOn => isOn ? 1 : 0)),
            SurfaceRow<Turn>.Measured("/Io/AllowToDischarge", turn => turn.Battery.DischargeFetOn?.Select(isOn => isOn ? 1 : 0)),
            SurfaceRow<Turn>.Fact("/Alarms/BmsCable", turn => turn.LinkAlarm),
        ];
        return own.Concat(BatterySurface.Rows).Select(row => Lift(row, number, pathOf(row)));
    }

    private static Row Lift(SurfaceRow<Turn> row, int number, string path) => new(path, row.Kind, turn => row.ValueIn(turn.Members[number - 1]))
    {
        Battery = number,
        Leaf = row.Path,
        Decimals = row.Decimals,
        Unit = row.Unit,
        Format = row.Format,
        IsWritable = row.IsWritable,
    };
}
