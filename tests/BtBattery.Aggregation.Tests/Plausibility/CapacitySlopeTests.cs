using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;

namespace BtBattery.Aggregation.Tests.Plausibility;

public class CapacitySlopeTests
{
    private CapacitySlope _slope = CapacitySlope.Start;
    private MonotonicTime _now;
    private double _remaining = 50;

    [Fact]
    public void Capacity_that_follows_the_current_is_no_contradiction()
    {
        Assert.Empty(Pass(minutes: 60, amps: 20, remainingPerHour: 20));
        Assert.Empty(Pass(minutes: 60, amps: -20, remainingPerHour: -20));
    }

    [Fact]
    public void Capacity_that_falls_while_charge_flows_in_is_one()
    {
        Contradiction first = Pass(minutes: 10, amps: 20, remainingPerHour: -20)[0];
        Assert.Equal("capacity_slope", first.Code);
        Assert.Contains("flowed", first.Text);
    }

    [Fact]
    public void Nothing_is_said_before_one_percent_of_the_pack_has_flowed()
    {
        Assert.Empty(Pass(minutes: 2.9, amps: 20, remainingPerHour: -20));
        Assert.Single(Pass(minutes: 0.2, amps: 20, remainingPerHour: -20));
    }

    [Fact]
    public void A_capacity_that_stands_still_proves_nothing() =>
        Assert.Empty(Pass(minutes: 60, amps: 20, remainingPerHour: 0));

    [Fact]
    public void A_gap_begins_anew()
    {
        Pass(minutes: 2.9, amps: 20, remainingPerHour: -20);
        _now += TimeSpan.FromMinutes(2);
        Assert.Empty(Pass(minutes: 2, amps: 20, remainingPerHour: -20));
    }

    [Fact]
    public void A_capacity_that_the_board_sets_anew_begins_anew()
    {
        Pass(minutes: 2.9, amps: 20, remainingPerHour: -20);
        _remaining = 100;
        Assert.Empty(Pass(minutes: 2, amps: 20, remainingPerHour: -20));
    }

    [Fact]
    public void A_snapshot_without_a_new_current_adds_nothing()
    {
        Pass(minutes: 1, amps: 20, remainingPerHour: -20);
        CapacitySlope before = _slope;
        (CapacitySlope after, Contradiction? found) = before.Step(Snapshot(20));
        (CapacitySlope again, _) = after.Step(Snapshot(20));
        Assert.Null(found);
        Assert.Equal(after, again);
        Assert.Equal((before, null), before.Step(BatterySnapshot.Empty));
    }

    private List<Contradiction> Pass(double minutes, double amps, double remainingPerHour)
    {
        var found = new List<Contradiction>();
        TimeSpan step = TimeSpan.FromSeconds(2);
        for (TimeSpan passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(minutes); passed += step)
        {
            _now += step;
            _remaining += remainingPerHour * step.TotalHours;
            (_slope, Contradiction? contradiction) = _slope.Step(Snapshot(amps));
            if (contradiction is not null)
                found.Add(contradiction);
        }

        return found;
    }

    private BatterySnapshot Snapshot(double amps) => new()
    {
        Current = new(amps, _now),
        RemainingAh = new(Math.Round(_remaining, 1), _now),
        DesignAh = new(100, _now),
    };
}
