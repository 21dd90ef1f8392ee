using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Plugin;

/// <summary>What the pages of gui-v2 may contain, so that they load in every version they are meant for, and can be read by people.</summary>
public sealed class PageRulesTests
{
    private const int MostLines = 320;

    private static readonly (string Pattern, string Reason)[] s_rules =
    [
        (@"(?i)(?<![a-z&])(""|')(white|black|#[0-9a-f]{3,8})\1", "a fixed colour"),
        (@"XMLHttpRequest|WebSocket|file:|https?:", "nothing but values of the bus is there"),
        (@"\b(ShaderEffect|Canvas|layer\.enabled|Behavior on|NumberAnimation|SequentialAnimation|AnimatedImage)\b", "the screen of a GX device is slow"),
        (@"console\.", "the device's log is not ours"),
        (@"(?<!%)\t* +\n", "blanks at the end of a line"),
        (@"(?m)^import (?!QtQuick\n|QtQml\n|QtQuick\.(Layouts|Controls)\n|Victron\.VenusOS\n|""[a-z]+\.js"" as [A-Z]\w*\n)", "only these modules are there"),
        (@"\b(contentItem|content\.children|bottomContent|secondaryLabel|secondaryTextColor|iconSource|icon\.source|precision)\b", "of one of gui-v2 1.2 and 1.3 only"),
        (@"\b(ListItem|ListLabel|ListTextItem)\s*\{", "rebuilt in gui-v2 1.3"),
        (@"""(dbus|mqtt)/", "addresses differ between screen and browser"),
    ];

    public static TheoryData<string> Sources() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "qml", "gui-v2")).Where(file => Path.GetExtension(file) is ".qml" or ".js")
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_page_keeps_the_rules(string file)
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, file));
        Assert.InRange(source.Count(letter => letter == '\n'), 1, MostLines);
        string[] broken = [.. s_rules.Select(rule => (Found: Regex.Match(source, rule.Pattern), rule.Reason)).Where(rule => rule.Found.Success).Select(rule => $"{rule.Found.Value.Trim()}: {rule.Reason}")];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    /// <summary>What these pages show they take once a second, so that nothing is drawn more often.</summary>
    [Theory]
    [InlineData("BtCellsPage.qml")]
    [InlineData("BtMemberView.qml")]
    public void Nothing_that_is_shown_follows_the_bus_by_itself(string page) => Assert.DoesNotMatch(
        @"(?m)^ *(text|note|value|level|threshold|shade): .*\b\w+(Item)?\.value\b", File.ReadAllText(Path.Combine(Repository.Root, "qml", "gui-v2", page)));

    [Theory]
    [InlineData("color: \"#ffffff\"", "a fixed colour")]
    [InlineData("color: 'white'", "a fixed colour")]
    [InlineData("import QtQuick.Shapes\n", "only these modules are there")]
    [InlineData("import QtQml.Models\n", "only these modules are there")]
    [InlineData("ListItem { contentItem: Item {} }", "of one of gui-v2 1.2 and 1.3 only")]
    public void A_rule_finds_what_it_is_for(string source, string reason) =>
        Assert.Contains(s_rules, rule => rule.Reason == reason && Regex.IsMatch(source, rule.Pattern));

    [Theory]
    [InlineData("import QtQuick\nimport Victron.VenusOS\nimport \"format.js\" as Format\n")]
    [InlineData("text: qsTrId(\"btbattery_black\")")]
    public void A_rule_finds_nothing_else(string source) =>
        Assert.DoesNotContain(s_rules, rule => Regex.IsMatch(source, rule.Pattern));
}
