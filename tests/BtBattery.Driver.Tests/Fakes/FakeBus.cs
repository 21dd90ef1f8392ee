using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Tests.Fakes;

/// <summary>A bus that keeps what a client would have seen; the bookkeeping is the real one.</summary>
internal sealed class FakeBus : IBus
{
    private readonly TaskCompletionSource<string> _lost = new();
    private Action? _beforeRead;
    private ItemTree? _tree;
    private Func<string, ItemValue, CancellationToken, Task<bool>>? _write;

    public Task<string> Lost => _lost.Task;

    public string? OwnedName { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>What a client knows: the tree as read when the name appeared, and every signal since.</summary>
    public Dictionary<string, ItemValue> Seen { get; } = [];

    /// <summary>Paths of each signal, in order.</summary>
    public List<string[]> Signals { get; } = [];

    /// <summary>The signals that told more than how the link fares, and what is counted.</summary>
    public IEnumerable<string[]> MeasuredSignals => Signals.Where(signal => signal.Any(path =>
        path != "/Mgmt/Connection" && !path.StartsWith("/Diagnostics/", StringComparison.Ordinal) && !path.StartsWith("/History/", StringComparison.Ordinal)));

    /// <summary>Runs between the client's first look and the end of the claim.</summary>
    public Action? WhileClaiming { get; init; }

    public Exception? ClaimFails { get; init; }

    public Task ClaimAsync(
        string name, ItemTree tree, Action beforeRead, Func<string, ItemValue, CancellationToken, Task<bool>> write, CancellationToken cancellationToken)
    {
        if (ClaimFails is not null)
        {
            throw ClaimFails;
        }

        OwnedName = name;
        _write = write;
        _beforeRead = beforeRead;
        _tree = tree;
        foreach (Item item in tree.Items)
        {
            Seen[item.Path] = item.Value;
        }

        WhileClaiming?.Invoke();
        return Task.CompletedTask;
    }

    public void Publish(IReadOnlyCollection<Item> changed)
    {
        if (changed.Count == 0 || IsDisposed)
        {
            return;
        }

        Signals.Add([.. changed.Select(item => item.Path)]);
        foreach (Item item in changed)
        {
            Seen[item.Path] = item.Value;
        }
    }

    public Task<bool> WriteAsync(string path, ItemValue value) => _write!(path, value, CancellationToken.None);

    /// <summary>What was published last, whether clients were sent it or not.</summary>
    public ItemValue Present(string path) => _tree!.Find(path)!.Value;

    /// <summary>What a client reads that asks now.</summary>
    public ItemValue Read(string path)
    {
        lock (_tree!.Sync)
        {
            _beforeRead!();
            return _tree.Find(path)!.Value;
        }
    }

    public void Lose() => _lost.TrySetResult("test");

    public double? Number(string path) => Seen[path].IsValid ? Seen[path].AsNumber : null;

    public int? Integer(string path) => Seen[path].IsValid ? Seen[path].AsInteger : null;

    public string? Text(string path) => Seen[path].IsValid ? Seen[path].AsText : null;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        OwnedName = null;
        return ValueTask.CompletedTask;
    }
}
