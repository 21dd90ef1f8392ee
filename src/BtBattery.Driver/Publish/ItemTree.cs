using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The published paths of one service with their present values: the bookkeeping behind the bus, which knows no bus.
/// The loop updates it, the bus side reads it; both hold <see cref="Sync"/>, so an answer and a signal can never tell
/// different stories in the wrong order.
/// </summary>
public sealed class ItemTree
{
    private readonly SurfaceRow[] _rows;
    private readonly Item[] _items;
    private readonly Dictionary<string, int> _leaves = new(StringComparer.Ordinal);
    private readonly List<Item> _changed = [];

    // A row of each of those that follow the same thing, and what that was in the turn before: most of it is the same for hours.
    private readonly List<SurfaceRow> _subjects = [];
    private readonly object?[] _now;
    private readonly object?[] _before;
    private readonly bool[] _isSame;

    // Rows that stand together and follow the same: where nothing is new, all of them are passed over at once.
    private readonly List<Run> _runs = [];

    // What a battery said gets too old, too: when it was measured, and whether it was fresh.
    private readonly (MonotonicTime? At, bool IsFresh)[] _ages;

    /// <summary>A tree with the paths of a table, all of them invalid until the first update.</summary>
    /// <exception cref="ArgumentException">A path stands twice in the table, or is both a leaf and a branch.</exception>
    public ItemTree(IReadOnlyList<SurfaceRow> rows)
    {
        _rows = [.. rows];
        _items = [.. rows.Select((row, index) => row.CreateItem(index))];
        for (int start = 0, end; start < _rows.Length; start = end)
        {
            end = start + 1;
            while (end < _rows.Length && _rows[end].Follows == _rows[start].Follows)
            {
                end++;
            }

            _runs.Add(new Run(start, end, _rows[start].Follows.Subject == RowSubject.Anything ? null : SubjectOf(_rows[start])));
        }

        (_now, _before, _isSame) = (new object?[_subjects.Count], new object?[_subjects.Count], new bool[_subjects.Count]);
        _ages = new (MonotonicTime?, bool)[_items.Length];
        Array.Fill(_before, this);
        for (int i = 0; i < _items.Length; i++)
        {
            _leaves.Add(_items[i].Path, i);
        }

        if (_items.SelectMany(item => BranchesOf(item.Path)).FirstOrDefault(_leaves.ContainsKey) is string both)
        {
            throw new ArgumentException($"{both} is both a leaf and a branch.", nameof(rows));
        }
    }

    /// <summary>Held while reading or writing values.</summary>
    public Lock Sync { get; } = new();

    /// <summary>All items, in the order of the table.</summary>
    public IReadOnlyList<Item> Items => _items;

    /// <summary>Works out every value anew that may be another one, and takes those that differ.</summary>
    /// <returns>The items that changed, be it only in what they may be; valid until the next call.</returns>
    public IReadOnlyList<Item> Update(BankTurn turn)
    {
        _changed.Clear();
        for (int i = 0; i < _subjects.Count; i++)
        {
            _now[i] = RowSubjects.In(turn, _subjects[i].Follows.Subject, _subjects[i].Follows.Battery);
            _isSame[i] = ReferenceEquals(_now[i], _before[i]);
        }

        foreach (Run run in _runs)
        {
            bool isSame = run.Subject is int subject && _isSame[subject];
            (RowSubject follows, int battery) = _rows[run.Start].Follows;
            if (!isSame)
            {
                WorkOut(run, turn, null);
            }
            else if (follows == RowSubject.Snapshot)
            {
                WorkOut(run, turn, turn.Members[battery - 1]);
            }
        }

        // Only now: had something failed in between, all of it would be worked out again.
        _now.CopyTo(_before, 0);
        return _changed;
    }

    /// <summary>Works out the rows of a run.</summary>
    /// <param name="run">Which.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="said">The battery that said all of it before, so that only what got too old, or no longer is, has another value; null where something is new.</param>
    private void WorkOut(Run run, BankTurn turn, Turn? said)
    {
        for (int i = run.Start; i < run.End; i++)
        {
            if (said is not null && IsAsItWas(i, said))
            {
                continue;
            }

            SurfaceRow row = _rows[i];
            bool isNew = _items[i].Set(row.ValueIn(turn, out _ages[i].At, out _ages[i].IsFresh));
            if ((row.IsSetting && _items[i].Bound(row.RangeIn(turn))) || isNew)
            {
                _changed.Add(_items[i]);
            }
        }
    }

    /// <summary>The item of a path, or null.</summary>
    public Item? Find(string path) => _leaves.TryGetValue(path, out int index) ? _items[index] : null;

    /// <summary>True if clients may write that path.</summary>
    public bool IsWritable(string path) => _leaves.TryGetValue(path, out int index) && _rows[index].IsWritable;

    /// <summary>The line of the table that an item of this tree comes from.</summary>
    internal SurfacePath LineOf(Item item) => _rows[item.Index].Line;

    /// <summary>True if that path is a setting.</summary>
    public bool IsSetting(string path) => _leaves.TryGetValue(path, out int index) && _rows[index].IsSetting;

    /// <summary>Names directly below a branch such as <c>/Dc</c>, or null if that is no branch.</summary>
    public IReadOnlyCollection<string>? ChildrenOf(string path)
    {
        var children = new SortedSet<string>(Below(path).Select(below => below.RelativePath.Split('/', 2)[0]), StringComparer.Ordinal);
        return children.Count > 0 ? children : null;
    }

    /// <summary>The items below a branch, each with its path relative to it and without leading slash.</summary>
    public IEnumerable<(string RelativePath, Item Item)> Below(string branch)
    {
        string prefix = branch == "/" ? "/" : branch + "/";
        foreach (Item item in _items)
        {
            if (item.Path.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return (item.Path[prefix.Length..], item);
            }
        }
    }

    /// <summary>The number of what a row follows; a new one if none before it follows the same.</summary>
    private int SubjectOf(SurfaceRow row)
    {
        for (int i = 0; i < _subjects.Count; i++)
        {
            if (_subjects[i].Follows == row.Follows)
            {
                return i;
            }
        }

        _subjects.Add(row);
        return _subjects.Count - 1;
    }

    /// <summary>True if a reading of which nothing new was told is neither older than it may be now, nor was before. The turn learns that it was used.</summary>
    private bool IsAsItWas(int index, Turn turn) => _ages[index].At is not { } at || turn.IsFresh(at) == _ages[index].IsFresh;

    /// <summary>The branches above a path, the root left out.</summary>
    private static IEnumerable<string> BranchesOf(string path)
    {
        for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }

    /// <summary>Rows of the table that stand together and follow the same.</summary>
    /// <param name="Start">The first.</param>
    /// <param name="End">The one after the last.</param>
    /// <param name="Subject">Number of what they follow; null for rows that are worked out in each turn.</param>
    private readonly record struct Run(int Start, int End, int? Subject);
}
