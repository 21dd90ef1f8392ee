using BtBattery.Aggregation.Merging;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>What the value of a row follows from, so that it need not be worked out again while that is the same object.</summary>
internal enum RowSubject
{
    /// <summary>More than one thing, or one that is another in every turn.</summary>
    Anything,

    /// <summary>Nothing that changes while the program runs.</summary>
    Program,

    /// <summary>What the screen says.</summary>
    Screen,

    /// <summary>How the bank is wired.</summary>
    Wiring,

    /// <summary>What a battery said; such a value also gets too old.</summary>
    Snapshot,

    /// <summary>The cells of a battery, while they are fresh.</summary>
    Cells,

    /// <summary>The same as they were merged.</summary>
    MergedCells,

    /// <summary>Which cells of a battery are balanced, while that is fresh.</summary>
    Balancing,

    /// <summary>The same as it was merged.</summary>
    MergedBalancing,

    /// <summary>How often a battery contradicted itself.</summary>
    Contradictions,

    /// <summary>What was done against silence of a battery.</summary>
    Rungs,

    /// <summary>What was received from a battery and not used.</summary>
    BadFrames,

    /// <summary>The alarms.</summary>
    Alarms,

    /// <summary>What was told of cells that got too far apart.</summary>
    CellAlerts,

    /// <summary>What is shown of the history of a battery's cells.</summary>
    CellHistory,
}

/// <summary>Looks up what rows follow.</summary>
internal static class RowSubjects
{
    /// <summary>The object: as long as it is the same one, so is the value. Null while there is none.</summary>
    /// <param name="subject">Anything but <see cref="RowSubject.Anything"/>.</param>
    /// <param name="turn">The turn, which learns how old the readings are that it gives.</param>
    /// <param name="battery">The battery, from 1; 0 where it is alone, or where that does not matter.</param>
    public static object? In(BankTurn turn, RowSubject subject, int battery) => subject switch
    {
        RowSubject.Program => null,
        RowSubject.Screen => turn.Screen,
        RowSubject.Wiring => turn.Outcome.View.Wiring,
        RowSubject.Alarms => turn.Outcome.Alarms.Memory,
        RowSubject.CellAlerts => turn.Outcome.CellAlerts,
        RowSubject.CellHistory => CellMonitorValues.Shown(turn, battery),
        RowSubject.MergedCells => FreshCells(turn.Views[battery - 1]),
        RowSubject.MergedBalancing => FreshBalancing(turn.Views[battery - 1]),
        _ => Of(turn.Members[battery - 1], subject),
    };

    private static object? Of(Turn turn, RowSubject subject) => subject switch
    {
        RowSubject.Snapshot => turn.Battery,
        RowSubject.Cells => turn.Battery.CellVoltages is { } cells && turn.IsFresh(cells.At) ? cells.Value : null,
        RowSubject.Balancing => turn.Battery.Balancing is { } balancing && turn.IsFresh(balancing.At) ? balancing.Value : null,
        RowSubject.Contradictions => turn.Status.Contradictions,
        RowSubject.Rungs => turn.Status.RungsUsed,
        RowSubject.BadFrames => turn.Status.Link.BadFrames,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "That is followed by no row."),
    };

    private static IReadOnlyList<double?>? FreshCells(MemberView view) => view.Fresh(view.Snapshot.CellVoltages)?.Value;

    private static IReadOnlyList<bool>? FreshBalancing(MemberView view) => view.Fresh(view.Snapshot.Balancing)?.Value;
}
