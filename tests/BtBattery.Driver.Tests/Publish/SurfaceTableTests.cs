using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Screen;
using BtBattery.Driver.Tests.Configuration;

namespace BtBattery.Driver.Tests.Publish;

public sealed class SurfaceTableTests
{
    public static TheoryData<string, int> Services => new()
    {
        { "", 1 },
        { "SOC_SOURCE = counted\nTIME_TO_SOC_POINTS = 20, 12.5\n", 1 },
        { "[BANK]\nTOPOLOGY = series\n", 2 },
        { "[BANK]\nTOPOLOGY = parallel\n", 2 },
        { "[BANK]\nTOPOLOGY = parallel\nCOMPATIBILITY_PATHS = True\n", 2 },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_path_of_a_service_is_found_in_the_table_and_stands_once(string text, int batteries)
    {
        IReadOnlyList<SurfaceRow> rows = Rows(text, batteries);
        Assert.All(rows, row => Assert.True(SurfacePaths.Exists(row.Path), row.Path));
        Assert.Equal(rows.Count, rows.Select(row => row.Path).Distinct().Count());
    }

    [Fact]
    public void The_service_of_its_own_of_a_battery_has_what_it_has_alone_but_nothing_that_is_decided_about_limits_and_charge()
    {
        HashSet<string> alone = [.. Rows("", 1).Select(row => row.Path)];
        string[] own = [.. Surface.OfMemberService(2).Select(row => row.Path)];
        Assert.Equal(own.Length, own.Distinct().Count());
        Assert.Subset(alone, own.ToHashSet());
        Assert.All(
            alone.Except(own),
            path => Assert.Matches("^/(Info|Diagnostics/Limits|Diagnostics/Bank|Diagnostics/UsableCapacity|Dc/0/Mid|History|TimeTo|Settings|ConnectionInformation|CellMonitor/Alerts)", path));
        Assert.Contains("/History/ChargeCycles", own);
    }

    [Fact]
    public void Every_line_of_the_table_stands_in_a_service_and_is_explained()
    {
        HashSet<SurfacePath> lines = [.. Services.SelectMany(service => Rows((string)service[0], (int)service[1])).Select(row => row.Line)];
        Assert.All(SurfaceTable.Paths, path => Assert.Contains(path, lines));
        Assert.All(SurfaceTable.Paths, path => Assert.NotEqual("", path.Meaning));
    }

    [Fact]
    public void What_is_held_back_is_held_back_in_one_way()
    {
        Assert.All(SurfaceTable.Paths, path => Assert.True(path.DeadBand == 0 || path.Form.Kind != ItemKind.Text, path.Pattern));
        Assert.All(SurfaceTable.Paths, path => Assert.True(path.DeadBand == 0 || !path.IsCalm && !path.IsAtOnce, path.Pattern));
        Assert.All(SurfaceTable.Paths, path => Assert.False(path.IsCalm && path.IsAtOnce, path.Pattern));
        Assert.All(SurfaceTable.Paths.Where(path => path.Partner is not null), path => Assert.True(SurfacePaths.Exists(path.Partner!), path.Pattern));
        Assert.All(SurfaceTable.Paths.Where(path => path.Pattern.StartsWith("/Alarms/", StringComparison.Ordinal)), path => Assert.True(path.IsAtOnce, path.Pattern));
        Assert.Equal(
            ["/Info/MaxChargeVoltage", "/Info/MaxChargeCurrent", "/Info/MaxDischargeCurrent"],
            SurfaceTable.Paths.Where(path => path.FallsAtOnce).Select(path => path.Pattern));
    }

    [Theory]
    [InlineData("/Dc/0/Voltage", true)]
    [InlineData("/Batteries/<k>/Dc/0/Voltage", true)]
    [InlineData("/Batteries/3/Voltages/Cell16", true)]
    [InlineData("/Voltages/Cell<k>X<n>", true)]
    [InlineData("/Voltages/Cell2X7", true)]
    [InlineData("/TimeToSoC/12_5", true)]
    [InlineData("/Diagnostics/Link/Count/Reconnect", true)]
    [InlineData("/Batteries/2/Alarms/HighCellVoltage", true)]
    [InlineData("/Batteries/2/Diagnostics/Limits/ChargeCurrentCause", true)]
    [InlineData("/Parallel/Battery/<id>/CellCount", true)]
    [InlineData("/Parallel/Battery/A4_C1_38_00_00_01/Cell/4/Volts", true)]
    [InlineData("/Parallel/Battery/<id>/LastUpdate", false)]
    [InlineData("/Batteries/<k>/Info/MaxChargeVoltage", false)]
    [InlineData("/Batteries/<k>", false)]
    [InlineData("/Address", false)]
    [InlineData("/Voltages/Cell", false)]
    [InlineData("/Dc/1/Voltage", false)]
    public void A_path_is_found_with_a_number_and_with_its_place(string path, bool exists) => Assert.Equal(exists, SurfacePaths.Exists(path));

    [Fact]
    public void Only_names_switches_and_settings_can_be_written() => Assert.Equal(
        ["/CustomName", "/Name", "/Control/ChargeFet", "/Control/DischargeFet", "/Control/ReleaseMinutes", .. ScreenKeys.All.Select(key => key.Path), "/Settings/Overridden/<name>"],
        SurfaceTable.Paths.Where(path => path.IsWritable).Select(path => path.Pattern));

    private static IReadOnlyList<SurfaceRow> Rows(string text, int batteries) =>
        Surface.Of(Setup.Plan($"[DEFAULT]\n{text}", [.. new[] { Setup.First, Setup.Second }.Take(batteries)]));
}
