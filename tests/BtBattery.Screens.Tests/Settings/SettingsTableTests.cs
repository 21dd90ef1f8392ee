using System.Globalization;
using System.Text.RegularExpressions;
using BtBattery.Driver.Screen;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Screens.Tests.Settings;

/// <summary>The table of settings that the pages of gui-v2 show is that of the driver.</summary>
public sealed partial class SettingsTableTests
{
    private static readonly string s_table = File.ReadAllText(Path.Combine(Repository.Root, "qml", "gui-v2", "settings.js"));

    private static readonly Dictionary<string, string> s_rows = Row().Matches(s_table).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["rest"].Value);

    public static TheoryData<string> Names() => [.. ScreenKeys.All.Select(key => key.Name)];

    [Fact]
    public void Every_setting_of_the_driver_is_on_the_page_once() => Assert.Equal(ScreenKeys.All.Select(key => key.Name).Order(), s_rows.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_shown_as_what_it_is(string name)
    {
        ScreenKey key = ScreenKeys.All.Single(key => key.Name == name);
        string row = s_rows[name];
        Assert.Equal(key.Words is ["Off", "On"], row.Contains("kind: \"switch\"", StringComparison.Ordinal));

        // The id of a choice ends with the word of the driver, so that none stands at another's number.
        Assert.Equal(key.Words is ["Off", "On"] ? [] : key.Words, Choices().Match(row).Groups["word"].Captures.Select(word => word.Value));
        if (key.Words.Count > 0)
        {
            return;
        }

        Match quantity = Quantity().Match(row);
        Assert.Equal(key.Key.Unit, quantity.Groups["unit"].Value);

        // No step is finer than what is shown, or than what the path tells, or leads from one bound past the other.
        int digits = int.Parse(quantity.Groups["digits"].Value, CultureInfo.InvariantCulture);
        double step = double.Parse(quantity.Groups["step"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(digits, 0, key.Decimals);
        Assert.Equal(step, Math.Round(step, digits));
        Assert.InRange(step, Math.Pow(10, -digits), (key.Most - key.Least) / 4);
    }

    /// <summary>A row up to where its explanation begins.</summary>
    [GeneratedRegex("""\{\s*name: "(?<name>\w+)",(?<rest>.*?)label: qsTrId""", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("""choices: \[(?:[^\]]*?qsTrId\("btbattery_[a-z]+_(?<word>\w+)")+[^\]]*\]""")]
    private static partial Regex Choices();

    [GeneratedRegex("""digits: (?<digits>\d), unit: " ?(?<unit>[^"]*)", step: (?<step>[0-9.]+),""")]
    private static partial Regex Quantity();
}
