using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Polling;

public sealed class OutageLogTests : IDisposable
{
    private readonly LogLines _lines = new();
    private readonly OutageLog _log;

    public OutageLogTests()
    {
        _ = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress address);
        _log = new OutageLog(address, _lines);
    }

    [Fact]
    public void One_line_when_it_is_lost_and_one_when_it_is_back()
    {
        _log.Live(At(0));
        _log.Failed("dropped", "The link was closed.", needsOwner: false, At(10));
        _log.Failed("dropped", "The link was closed.", needsOwner: false, At(12));
        _log.Live(At(15));
        _log.Live(At(17));

        Assert.Equal(
            [
                "Information: A4:C1:38:00:00:01: connected, data is coming in.",
                "Warning: A4:C1:38:00:00:01: The link was closed. Trying again.",
                "Information: A4:C1:38:00:00:01: connected, data is coming in.",
            ],
            _lines.Lines);
    }

    [Fact]
    public void A_link_that_was_lent_is_told_to_be_back()
    {
        _log.Live(At(0));
        _log.Lent("a tool");
        _log.Live(At(15));
        _log.Live(At(17));

        Assert.Equal(
            [
                "Information: A4:C1:38:00:00:01: connected, data is coming in.",
                "Information: A4:C1:38:00:00:01: released to a tool.",
                "Information: A4:C1:38:00:00:01: connected, data is coming in.",
            ],
            _lines.Lines);
    }

    [Fact]
    public void Another_problem_during_the_same_outage_is_told_too()
    {
        _log.Failed("not seen", "It was not seen.", needsOwner: false, At(0));
        _log.Failed("password", "It wants a password.", needsOwner: true, At(5));

        Assert.Equal(
            [
                "Warning: A4:C1:38:00:00:01: It was not seen. Trying again.",
                "Error: A4:C1:38:00:00:01: It wants a password.",
            ],
            _lines.Lines);
    }

    [Fact]
    public void A_link_that_drops_every_minute_costs_a_few_lines_an_hour()
    {
        _log.Live(At(0));
        for (int minute = 1; minute <= 24 * 60; minute++)
        {
            _log.Failed("dropped", "The link was closed.", needsOwner: false, At(60 * minute));
            _log.Live(At((60 * minute) + 4));
        }

        Assert.InRange(_lines.Lines.Count, 24, 24 * 8);
        Assert.InRange(_lines.Lines.Sum(line => line.Length), 1, 20_000);
        Assert.Contains(
            "Warning: A4:C1:38:00:00:01: 56 more interruptions within an hour; each ended by itself, the longest after 4 s.", _lines.Lines);
    }

    [Fact]
    public void A_long_outage_is_told_however_many_short_ones_there_were()
    {
        _log.Live(At(0));
        for (int i = 0; i < 10; i++)
        {
            _log.Failed("dropped", "The link was closed.", needsOwner: false, At(10 + (10 * i)));
            _log.Live(At(12 + (10 * i)));
        }

        int before = _lines.Lines.Count;
        _log.Failed("dropped", "The link was closed.", needsOwner: false, At(200));
        _log.Failed("not seen", "It was not seen.", needsOwner: false, At(230));
        Assert.Equal(before, _lines.Lines.Count);
        _log.Failed("not seen", "It was not seen.", needsOwner: false, At(260));
        _log.Live(At(300));

        Assert.Equal(
            ["Warning: A4:C1:38:00:00:01: It was not seen. Trying again.", "Information: A4:C1:38:00:00:01: connected, data is coming in."],
            _lines.Lines.Skip(before));
    }

    [Fact]
    public void A_day_in_which_all_is_well_costs_one_line()
    {
        for (int second = 0; second < 24 * 3600; second += 2)
        {
            _log.Live(At(second));
        }

        Assert.Single(_lines.Lines);
    }

    [Fact]
    public void Late_answers_are_told_once_and_that_they_come_again()
    {
        _log.Live(At(0));
        _log.Unanswered(TimeSpan.FromSeconds(4), At(4));
        _log.Unanswered(TimeSpan.FromSeconds(6.2), At(6.2));
        _log.Unanswered(TimeSpan.FromSeconds(8.2), At(8.2));
        _log.Live(At(9));

        Assert.Equal(
            [
                "Warning: A4:C1:38:00:00:01: late: connected, but no data for 7 s. Asking again.",
                "Information: A4:C1:38:00:00:01: data is coming in again.",
            ],
            _lines.Lines.Skip(1));
    }

    [Fact]
    public void A_link_that_is_late_and_then_lost_is_back_by_connecting()
    {
        _log.Live(At(0));
        _log.Unanswered(TimeSpan.FromSeconds(6.2), At(6.2));
        _log.Failed("no answer", "It does not answer.", needsOwner: false, At(8));
        _log.Live(At(15));

        Assert.Equal(
            ["Warning: A4:C1:38:00:00:01: It does not answer. Trying again.", "Information: A4:C1:38:00:00:01: connected, data is coming in."],
            _lines.Lines.Skip(2));
    }

    [Fact]
    public void An_hour_with_losses_is_told_in_one_line_and_an_hour_without_is_not()
    {
        // An answer every two seconds for an hour, then one lost in ten for another.
        for (int second = 0; second <= 7200; second += 2)
        {
            _log.Counters.Round();
            if (second > 3600 && second % 20 == 0)
            {
                _log.Counters.NoAnswer();
                _log.Counters.Bad(new Dictionary<string, int> { ["Checksum"] = 1 });
                continue;
            }

            _log.Counters.Answer();
            _log.Counters.Heard(At(second));
            _log.Live(At(second));
        }

        _log.Live(At(7202));

        // Eight gaps of two seconds and one of four: their squares over their sum, halved.
        Assert.Equal(
            [
                "Information: A4:C1:38:00:00:01: connected, data is coming in.",
                "Information: A4:C1:38:00:00:01: Within an hour 1800 rounds, 1620 answers, 180 unanswered, bad frames: Checksum 180, 0 reconnects, longest silence 4.0 s, mean age 1.2 s.",
            ],
            _lines.Lines);
    }

    [Fact]
    public void Interruptions_that_were_not_told_share_the_line_of_their_hour()
    {
        _log.Live(At(0));
        for (int minute = 1; minute <= 60; minute++)
        {
            _log.Failed("dropped", "The link was closed.", needsOwner: false, At(60 * minute));
            _log.Counters.Reconnect();
            _log.Counters.Heard(At((60 * minute) + 4));
            _log.Live(At((60 * minute) + 4));
        }

        string line = Assert.Single(_lines.Lines, line => line.Contains("an hour", StringComparison.Ordinal));
        Assert.Contains("59 reconnects, longest silence 60.0 s", line, StringComparison.Ordinal);
        Assert.EndsWith("56 more interruptions within an hour; each ended by itself, the longest after 4 s.", line, StringComparison.Ordinal);
    }

    public void Dispose() => _lines.Dispose();

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
