using BtBattery.Aggregation.Model;

namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>One path of a service: a line of the table (<see cref="SurfaceTable"/>) with its place and its source.</summary>
public sealed class SurfaceRow
{
    // There are a thousand rows, and some hundred sources: what differs between the rows of a family is the number that the source is asked for.
    private readonly Func<Turn, int, RowValue>? _ofBattery;
    private readonly Func<BankTurn, int, RowValue>? _ofService;
    private readonly int _number;

    internal SurfaceRow(string path, string leaf, SurfacePath line, int number, Func<Turn, int, RowValue>? ofBattery, Func<BankTurn, int, RowValue>? ofService)
    {
        (Path, Leaf, Line) = (path, leaf, line);
        (_number, _ofBattery, _ofService) = (number, ofBattery, ofService);
    }

    /// <summary>Absolute object path.</summary>
    public string Path { get; }

    /// <summary>The battery it is told of, from 1; 0 if it is the bank's own.</summary>
    public int Battery { get; internal init; }

    /// <summary>The path that it has where that battery is alone.</summary>
    public string Leaf { get; }

    /// <summary>The line of the table.</summary>
    internal SurfacePath Line { get; }

    /// <summary>True if clients may write it.</summary>
    public bool IsWritable => Line.IsWritable;

    /// <summary>True if it is a setting: it may be cleared, and clients can ask what it may be.</summary>
    public bool IsSetting => Line.Range is not null;

    /// <summary>What its value, and what that may be, follow from; and of which battery that is, from 1, or 0 where that does not matter.</summary>
    internal (RowSubject Subject, int Battery) Follows { get; init; }

    /// <summary>What a setting may be; null for anything else, and where that is not known.</summary>
    public ItemRange? RangeIn(BankTurn turn) => Line.Range?.Invoke(turn.Screen);

    /// <summary>The value in this turn; invalid if it was measured and is too old.</summary>
    public ItemValue ValueIn(BankTurn turn) => ValueIn(turn, out _, out _);

    /// <summary>The same with its age.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="at">When it was measured; null if it does not age.</param>
    /// <param name="isFresh">True if it is not too old.</param>
    public ItemValue ValueIn(BankTurn turn, out MonotonicTime? at, out bool isFresh) =>
        _ofBattery is not null ? Fresh(turn.Members[Battery - 1], _ofBattery, out at, out isFresh) : Fresh(turn, _ofService!, out at, out isFresh);

    /// <summary>The same at another path.</summary>
    internal SurfaceRow At(string path) => new(path, Leaf, Line, _number, _ofBattery, _ofService) { Battery = Battery, Follows = Follows };

    /// <summary>The path without a value.</summary>
    /// <param name="index">Its place in the tree.</param>
    public Item CreateItem(int index) => new(Path, Line.Form) { Battery = Battery, Leaf = Leaf, Index = index };

    private ItemValue Fresh<TTurn>(TTurn turn, Func<TTurn, int, RowValue> source, out MonotonicTime? at, out bool isFresh)
        where TTurn : IFreshness
    {
        RowValue value = source(turn, _number);
        at = value.IsMeasured ? value.At : null;
        isFresh = !value.IsMeasured || turn.IsFresh(value.At);
        return isFresh ? value.ToItem(Line.Form.Decimals) : ItemValue.Invalid;
    }
}
