using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;
using BtBattery.Plugin.Manifest;
using BtBattery.Screens.Tests.Harness;
using BtBattery.Screens.Tests.Translations;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>The plugin as it is built from the pages, read back; the rules are those of gui-v2 and of the bridge that hands it to browsers.</summary>
public sealed partial class PluginFileTests
{
    private static readonly string s_pages = Path.Combine(Repository.Root, "qml", "gui-v2");
    private static readonly PluginSources s_sources = PluginSources.Read(s_pages);
    private static readonly byte[] s_file = PluginFile.Write(s_sources, "1.2.3");
    private static readonly JsonElement s_json = JsonDocument.Parse(s_file).RootElement;
    private static readonly ResourceReader s_resource = new(s_json.GetProperty("resource").GetBytesFromBase64());

    [Fact]
    public void Nothing_is_wrong_with_the_pages() => Assert.Empty(s_sources.Complaints());

    [Fact]
    public void It_is_small_enough_for_a_browser() => Assert.InRange(s_file.Length, 1000, PluginFile.MostBytes);

    [Fact]
    public void The_same_pages_give_the_same_file() => Assert.Equal(s_file, PluginFile.Write(PluginSources.Read(s_pages), "1.2.3"));

    [Fact]
    public void It_says_what_it_is_and_who_may_load_it()
    {
        Assert.Equal("BtBattery", s_json.GetProperty("name").GetString());
        Assert.Equal("1.2.3", s_json.GetProperty("version").GetString());
        Assert.Matches("^v[0-9]+(\\.[0-9]+){2}$", s_json.GetProperty("minRequiredVersion").GetString());
        Assert.Matches("^(v[0-9]+(\\.[0-9]+){2})?$", s_json.GetProperty("maxRequiredVersion").GetString());
    }

    [Fact]
    public void Every_file_of_the_pages_is_in_it_below_its_name_and_nothing_else()
    {
        string[] pages = [.. Directory.EnumerateFiles(s_pages, "*.*")];
        string[] translations = [.. Directory.EnumerateFiles(Path.Combine(s_pages, "translations"), "*.qm")];
        Assert.Equal(pages.Concat(translations).Select(file => "BtBattery/" + Path.GetFileName(file)).Order(), s_resource.Paths.Order());
        Assert.All(pages, file => AssertSameLines(File.ReadAllLines(file), Encoding.UTF8.GetString(s_resource.Find("BtBattery/" + Path.GetFileName(file))!)));
        Assert.All(s_resource.Storings, storing => Assert.InRange(storing, 0, 1));
    }

    [Fact]
    public void Every_page_it_names_is_in_it_and_has_what_its_place_asks_for()
    {
        JsonElement[] pages = [.. s_json.GetProperty("integrations").EnumerateArray()];
        Assert.Equal([2, 2, 1], pages.Select(page => page.GetProperty("type").GetInt32()));
        foreach (JsonElement page in pages)
        {
            string text = Encoding.UTF8.GetString(s_resource.Find(InResource(page.GetProperty("url").GetString()!))!);
            bool isOfDevice = page.GetProperty("type").GetInt32() == 2;
            Assert.Matches(isOfDevice ? "(?m)^DeviceListPluginPage \\{" : "(?m)^Page \\{", text);
            Assert.Equal(isOfDevice, page.TryGetProperty("productId", out JsonElement product) && product.GetString() == "0xB7BA");
            Assert.Equal(isOfDevice, page.TryGetProperty("title", out JsonElement title) && title.GetString()!.StartsWith("btbattery_", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_page_that_is_opened_by_its_address_is_in_it()
    {
        string[] opened = [.. s_sources.Files.Values.SelectMany(content => Address().Matches(Encoding.UTF8.GetString(content))).Select(match => match.Value)];
        Assert.NotEmpty(opened);
        Assert.All(opened, address => Assert.NotNull(s_resource.Find(InResource(address))));
    }

    [Fact]
    public void Its_translations_are_in_it_by_the_names_that_are_looked_for()
    {
        string[] translations = [.. s_json.GetProperty("translations").EnumerateArray().Select(url => url.GetString()!)];
        Assert.Contains("qrc:/BtBattery/BtBattery_en.qm", translations);
        Assert.All(translations, url => Assert.NotNull(s_resource.Find(InResource(url))));
    }

    [ScreenTheory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public async Task Qt_finds_every_text_of_a_language_in_it(string language)
    {
        var written = new TranslationFile(Path.Combine(s_pages, "translations", $"BtBattery_{language}.ts"));
        Assert.Equal(language, written.Language);
        IReadOnlyDictionary<string, string> read = await QtTexts.ReadAsync(s_resource.Find($"BtBattery/BtBattery_{language}.qm")!, written.Texts.Keys);
        Assert.Equal(written.Texts.OrderBy(text => text.Key), read.OrderBy(text => text.Key));
    }

    // Only remarks on lines of their own and blanks around a line are gone.
    private static void AssertSameLines(string[] source, string built)
    {
        string[] lines = built.TrimEnd('\n').Split('\n');
        Assert.Equal(source.Length, lines.Length);
        Assert.All(source.Zip(lines), pair => Assert.Equal(pair.First.TrimStart().StartsWith("//", StringComparison.Ordinal) ? "" : pair.First.Trim(), pair.Second));
    }

    private static string InResource(string url)
    {
        Assert.StartsWith("qrc:/", url, StringComparison.Ordinal);
        return url["qrc:/".Length..];
    }

    [GeneratedRegex("qrc:/[A-Za-z0-9_/]+\\.[a-z]+")]
    private static partial Regex Address();
}
