using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Driver.Tests.Flights;

namespace BtBattery.Driver.Tests.Run;

/// <summary>Where the link stands, as a bus client and the log see it.</summary>
public sealed class LinkStoryTests : IDisposable
{
    private const string Connection = "Bluetooth LE A4:C1:38:00:00:01: ";

    private readonly DriverStory _story = new();

    private string State => _story.Bus.Text("/Diagnostics/Link/State")!;

    [Fact]
    public void A_battery_that_is_not_there_is_not_seen_yet_and_then_live()
    {
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Start();
        _story.Advance(0.1);
        Assert.Equal("never_seen", State);
        Assert.Equal(Connection + "not seen yet: phone app open, asleep or out of range?", _story.Bus.Text("/Mgmt/Connection"));
        Assert.False(_story.Bus.Seen["/Diagnostics/Link/Age"].IsValid);

        _story.Battery.ConnectFails = null;
        _story.Advance(5);
        Assert.Equal("live", State);
        Assert.Equal(Connection + "live", _story.Bus.Text("/Mgmt/Connection"));
        Assert.Equal(0, _story.Bus.Integer("/Diagnostics/Link/Age"));
        Assert.Equal(0, _story.Bus.Integer("/Diagnostics/Link/Reconnects"));
    }

    [Fact]
    public void A_live_link_sends_nothing()
    {
        _story.Start();

        // Extremes of the history come with the second reading in a row.
        _story.Advance(6);
        int before = _story.Bus.Signals.Count;
        _story.Advance(60);
        Assert.Equal(before, _story.Bus.Signals.Count);
    }

    [Fact]
    public void A_battery_that_falls_silent_is_late_then_lost_and_each_is_told_once()
    {
        _story.Start();
        _story.Advance(3);
        _story.Battery.IsSilent = true;
        _story.Battery.ConnectFails = new LinkException(LinkProblem.ConnectFailed, "Connecting failed.");
        _story.Advance(5.1);
        Assert.Equal("late", State);
        Assert.Equal(1, _story.Bus.Integer("/Connected"));

        // Three questions of two seconds each were in vain, and one more after re-subscribing.
        _story.Advance(4);
        Assert.Equal("lost", State);
        Assert.Equal(Connection + "lost, trying again", _story.Bus.Text("/Mgmt/Connection"));
        Assert.Equal(1, _story.Bus.Integer("/Connected"));
        _story.Advance(60);
        Assert.Equal(Connection + "lost for over a minute, trying again: phone app open, or out of range?", _story.Bus.Text("/Mgmt/Connection"));
        Assert.InRange(_story.Bus.Integer("/Diagnostics/Link/Attempts") ?? 0, 5, 8);

        _story.Battery.IsSilent = false;
        _story.Battery.ConnectFails = null;
        _story.Advance(30);
        Assert.Equal("live", State);
        Assert.Equal(0, _story.Bus.Integer("/Diagnostics/Link/Attempts"));
        Assert.Equal(1, _story.Bus.Integer("/Diagnostics/Link/Reconnects"));
        Assert.Equal(
            [
                "Information: A4:C1:38:00:00:01: connected, data is coming in.",
                "Warning: A4:C1:38:00:00:01: late: connected, but no data for 8 s. Asking again.",
                "Warning: A4:C1:38:00:00:01: The battery is connected but does not answer JBD requests. Trying again.",
                "Warning: A4:C1:38:00:00:01: Connecting failed. Trying again.",
                "Information: A4:C1:38:00:00:01: connected, data is coming in.",
            ],
            _story.Log.Where(line => line.Contains("A4:C1:38:00:00:01: ", StringComparison.Ordinal) && !line.Contains("speaks", StringComparison.Ordinal)));
        Assert.Empty(Replayed.Of(_story.Member.Recorder.Save()).Differences);
    }

    [Fact]
    public void The_state_of_a_link_changes_on_the_bus_a_few_times_however_long_it_is_lost()
    {
        _story.Start();
        _story.Advance(3);
        _story.Battery.Drop();
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        int before = _story.Bus.Signals.Count(signal => signal.Contains("/Mgmt/Connection"));
        _story.Advance(TimeSpan.FromHours(30).TotalSeconds);

        // Lost, and one for each of a minute, ten, an hour, a day.
        Assert.Equal(5, _story.Bus.Signals.Count(signal => signal.Contains("/Mgmt/Connection")) - before);
        Assert.Equal(Connection + "lost for over a day, trying again: phone app open, or out of range?", _story.Bus.Text("/Mgmt/Connection"));
    }

    [Fact]
    public void Whoever_asks_is_told_the_age_of_that_moment()
    {
        _story.Start();
        _story.Battery.Drop();
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Advance(57.5);
        Assert.True(_story.Bus.Integer("/Diagnostics/Link/Age") <= 57);
        Assert.Equal(57, _story.Bus.Read("/Diagnostics/Link/Age").AsInteger);
        Assert.Empty(Replayed.Of(_story.Member.Recorder.Save()).Differences);
    }

    [Fact]
    public void One_that_vanishes_at_rest_is_presumed_asleep_and_the_log_says_what_to_do()
    {
        _story.Battery.Answers["dda50300fffd77"] = [FakeBattery.AtRest];
        _story.Start();
        _story.Advance(90);
        _story.Battery.Drop();
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Advance(20);
        Assert.Equal("lost", State);
        _story.Advance(15);
        Assert.Equal("asleep", State);
        Assert.Equal(Connection + "asleep (presumed; or phone app open?): apply a load or a charger, or press its button", _story.Bus.Text("/Mgmt/Connection"));
        _story.Advance(60);
        Assert.Single(_story.Log, line => line.EndsWith(
            "It has vanished after a while without any current: asleep, presumably. To wake it, apply a load or a charger, or press its button. Trying again.",
            StringComparison.Ordinal));

        _story.Battery.ConnectFails = null;
        _story.Advance(30);
        Assert.Equal("live", State);
        Assert.Empty(Replayed.Of(_story.Member.Recorder.Save()).Differences);
    }

    [Fact]
    public void Bad_frames_are_counted_by_their_reason_and_a_recording_has_them()
    {
        _story.Start();
        _story.Advance(10);
        string broken = FakeBattery.PackInfo.Replace("0a5d", "0a5e", StringComparison.Ordinal);
        _story.Battery.Answers["dda50300fffd77"] = [broken];
        _story.Advance(3);
        _story.Battery.Answers["dda50300fffd77"] = [FakeBattery.PackInfo];
        _story.Advance(10);

        int checksum = _story.Bus.Integer("/Diagnostics/Link/BadFrames/" + nameof(Bms.Framing.BadFrame.Checksum)) ?? 0;
        Assert.InRange(checksum, 1, 3);
        Replayed replayed = Replayed.Of(_story.Member.Recorder.Save());
        Assert.Empty(replayed.Differences);
        Assert.Contains(replayed.Changing, turn => turn.Changes.Any(change => change.Key.EndsWith("BadFrames/Checksum", StringComparison.Ordinal) && change.Value.AsInteger == checksum));
    }

    [Fact]
    public void A_link_that_is_lent_is_released_and_so_is_one_whose_driver_ends()
    {
        _story.Start();
        _story.Advance(3);
        _ = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress address);
        Assert.Null(_story.Finish(_story.Control.ReleaseAsync(address, ":1.7", "a tool", TimeSpan.FromSeconds(60), CancellationToken.None)));
        _story.Advance(1);
        Assert.Equal("released", State);
        Assert.Equal(Connection + "released", _story.Bus.Text("/Mgmt/Connection"));

        _story.Advance(65);
        Assert.Equal("live", State);
        _story.Stop();
        Assert.Equal("released", State);
    }

    [Fact]
    public void One_that_refuses_says_what_its_owner_has_to_do()
    {
        _story.Battery.ConnectFails = new VerdictException(new(Bms.Conversations.BmsVerdictKind.PasswordWrong, "The password is wrong."));
        _story.Start();
        _story.Advance(0.1);
        Assert.Equal("refused", State);
        Assert.Equal(Connection + "refused: wrong password", _story.Bus.Text("/Mgmt/Connection"));
    }

    public void Dispose() => _story.Dispose();
}
