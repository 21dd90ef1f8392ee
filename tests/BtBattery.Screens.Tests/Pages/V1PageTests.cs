using System.Text.RegularExpressions;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Pages;

/// <summary>The files of <c>qml/gui-v1</c> before they are opened.</summary>
public sealed partial class V1PageTests
{
    /// <summary>More cannot be read in one sitting.</summary>
    private const int MostLines = 300;

    private static readonly string s_folder = Path.Combine(Repository.Root, "qml", "gui-v1");

    public static TheoryData<string> Pages() => [.. Types().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_says_nothing_that_a_firmware_does_not_know(string page)
    {
        string text = Read(page);

        Assert.Empty(V1Language.Complaints(text, Types()));
        Assert.InRange(text.Count(letter => letter == '\n'), 1, MostLines);
        // The installer copies and removes what is called so.
        Assert.StartsWith("PageBtBattery", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_works_while_a_page_is_not_seen() => Assert.All(
        Types().Select(Read),
        page => Assert.Equal(page.Split("Timer {").Length, page.Split("running: root.visible").Length));

    [Fact]
    public void Pages_open_only_pages_that_come_with_them()
    {
        string[] opened = [.. Types().SelectMany(page => Pushed().Matches(Read(page)).Select(match => match.Groups[1].Value))];

        Assert.Contains("PageBtBatteryMember.qml", opened);
        Assert.All(opened, file => Assert.True(File.Exists(Path.Combine(s_folder, file)), file));
    }

    [Theory]
    [InlineData("import QtQuick.Controls\nMbPage {}", "import QtQuick.Controls: not on every firmware")]
    [InlineData("import QtQuick 2\nMbPage { model: VisibleItemModel { Canvas {} } }", "Canvas: no type of gui-v1")]
    [InlineData("MbPage {\n\tMbTextBlock { item.bind: \"a\"; text: \"x\" }\n}", "MbTextBlock.text: not in every version")]
    [InlineData("MbPage {\n\tbackground: \"red\"\n}", "MbPage.background: not in every version")]
    [InlineData("MbItem {\n\tproperty int place\n\tplace: 3\n\twidth: 4\n}", "MbItem.width: not in every version")]
    [InlineData("MbItem {\n\tText { color: mbStyle.textColor }\n}", "mbStyle: not in every version")]
    [InlineData("component Row2: MbItem {\n\tVBusItem { bind: \"{\"; path: \"b\" }\n}", "VBusItem.path: not in every version")]
    public void What_a_firmware_does_not_know_is_found(string page, string complaint) => Assert.Equal([complaint], V1Language.Complaints(page, []));

    [Fact]
    public void Words_in_texts_remarks_and_statements_are_no_types_and_properties() => Assert.Empty(V1Language.Complaints(
        """
        MbPage {
        	// Canvas { style: 1 }
        	title: "Canvas { style }"
        	function look() {
        		return {
        			wrong: 1
        		}
        	}
        }
        """,
        []));

    private static string[] Types() => [.. Directory.EnumerateFiles(s_folder, "*.qml").Select(file => Path.GetFileNameWithoutExtension(file))];

    private static string Read(string page) => File.ReadAllText(Path.Combine(s_folder, page + ".qml"));

    [GeneratedRegex("""pageStack\.push\("([^"]*)""")]
    private static partial Regex Pushed();
}
