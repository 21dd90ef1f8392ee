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

    public void Dispose() => _lines.Dispose();

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
