using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;
using BtBattery.Screens.Tests.Harness;

namespace BtBattery.Screens.Tests.Translations;

/// <summary>Every text of the pages is there, finished, in every language, and what is committed was made of it.</summary>
public sealed partial class TranslationTests
{
    /// <summary>Names, units and words that are the same in two languages.</summary>
    private const double LargestShareOfEnglish = 0.25;

    private static readonly string s_pages = Path.Combine(Repository.Root, "qml", "gui-v2");
    private static readonly string s_folder = Path.Combine(s_pages, "translations");
    private static readonly TranslationFile s_english = Read("en");

    // A remark of the form //% "…" stands before each use of an id, and is its English text.
    private static readonly Dictionary<string, string> s_used = Directory.EnumerateFiles(s_pages)
        .SelectMany(file => Use().Matches(File.ReadAllText(file)))
        .GroupBy(use => use.Groups["id"].Value, use => Regex.Unescape(use.Groups["text"].Value))
        .ToDictionary(uses => uses.Key, uses => uses.Distinct().Where(text => text.Length > 0).Single(), StringComparer.Ordinal);

    public static TheoryData<string> Languages() =>
        [.. Directory.EnumerateFiles(s_folder, "*.ts").Select(file => Path.GetFileNameWithoutExtension(file)["BtBattery_".Length..]).Order(StringComparer.Ordinal)];

    [Fact]
    public void English_is_what_the_pages_say()
    {
        Assert.NotEmpty(s_used);
        Assert.Equal(s_used.OrderBy(used => used.Key), s_english.Texts.OrderBy(text => text.Key));
    }

    [Fact]
    public void Every_id_is_ours() => Assert.All(s_used.Keys, id => Assert.StartsWith("btbattery_", id, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_is_translated_and_finished(string language)
    {
        TranslationFile file = Read(language);
        Assert.Equal(language, file.Language);
        Assert.Equal(s_english.Texts.Keys.Order(), file.Texts.Keys.Order());
        Assert.Empty(file.Unfinished);
        Assert.DoesNotContain(file.Texts, text => string.IsNullOrWhiteSpace(text.Value));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_translation_has_the_places_of_the_English_text(string language) =>
        Assert.All(Read(language).Texts, text => Assert.Equal(Places(s_english.Texts[text.Key]), Places(text.Value)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_translation_is_one(string language)
    {
        IReadOnlyDictionary<string, string> texts = Read(language).Texts;
        string[] asInEnglish = [.. texts.Where(text => text.Value == s_english.Texts[text.Key]).Select(text => text.Key)];
        Assert.True(language == "en" || asInEnglish.Length <= LargestShareOfEnglish * texts.Count, string.Join('\n', asInEnglish));
    }

    [ToolTheory(Tools.Lrelease)]
    [MemberData(nameof(Languages))]
    public async Task What_the_plugin_holds_was_made_of_it(string language)
    {
        string made = Path.GetTempFileName();
        try
        {
            (int exitCode, _, string errors) = await ChildProcess.RunAsync(
                Tools.Lrelease, ["-silent", "-idbased", Path.Combine(s_folder, $"BtBattery_{language}.ts"), "-qm", made]);
            Assert.True(exitCode == 0, errors);
            Assert.True(
                File.ReadAllBytes(made).SequenceEqual(File.ReadAllBytes(Path.Combine(s_folder, $"BtBattery_{language}.qm"))),
                $"BtBattery_{language}.qm is older than its texts: run qml/gui-v2/translations/make.sh.");
        }
        finally
        {
            File.Delete(made);
        }
    }

    private static TranslationFile Read(string language) => new(Path.Combine(s_folder, $"BtBattery_{language}.ts"));

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("""(?://% "(?<text>(?:[^"\\]|\\.)*)"\s*\n[^\n]*)?qsTrId\("(?<id>[^"]*)"\)""")]
    private static partial Regex Use();

    [GeneratedRegex("%[0-9]")]
    private static partial Regex Place();
}
