using BtBattery.Aggregation.Model;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Screen;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The published paths of one service with their present values: the bookkeeping behind the bus, which knows no bus.
/// The loop updates it, the bus side reads it; both hold <see cref="Sync"/>, so an answer and a signal can never tell
/// different stories in the wrong order.
/// </summary>
public sealed class ItemTree
{
    private const sbyte Screen = -1;

    private readonly SurfaceRow[] _rows;
    private readonly Item[] _items;
    private readonly Dictionary<string, int> _leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _branches = new(StringComparer.Ordinal);
    private readonly List<Item> _changed = [];

    // What each follows: the snapshot of a battery by its number, from 1, the screen, or anything. Beside the rows, since most of a turn would be spent in fetching them.
    private readonly sbyte[] _follows;

    // What the settings were taken from; there are many, and it is seldom another.
    private ScreenState? _screen;
    private bool _hasScreen;

    // What the readings were taken from, and their ages: of several batteries one has told something in most turns.
    private readonly BatterySnapshot?[] _snapshots;
    private readonly bool[] _isBatteryNew;
    private readonly (MonotonicTime? At, bool IsFresh)[] _ages;

    /// <summary>A tree with the paths of a table, all of them invalid until the first update.</summary>
    /// <exception cref="ArgumentException">A path stands twice in the table, or is both a leaf and a branch.</exception>
    public ItemTree(IReadOnlyList<SurfaceRow> rows)
    {
        _rows = [.. rows];
        _items = [.. rows.Select((row, index) => row.CreateItem(index))];
        _follows = [.. rows.Select(row => row.IsOfScreen ? Screen : row.IsOfSnapshot ? (sbyte)row.Battery : (sbyte)0)];
        _snapshots = new BatterySnapshot?[rows.Select(row => row.Battery).DefaultIfEmpty().Max()];
        (_isBatteryNew, _ages) = (new bool[_snapshots.Length], new (MonotonicTime?, bool)[_items.Length]);
        for (int i = 0; i < _items.Length; i++)
        {
            _leaves.Add(_items[i].Path, i);
            AddToBranches(_items[i].Path);
        }

        if (_branches.Keys.FirstOrDefault(_leaves.ContainsKey) is string both)
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
        bool isScreenNew = !_hasScreen || !ReferenceEquals(turn.Screen, _screen);
        for (int i = 0; i < _snapshots.Length; i++)
        {
            _isBatteryNew[i] = !ReferenceEquals(turn.Members[i].Battery, _snapshots[i]);
        }

        for (int i = 0; i < _items.Length; i++)
        {
            int follows = _follows[i];
            if (follows == Screen ? !isScreenNew : follows > 0 && !_isBatteryNew[follows - 1] && IsAsItWas(i, turn.Members[follows - 1]))
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

        // Only now: had something failed in between, all of it would be worked out again.
        (_hasScreen, _screen) = (true, turn.Screen);
        for (int i = 0; i < _snapshots.Length; i++)
        {
            _snapshots[i] = turn.Members[i].Battery;
        }

        return _changed;
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
    public IReadOnlyCollection<string>? ChildrenOf(string path) => _branches.GetValueOrDefault(path);

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

    /// <summary>True if a reading of which nothing new was told is neither older than it may be now, nor was before. The turn learns that it was used.</summary>
    private bool IsAsItWas(int index, Turn turn) => _ages[index].At is not { } at || turn.IsFresh(at) == _ages[index].IsFresh;

    private void AddToBranches(string path)
    {
        for (int slash = path.LastIndexOf('/'); slash >= 0; slash = slash == 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            string branch = slash == 0 ? "/" : path[..slash];
            if (!_branches.TryGetValue(branch, out SortedSet<string>? children))
            {
                _branches[branch] = children = new(StringComparer.Ordinal);
            }

            int end = path.IndexOf('/', slash + 1);
            children.Add(end < 0 ? path[(slash + 1)..] : path[(slash + 1)..end]);
        }
    }
}
