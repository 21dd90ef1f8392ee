using BtBattery.Aggregation.Model;
using BtBattery.Driver.Links;
using BtBattery.Driver.Polling;

namespace BtBattery.Driver.Tests.Polling;

/// <summary>Where a link stands at a moment: polled every two seconds, invalid after thirty.</summary>
public sealed class LinkStatesTests
{
    private static readonly LinkTiming s_timing = LinkTiming.Of(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));

    private static readonly BatteryStatus s_live = new() { IsLive = true };

    [Fact]
    public void Without_data_it_is_connecting_until_an_attempt_found_nobody()
    {
        Assert.Equal(LinkState.Connecting, LinkStates.At(BatteryStatus.Starting, BatterySnapshot.Empty, s_timing, At(0)));
        Assert.Equal(LinkState.NeverSeen, LinkStates.At(Failed(ProblemCode.NotSeen), BatterySnapshot.Empty, s_timing, At(15)));
        Assert.Equal(LinkState.NeverSeen, LinkStates.At(Failed(ProblemCode.AdapterOff), BatterySnapshot.Empty, s_timing, At(15)));
    }

    [Fact]
    public void A_battery_that_was_reached_and_gives_nothing_was_seen()
    {
        BatteryStatus status = Failed("not_resolved");
        Assert.Equal(LinkState.Connecting, LinkStates.At(status, BatterySnapshot.Empty, s_timing, At(15)));
        status = status with { ProblemCode = ProblemCode.NotSeen, Link = status.Link.Failed(wasReached: false) };
        Assert.Equal(LinkState.Connecting, LinkStates.At(status, BatterySnapshot.Empty, s_timing, At(60)));
    }

    [Theory]
    [InlineData(0, LinkState.Live)]
    [InlineData(6, LinkState.Live)]
    [InlineData(6.001, LinkState.Late)]
    [InlineData(30, LinkState.Late)]
    [InlineData(30.001, LinkState.Lost)]
    public void A_link_that_looks_up_is_as_good_as_the_age_of_its_data(double seconds, LinkState state) =>
        Assert.Equal(state, LinkStates.At(s_live, HeardAt(0), s_timing, At(seconds)));

    [Fact]
    public void A_link_that_went_is_lost_at_once_though_its_values_hold_on() =>
        Assert.Equal(LinkState.Lost, LinkStates.At(Failed("disconnected"), HeardAt(0), s_timing, At(1)));

    [Fact]
    public void What_was_given_away_or_needs_its_owner_is_said_before_anything_else()
    {
        Assert.Equal(LinkState.Released, LinkStates.At(Failed(ProblemCode.Released), HeardAt(0), s_timing, At(1)));
        Assert.Equal(LinkState.Refused, LinkStates.At(Failed(ProblemCode.PasswordWrong) with { NeedsOwner = true }, HeardAt(0), s_timing, At(1)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void One_that_vanished_at_rest_is_presumed_asleep_however_its_fets_stood(bool charge, bool discharge)
    {
        BatterySnapshot battery = HeardAt(100, charge, discharge);
        BatteryStatus status = AtRestSince(40, Failed(ProblemCode.NotSeen));
        Assert.Equal(LinkState.Lost, LinkStates.At(status, battery, s_timing, At(130)));
        Assert.Equal(LinkState.Asleep, LinkStates.At(status, battery, s_timing, At(130.001)));
    }

    [Fact]
    public void What_does_not_fit_a_sleeping_board_is_not_called_one()
    {
        BatterySnapshot battery = HeardAt(100);
        BatteryStatus asleep = AtRestSince(40, Failed(ProblemCode.ConnectFailed));
        Assert.Equal(LinkState.Asleep, LinkStates.At(asleep, battery, s_timing, At(200)));

        // A current flowed, or not long enough none; the FETs are not known; the radio is at fault; it is there.
        Assert.Equal(LinkState.Lost, LinkStates.At(asleep with { Link = asleep.Link with { QuietSince = null } }, battery, s_timing, At(200)));
        Assert.Equal(LinkState.Lost, LinkStates.At(AtRestSince(41, asleep), battery, s_timing, At(200)));
        Assert.Equal(LinkState.Lost, LinkStates.At(asleep, battery with { DischargeFetOn = null }, s_timing, At(200)));
        Assert.Equal(LinkState.Lost, LinkStates.At(asleep with { ProblemCode = ProblemCode.AdapterOff }, battery, s_timing, At(200)));
        Assert.Equal(LinkState.Lost, LinkStates.At(asleep with { ProblemCode = "no_answer" }, battery, s_timing, At(200)));
        Assert.Equal(LinkState.Lost, LinkStates.At(asleep with { IsLive = true }, battery, s_timing, At(200)));
    }

    [Fact]
    public void Rest_begins_with_the_first_frame_without_current_and_ends_with_one_that_has_some()
    {
        LinkFacts link = LinkFacts.None.Live(Flowing(5, 0));
        Assert.Null(link.QuietSince);
        link = link.Live(Flowing(0.1, 2)).Live(Flowing(-0.1, 4));
        Assert.Equal(At(2), link.QuietSince);
        Assert.Equal(At(2), link.Failed(wasReached: true).Up().QuietSince);
        Assert.Null(link.Live(Flowing(-0.2, 6)).QuietSince);
        Assert.Null(link.Live(BatterySnapshot.Empty).QuietSince);
    }

    [Fact]
    public void A_reconnect_is_a_link_after_one_that_failed()
    {
        LinkFacts link = LinkFacts.None.Failed(wasReached: false).Failed(wasReached: false).Up().Live(HeardAt(0));
        Assert.Equal((0, 0), (link.Reconnects, link.Attempts));
        link = link.Failed(wasReached: true).Failed(wasReached: false);
        Assert.Equal((0, 2), (link.Reconnects, link.Attempts));
        link = link.Up().Live(HeardAt(5));
        Assert.Equal((1, 0), (link.Reconnects, link.Attempts));

        // Lent and returned: nothing failed.
        Assert.Equal(1, link.Up().Live(HeardAt(9)).Reconnects);
    }

    [Fact]
    public void Late_is_three_polls_but_not_less_than_a_lost_answer_takes_nor_more_than_the_deadline()
    {
        Assert.Equal(5, LinkTiming.Of(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)).LateAfter.TotalSeconds);
        Assert.Equal(15, LinkTiming.Of(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)).LateAfter.TotalSeconds);
        Assert.Equal(30, LinkTiming.Of(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)).LateAfter.TotalSeconds);
    }

    [Fact]
    public void Words_are_never_empty_and_name_what_to_do()
    {
        BatterySnapshot battery = HeardAt(0, discharge: false);
        Assert.All(Enum.GetValues<LinkState>(), state => Assert.NotEmpty(LinkWords.Describe(state, BatteryStatus.Starting, BatterySnapshot.Empty, TimeSpan.Zero)));
        Assert.All(Enum.GetValues<LinkState>(), state => Assert.Equal(state, LinkWords.Find(LinkWords.KeyOf(state))));
        Assert.Equal("never_seen", LinkWords.KeyOf(LinkState.NeverSeen));
        Assert.Null(LinkWords.Find("tomorrow"));
        Assert.Equal("asleep (presumed; or phone app open?): apply a charger, or press its button", Words(LinkState.Asleep, "not_seen", 60, battery));
        Assert.Equal("asleep (presumed; or phone app open?): apply a load or a charger, or press its button", Words(LinkState.Asleep, "not_seen", 60, HeardAt(0)));
        Assert.Equal("refused: wrong password", Words(LinkState.Refused, ProblemCode.PasswordWrong, 1, battery));
        Assert.Equal("lost (Bluetooth adapter is off), trying again", Words(LinkState.Lost, ProblemCode.AdapterOff, 59, battery));
        Assert.Equal("lost for over 10 min, trying again: phone app open, or out of range?", Words(LinkState.Lost, "not_seen", 3599, battery));
    }

    /// <summary>A battery that had a current flowing is not asleep; one that was never reached may be.</summary>
    [Fact]
    public void Words_say_what_is_likely_behind_it_once_it_lasts_a_minute()
    {
        BatterySnapshot battery = HeardAt(0);
        Assert.Equal("lost, trying again", Words(LinkState.Lost, ProblemCode.NotSeen, 59, battery));
        Assert.Equal("lost for over a minute, trying again: phone app open, or out of range?", Words(LinkState.Lost, ProblemCode.ConnectFailed, 60, battery));
        Assert.Equal("lost for over a minute, trying again: reached, but no data; poor reception?", Words(LinkState.Lost, "no_answer", 60, battery));
        Assert.Equal("lost for over a minute, trying again: another program is connected with it", Words(LinkState.Lost, ProblemCode.InUse, 60, battery));
        Assert.Equal("not seen yet: phone app open, asleep or out of range?", Words(LinkState.NeverSeen, ProblemCode.NotSeen, 1, BatterySnapshot.Empty));
        Assert.Equal("not seen yet (no Bluetooth adapter)", Words(LinkState.NeverSeen, ProblemCode.NoAdapter, 1, BatterySnapshot.Empty));
        Assert.Equal("connecting: reached, but no data; poor reception?", Words(LinkState.Connecting, "no_answer", 1, BatterySnapshot.Empty));
        Assert.Equal("connecting", LinkWords.Describe(LinkState.Connecting, BatteryStatus.Starting, BatterySnapshot.Empty, TimeSpan.Zero));
        string[] codes = [.. Enum.GetValues<LinkProblem>().Select(problem => ProblemCode.Of(new LinkException(problem, "")))];
        Assert.All(
            from state in Enum.GetValues<LinkState>() from code in codes select Words(state, code, 1e6, HeardAt(0, discharge: false)),
            words => Assert.InRange(words.Length, 1, 90));
    }

    [Fact]
    public void The_words_for_a_silence_change_four_times_and_each_change_is_announced()
    {
        List<string> words = [];
        TimeSpan? next = TimeSpan.Zero;
        while (next is { } silence)
        {
            string before = Words(LinkState.Lost, "not_seen", silence.TotalSeconds - 0.001, BatterySnapshot.Empty);
            words.Add(Words(LinkState.Lost, "not_seen", silence.TotalSeconds, BatterySnapshot.Empty));
            Assert.True(silence == TimeSpan.Zero || before != words[^1]);
            next = LinkWords.NextStep(silence);
        }

        Assert.Equal(5, words.Distinct().Count());
        Assert.Equal(5, words.Count);
    }

    private static string Words(LinkState state, string code, double silence, BatterySnapshot battery) =>
        LinkWords.Describe(state, Failed(code), battery, TimeSpan.FromSeconds(silence));

    private static BatteryStatus Failed(string code) => new()
    {
        Problem = "for people",
        ProblemCode = code,
        Link = LinkFacts.None.Failed(wasReached: !ProblemCode.IsOutOfReach(code) && !ProblemCode.IsOfThisMachine(code)),
    };

    private static BatteryStatus AtRestSince(double seconds, BatteryStatus status) => status with { Link = status.Link with { QuietSince = At(seconds) } };

    private static BatterySnapshot HeardAt(double seconds, bool charge = true, bool discharge = true) => Flowing(0, seconds) with
    {
        Voltage = new(13.3, At(seconds)),
        ChargeFetOn = new(charge, At(seconds)),
        DischargeFetOn = new(discharge, At(seconds)),
    };

    private static BatterySnapshot Flowing(double amperes, double seconds) => new() { Current = new(amperes, At(seconds)) };

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
