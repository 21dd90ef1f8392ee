using System.Text;
using BtBattery.Plugin.Resources;
using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>The writer of Qt resources, against a reader of ours and against Qt.</summary>
public sealed class ResourceFileTests
{
    private static readonly Dictionary<string, byte[]> s_some = new()
    {
        ["BtBattery/Cells.qml"] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Item { text: \"Übermäßig\" }\n", 400))),
        ["BtBattery/format.js"] = "x"u8.ToArray(),
        ["BtBattery/BtBattery_de.qm"] = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i % 251))],
        ["BtBattery/tief/er/Zelle – ü.qml"] = "Item {}"u8.ToArray(),
        ["Anderes/Cells.qml"] = [0],
    };

    [Fact]
    public void Every_file_reads_back_byte_for_byte()
    {
        var reader = new ResourceReader(ResourceFile.Write(s_some));

        Assert.Equal(s_some.Keys.Order(), reader.Paths.Order());
        Assert.All(s_some, file => Assert.Equal(file.Value, reader.Find(file.Key)));
        Assert.Null(reader.Find("BtBattery/Cell.qml"));
        Assert.Null(reader.Find("BtBattery"));
    }

    [Fact]
    public void What_does_not_shrink_is_stored_as_it_is() =>
        Assert.Equal([0, 0, 0, 1, 1], new ResourceReader(ResourceFile.Write(s_some)).Storings.Order());

    [Fact]
    public void Many_names_are_all_found()
    {
        Dictionary<string, byte[]> files = Enumerable.Range(0, 300).ToDictionary(i => $"A/{i * 7919 % 1000:x}/n{i}", i => new[] { (byte)(i % 256) });
        var reader = new ResourceReader(ResourceFile.Write(files));
        Assert.All(files, file => Assert.Equal(file.Value, reader.Find(file.Key)));
    }

    [Fact]
    public void The_order_in_which_files_are_named_changes_nothing() =>
        Assert.Equal(ResourceFile.Write(s_some), ResourceFile.Write(s_some.Reverse().ToDictionary()));

    [Fact]
    public void A_resource_without_files_is_an_empty_one() => Assert.Empty(new ResourceReader(ResourceFile.Write(new Dictionary<string, byte[]>())).Paths);

    [ScreenTheory]
    [InlineData("BtBattery/Cells.qml")]
    [InlineData("BtBattery/format.js")]
    [InlineData("BtBattery/BtBattery_de.qm")]
    [InlineData("BtBattery/tief/er/Zelle – ü.qml")]
    public async Task Qt_itself_reads_a_file(string path)
    {
        byte[]? read = await QtResources.ReadAsync(ResourceFile.Write(s_some), path);
        Assert.Equal(s_some[path], read);
    }

    [ScreenTheory]
    [InlineData("BtBattery/Cells.qm")]
    public async Task Qt_itself_finds_no_other(string path) => Assert.Null(await QtResources.ReadAsync(ResourceFile.Write(s_some), path));
}
