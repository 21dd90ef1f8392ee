using System.Text;
using System.Text.Json;
using BtBattery.Driver.State;

namespace BtBattery.Driver.Tests.State;

public sealed class StateDocumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-document-").FullName;

    private string PathOfIt => Path.Combine(_folder, "bank-state.json");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_writes_leaves_what_others_wrote_meanwhile(bool isVolatile)
    {
        var one = new StateDocument(PathOfIt, isVolatile);
        var other = new StateDocument(PathOfIt, isVolatile);
        Write(one, "one", 1);
        Write(other, "other", 10);
        Write(one, "one", 2);
        Write(other, "other", 200);
        Write(one, "one", 3);
        Write(one, "one", 4);
        Assert.Equal([("one", 4), ("other", 200)], Entries(new StateDocument(PathOfIt)));
    }

    [Fact]
    public void A_file_in_memory_that_is_gone_is_written_anew()
    {
        var document = new StateDocument(PathOfIt, isVolatile: true);
        Write(document, "one", 1);
        File.Delete(PathOfIt);
        Write(document, "one", 2);
        Assert.Equal([("one", 2)], Entries(document));
    }

    [Fact]
    public void A_file_in_memory_that_somebody_spoiled_is_set_aside()
    {
        var document = new StateDocument(PathOfIt, isVolatile: true);
        Write(document, "one", 1);
        File.WriteAllText(PathOfIt, "no JSON");
        Write(document, "one", 2);
        Assert.True(File.Exists($"{PathOfIt}.bad"));
        Assert.Equal([("one", 2)], Entries(document));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(StateDocument document, string name, int value) =>
        Assert.Null(document.Write(new Dictionary<string, byte[]> { [name] = Encoding.UTF8.GetBytes($"{{\"value\":{value}}}") }));

    private static (string Name, int Value)[] Entries(StateDocument document)
    {
        IReadOnlyDictionary<string, JsonElement> found = document.Read(out string? problem);
        Assert.Null(problem);
        return [.. found.Select(entry => (entry.Key, entry.Value.GetProperty("value").GetInt32())).OrderBy(entry => entry.Key)];
    }
}
