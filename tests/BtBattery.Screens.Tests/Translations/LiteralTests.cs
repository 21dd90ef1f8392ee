using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Translations;

/// <summary>What people read on the pages of gui-v2 has an id, or is one of the words that <c>format.js</c> declares the same in every language.</summary>
public sealed partial class LiteralTests
{
    private static readonly string s_pages = Path.Combine(Repository.Root, "qml", "gui-v2");

    /// <summary>The units of settings are compared with those of the driver elsewhere.</summary>
    public static TheoryData<string> Sources() =>
    [
        .. Directory.EnumerateFiles(s_pages).Select(file => Path.GetFileName(file)!)
            .Where(name => Path.GetExtension(name) is ".qml" or ".js" && name != "settings.js").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void What_is_read_is_translated_or_international(string name) => Assert.Empty(Untranslated(File.ReadAllText(Path.Combine(s_pages, name))));

    [Theory]
    [InlineData("    note: \"SoC \" + soc", "SoC ")]
    [InlineData("    text: \"BAL\"", "BAL")]
    [InlineData("    value: volts.toFixed(3) + \" V\"", " V")]
    [InlineData("        from: isHour ? \"\\u221260 min\" :", "\\u221260 min")]
    [InlineData("    return Math.round(seconds) + \" s\";", " s")]
    public void A_word_without_an_id_is_found(string source, string word) => Assert.Equal([word], Untranslated(source));

    [Theory]
    [InlineData("    //% \"none\"\n    value: qsTrId(\"btbattery_none\")")]
    [InlineData("    text: word === \"apart\" ? other : \"--\"")]
    [InlineData("    return Qt.formatDateTime(date, isToday ? \"hh:mm\" : \"d MMM hh:mm\");")]
    [InlineData("    uid: root.path(\"/CellMonitor/Mean\")")]
    public void What_nobody_reads_is_not(string source) => Assert.Empty(Untranslated(source));

    private static IEnumerable<string> Untranslated(string source) => Code(source).Split('\n').SelectMany(line =>
        Literal().Matches(line).Select(literal => literal.Groups[1].Value).Where(word => Letter().IsMatch(word) && (Shown().IsMatch(line) || word.StartsWith(' ') || word.EndsWith(' '))));

    // Without what is not read, or is in the one place for it: remarks, ids, words that are compared, formats of Qt and the table itself.
    private static string Code(string source) => Unread().Replace(source, "");

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|const international = \{.*?\};|qsTrId\("[^"]*"\)|Qt\.formatDateTime\([^\n]*|[=!]== "[^"]*"|(?:condition|path)\("[^"]*"(?=\W)""", RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();

    // Outside of what is written as a number.
    [GeneratedRegex(@"^(?:\\u[0-9a-f]{4}|[^\p{L}\\])*\p{L}")]
    private static partial Regex Letter();

    [GeneratedRegex(@"^\s*(text|note|name|title|value|from|to|secondaryText|sentence)\s*:")]
    private static partial Regex Shown();
}
