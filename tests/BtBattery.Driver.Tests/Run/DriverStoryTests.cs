using BtBattery.Aggregation.Model;
using BtBattery.Driver.Links;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Run;

/// <summary>Stories of the running driver: let time pass, let things happen, look at what a bus client sees.</summary>
public sealed class DriverStoryTests : IDisposable
{
    private readonly DriverStory _story = new();

    [Fact]
    public void A_number_that_changed_before_the_service_was_on_the_bus_is_not_missed()
    {
        var home = new FakeHome();
        using var story = new DriverStory(home: home);
        home.Set(9);
        story.OfferBus();
        story.Start();
        Assert.Equal(9, story.Bus.Integer("/DeviceInstance"));
        Assert.Single(story.Log, line => line.Contains("The settings give instance 9", StringComparison.Ordinal));
    }

    [Fact]
    public void Before_the_first_frame_the_name_is_owned_and_everything_measured_is_invalid()
    {
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Start();

        Assert.Equal("com.victronenergy.battery.btbattery_a4c138000001", _story.Bus.OwnedName);
        Assert.Equal(0, _story.Bus.Integer("/Connected"));
        Assert.Equal(7, _story.Bus.Integer("/DeviceInstance"));
        Assert.Equal("BtBattery", _story.Bus.Text("/ProductName"));
        Assert.Equal("1.2.3", _story.Bus.Text("/Mgmt/ProcessVersion"));
        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
        Assert.False(_story.Bus.Seen["/Voltages/Cell1"].IsValid);
        Assert.False(_story.Bus.Seen["/Alarms/HighCellVoltage"].IsValid);
        Assert.Equal(0, _story.Bus.Integer("/Alarms/BmsCable"));
    }

    [Fact]
    public void The_first_round_reaches_the_bus_in_one_signal()
    {
        _story.Start();

        Assert.Equal(1, _story.Bus.Integer("/Connected"));
        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        Assert.Equal(-0.28, _story.Bus.Number("/Dc/0/Current"));
        Assert.Equal(-7, _story.Bus.Number("/Dc/0/Power"));
        Assert.Equal(98, _story.Bus.Number("/Soc"));
        Assert.Equal(58.8, _story.Bus.Number("/Capacity"));
        Assert.Equal(60, _story.Bus.Number("/InstalledCapacity"));
        Assert.Equal(-1.2, _story.Bus.Number("/ConsumedAmphours"));
        Assert.Equal(8, _story.Bus.Integer("/System/NrOfCellsPerBattery"));
        Assert.Equal(3.317, _story.Bus.Number("/System/MaxCellVoltage"));
        Assert.Equal("C2", _story.Bus.Text("/System/MaxVoltageCellId"));
        Assert.Equal("C8", _story.Bus.Text("/System/MinVoltageCellId"));
        Assert.Equal(3.312, _story.Bus.Number("/Voltages/Cell8"));
        Assert.False(_story.Bus.Seen["/Voltages/Cell9"].IsValid);
        Assert.Equal(1, _story.Bus.Integer("/Io/AllowToCharge"));
        Assert.Equal(0, _story.Bus.Integer("/Alarms/HighCellVoltage"));
        Assert.Single(_story.Bus.MeasuredSignals);
    }

    [Fact]
    public void Unchanged_data_sends_nothing()
    {
        _story.Start();
        _story.Advance(10);
        _story.Battery.Requests.Clear();
        _story.Advance(20);

        Assert.Single(_story.Bus.MeasuredSignals);
        Assert.Equal(10, _story.Battery.Requests.Count(request => request == "dda50300fffd77"));
    }

    [Fact]
    public void Data_that_stops_turns_invalid_at_the_deadline_and_comes_back_in_one_signal()
    {
        _story.Start();
        _story.Battery.IsSilent = true;
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");

        _story.Advance(30);
        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));

        _story.Advance(0.01);
        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
        Assert.False(_story.Bus.Seen["/Voltages/Cell1"].IsValid);
        Assert.False(_story.Bus.Seen["/Alarms/HighCellVoltage"].IsValid);
        Assert.Equal(0, _story.Bus.Integer("/Connected"));
        Assert.Equal(1, _story.Bus.Integer("/System/NrOfModulesOffline"));
        Assert.Equal(1, _story.Bus.Integer("/Alarms/BmsCable"));
        Assert.Equal(2, _story.Bus.MeasuredSignals.Count());

        _story.Advance(60);
        Assert.Equal(2, _story.Bus.Integer("/Alarms/BmsCable"));

        _story.Battery.IsSilent = false;
        _story.Battery.ConnectFails = null;
        int before = _story.Bus.MeasuredSignals.Count();
        _story.Advance(30);
        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        Assert.Equal(0, _story.Bus.Integer("/Alarms/BmsCable"));
        Assert.Equal(before + 1, _story.Bus.MeasuredSignals.Count());
    }

    [Fact]
    public void Every_measured_value_is_invalid_after_the_deadline_whatever_the_row()
    {
        _story.Start();
        _story.Battery.IsSilent = true;
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Advance(31);

        string[] facts =
        [
            "/Alarms/BmsCable", "/Balancer/Status", "/CellMonitor/Alerts/Active", "/CellMonitor/Alerts/Count", "/CellMonitor/Alerts/Latest", "/CellMonitor/History/Minutes", "/CellMonitor/Sentence", "/Connected", "/ConnectionInformation", "/Control/ReleaseInfo", "/Control/ReleaseMinutes", "/Control/SwitchState", "/CustomName", "/DeviceInstance",
            "/Diagnostics/Advice", "/Diagnostics/AdviceCode", "/Diagnostics/Bank/Problem", "/Diagnostics/Bank/ProblemCode", "/Diagnostics/BmsType",
            "/Diagnostics/Configuration", "/Diagnostics/Contradictions/CapacitySlope",
            "/Diagnostics/Contradictions/CellCount", "/Diagnostics/Contradictions/CellSum", "/Diagnostics/Contradictions/CurrentSign",
            "/Diagnostics/Contradictions/SocRange",
            "/Diagnostics/Link/Age", "/Diagnostics/Link/Attempts", .. FrameTally.Reasons.Order().Select(reason => "/Diagnostics/Link/BadFrames/" + reason),
            .. Enum.GetNames<RecoveryRung>().Order().Select(rung => "/Diagnostics/Link/Count/" + rung),
            "/Diagnostics/Link/Reconnects", "/Diagnostics/Link/Rung", "/Diagnostics/Link/State", "/Diagnostics/Problem", "/Diagnostics/ProblemCode", "/Family", "/FirmwareVersion", "/Manufacturer", "/Mgmt/Connection", "/Mgmt/InsecureConnection",
            "/Mgmt/ProcessName", "/Mgmt/ProcessVersion", "/ProductId", "/ProductName", "/Serial", "/Settings/HasTemperature",
            "/System/BatteriesParallel", "/System/BatteriesSeries", "/System/NrOfBatteries", "/System/NrOfModulesOffline", "/System/NrOfModulesOnline",
        ];
        Assert.Equal((int)BalancerState.Unknown, _story.Bus.Integer("/Balancer/Status"));

        // What was counted stays; only the cycles are a reading of the BMS.
        Assert.False(_story.Bus.Seen["/History/ChargeCycles"].IsValid);
        Assert.Equal(
            facts,
            _story.Bus.Seen.Where(item => item.Value.IsValid && !item.Key.StartsWith("/History/", StringComparison.Ordinal)).Select(item => item.Key).Order());
    }

    [Fact]
    public void A_battery_is_lost_in_one_signal_although_its_frames_are_not_equally_old()
    {
        _story.Battery.AnswerDelay = TimeSpan.FromMilliseconds(300);
        _story.Start();
        _story.Advance(3);
        int before = _story.Bus.MeasuredSignals.Count();
        _story.Battery.IsSilent = true;
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Advance(40);

        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
        Assert.False(_story.Bus.Seen["/Voltages/Cell1"].IsValid);
        Assert.Equal(before + 1, _story.Bus.MeasuredSignals.Count());
    }

    [Fact]
    public void Cells_that_stay_away_turn_invalid_while_the_rest_lives()
    {
        _story.Start();
        _story.Battery.Answers.Remove("dda50400fffc77");
        _story.Advance(40);

        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        Assert.False(_story.Bus.Seen["/Voltages/Cell1"].IsValid);
        Assert.False(_story.Bus.Seen["/System/MinCellVoltage"].IsValid);
    }

    [Fact]
    public void A_dropped_link_is_connected_again_and_nothing_shows_meanwhile()
    {
        _story.Start();
        _story.Advance(5);
        _story.Battery.Drop();
        _story.Advance(5);

        Assert.Equal(2, _story.Battery.Attempts.Count);
        Assert.Equal(1, _story.Battery.Released);
        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        Assert.Single(_story.Bus.MeasuredSignals);
    }

    [Fact]
    public void A_silent_battery_is_disconnected_and_connected_again()
    {
        _story.Start();
        _story.Battery.IsSilent = true;
        _story.Advance(20);

        Assert.True(_story.Battery.Attempts.Count >= 2);
        Assert.InRange(_story.Battery.Attempts.Count - _story.Battery.Released, 0, 1);
    }

    [Fact]
    public void Failed_attempts_come_ever_more_rarely_and_are_told_once()
    {
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "A4:C1:38:00:00:01 was not seen.");
        _story.Start();
        _story.Advance(200);

        double[] waits = [.. _story.Battery.Attempts.Zip(_story.Battery.Attempts.Skip(1), (a, b) => (b - a).TotalSeconds)];
        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30, 30, 30], waits.Take(10).Select(wait => Math.Round(wait)));
        Assert.Single(_story.Log, line => line.Contains("was not seen", StringComparison.Ordinal));
        Assert.False(_story.Running.IsCompleted);
    }

    [Fact]
    public void A_bad_frame_is_never_published()
    {
        string broken = FakeBattery.PackInfo.Replace("0a5d", "0a5e", StringComparison.Ordinal);
        _story.Start();
        _story.Battery.Answers["dda50300fffd77"] = [broken];
        _story.Advance(29);

        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        _story.Advance(3);
        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
    }

    [Fact]
    public void An_answer_that_lay_around_past_its_deadline_is_not_taken_for_new()
    {
        _story.Start();
        _story.Battery.AnswerDelay = TimeSpan.FromSeconds(60);
        _story.Advance(31);

        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
    }

    [Fact]
    public void A_write_after_the_end_is_refused_and_does_not_wait_for_ever()
    {
        _story.Start();
        _story.Stop();

        Task<bool> write = _story.Bus.WriteAsync("/CustomName", ItemValue.Of("late"));
        _story.Advance(3);
        Assert.False(_story.Finish(write));
    }

    [Fact]
    public void An_answer_nobody_asked_for_is_ignored()
    {
        _story.Start();
        _story.Advance(1);
        _story.Battery.Answers.Clear();
        _story.Battery.Notify(FakeBattery.PackInfo);
        _story.Battery.Notify(FakeBattery.Cells);
        _story.Advance(30);

        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
    }

    [Fact]
    public void A_custom_name_is_taken_and_published_and_a_longer_one_refused()
    {
        _story.Start();
        Assert.True(_story.Finish(_story.Bus.WriteAsync("/CustomName", ItemValue.Of("Starboard"))));
        Assert.Equal("Starboard", _story.Bus.Text("/CustomName"));

        Assert.False(_story.Finish(_story.Bus.WriteAsync("/CustomName", ItemValue.Of(new string('x', 65)))));
        Assert.Equal("Starboard", _story.Bus.Text("/CustomName"));
    }

    [Fact]
    public void A_lost_bus_is_told_once_and_the_service_comes_back_with_its_values()
    {
        _story.Start();
        FakeBus first = _story.Bus;
        first.Lose();
        _story.Advance(10);
        Assert.True(first.IsDisposed);
        Assert.Single(_story.Log, line => line.Contains("bus was lost", StringComparison.Ordinal));
        Assert.Single(_story.Log, line => line.Contains("Still not back", StringComparison.Ordinal));

        _story.OfferBus();
        _story.Advance(10);
        Assert.NotSame(first, _story.Bus);
        Assert.Equal("com.victronenergy.battery.btbattery_a4c138000001", _story.Bus.OwnedName);
        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        Assert.Equal(1, _story.Bus.Integer("/Connected"));
    }

    [Fact]
    public void Stopping_releases_the_battery_turns_everything_invalid_and_then_leaves_the_bus()
    {
        _story.Start();
        _story.Stop();

        Assert.True(_story.Running.IsCompletedSuccessfully);
        Assert.Equal(1, _story.Battery.Released);
        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
        Assert.Equal(0, _story.Bus.Integer("/Connected"));
        Assert.True(_story.Bus.IsDisposed);
    }

    [Fact]
    public void A_name_that_is_taken_ends_the_start_with_a_sentence()
    {
        _story.OfferBus(new FakeBus { ClaimFails = new BusException("taken") });
        _story.Start();

        BusException exception = Assert.IsType<BusException>(_story.Running.Exception?.InnerException);
        Assert.Equal("taken", exception.Message);
    }

    public void Dispose() => _story.Dispose();
}
