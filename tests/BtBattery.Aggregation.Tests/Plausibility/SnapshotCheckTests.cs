using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;

namespace BtBattery.Aggregation.Tests.Plausibility;

public class SnapshotCheckTests
{
    private static readonly MonotonicTime s_at = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void Nothing_known_contradicts_nothing() => Assert.Empty(SnapshotCheck.Find(BatterySnapshot.Empty));

    [Theory]
    [InlineData(13.2, null)]
    [InlineData(13.55, null)]
    [InlineData(13.65, "cell_sum")]
    [InlineData(12.75, "cell_sum")]
    public void The_cells_add_up_to_the_pack(double packVolts, string? code) =>
        Assert.Equal(code, Find(Cells(3.3, 3.3, 3.3, 3.3) with { Voltage = new(packVolts, s_at) }));

    [Fact]
    public void A_cell_that_is_not_known_leaves_the_sum_open() =>
        Assert.Null(Find(Cells(3.3, null, 3.3, 3.3) with { Voltage = new(20, s_at) }));

    [Fact]
    public void Readings_from_different_moments_are_not_compared()
    {
        MonotonicTime later = s_at + TimeSpan.FromSeconds(11);
        Assert.Null(Find(Cells(3.3) with { Voltage = new(20, later) }));
        Assert.Null(Find(new BatterySnapshot { Current = new(-9, later), Activity = new(BatteryActivity.Charging, s_at) }));
    }

    [Theory]
    [InlineData(BatteryActivity.Charging, -0.6, "current_sign")]
    [InlineData(BatteryActivity.Charging, -0.5, null)]
    [InlineData(BatteryActivity.Discharging, 0.6, "current_sign")]
    [InlineData(BatteryActivity.Discharging, -50, null)]
    [InlineData(BatteryActivity.Idle, 50, null)]
    public void The_current_flows_the_way_the_state_says(BatteryActivity activity, double amps, string? code) =>
        Assert.Equal(code, Find(new BatterySnapshot { Current = new(amps, s_at), Activity = new(activity, s_at) }));

    [Theory]
    [InlineData(3, "cell_count")]
    [InlineData(4, null)]
    public void There_are_as_many_voltages_as_cells(int count, string? code) =>
        Assert.Equal(code, Find(Cells(3.3, 3.3, 3.3, 3.3) with { CellCount = new(count, s_at) }));

    [Theory]
    [InlineData(101, "soc_range")]
    [InlineData(100, null)]
    [InlineData(0, null)]
    public void A_state_of_charge_is_a_share(double percent, string? code) =>
        Assert.Equal(code, Find(new BatterySnapshot { SocPercent = new(percent, s_at) }));

    private static BatterySnapshot Cells(params double?[] volts) => new() { CellVoltages = new(volts, s_at) };

    private static string? Find(BatterySnapshot snapshot) => SnapshotCheck.Find(snapshot).SingleOrDefault()?.Code;
}
