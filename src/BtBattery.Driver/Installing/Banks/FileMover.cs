using System.Text.Json;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Settings.Files;
using BtBattery.Driver.State;

namespace BtBattery.Driver.Installing.Banks;

/// <summary>Settings in the driver's own file.</summary>
/// <param name="path">The file.</param>
internal sealed class FileMover(string path) : ISettingsMover
{
    private readonly StateDocument _document = new(path);

    /// <inheritdoc/>
    public Task<(int? Instance, int? Wish)> ReadAsync(string device, CancellationToken cancellationToken)
    {
        FileEntry entry = Find(device);
        return Task.FromResult((entry.Instance, entry.Wish));
    }

    /// <inheritdoc/>
    public Task MoveAsync(DeviceMove move, CancellationToken cancellationToken)
    {
        FileEntry source = Find(move.From);
        FileEntry to = Find(move.To);
        (FileEntry weak, FileEntry strong) = move.FormerWins ? (to, source) : (source, to);
        var values = new Dictionary<string, ItemValue>(weak.Values, StringComparer.Ordinal);
        foreach ((string name, ItemValue value) in strong.Values)
        {
            values[name] = value;
        }

        FileEntry next = to with { Instance = move.Instance ?? to.Instance, Wish = move.Wish ?? to.Wish, Values = values };
        FileEntry former = source with { Instance = null, Wish = null };
        return _document.Write(new Dictionary<string, byte[]> { [move.From] = former.ToJson(), [move.To] = next.ToJson() }) is string problem
            ? throw new RefusalException($"{path} cannot be written: {problem.TrimEnd('.')}. Once that is mended, give the same command again.")
            : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private FileEntry Find(string device)
    {
        IReadOnlyDictionary<string, JsonElement> entries = _document.Peek(out string? problem);
        return problem is not null ? throw new RefusalException($"{problem.TrimEnd('.')}. Set it aside, or mend it.")
            : entries.TryGetValue(device, out JsonElement entry) ? FileEntry.Read(entry)
            : FileEntry.Empty;
    }
}
