using BtBattery.Driver.Publish.Surfaces;

namespace BtBattery.Driver.Publish;

/// <summary>
/// The published paths of one service with their present values: the bookkeeping behind the bus, which knows no bus.
/// The loop updates it, the bus side reads it; both hold <see cref="Sync"/>, so an answer and a signal can never tell
/// different stories in the wrong order.
/// </summary>
public sealed class ItemTree
{
    private readonly IReadOnlyList<SurfaceRow> _rows;
    private readonly Item[] _items;
    private readonly Dictionary<string, int> _leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _branches = new(StringComparer.Ordinal);
    private readonly List<Item> _changed = [];

    /// <summary>A tree with the paths of a table, all of them invalid until the first update.</summary>
    /// <exception cref="ArgumentException">A path stands twice in the table, or is both a leaf and a branch.</exception>
    public ItemTree(IReadOnlyList<SurfaceRow> rows)
    {
        _rows = rows;
        _items = [.. rows.Select((row, index) => row.CreateItem(index))];
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

    /// <summary>Works out every value anew and takes those that differ.</summary>
    /// <returns>The items that changed, be it only in what they may be; valid until the next call.</returns>
    public IReadOnlyList<Item> Update(BankTurn turn)
    {
        _changed.Clear();
        for (int i = 0; i < _items.Length; i++)
        {
            bool isNew = _items[i].Set(_rows[i].ValueIn(turn));
            if ((_rows[i].IsSetting && _items[i].Bound(_rows[i].RangeIn(turn))) || isNew)
            {
                _changed.Add(_items[i]);
            }
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
