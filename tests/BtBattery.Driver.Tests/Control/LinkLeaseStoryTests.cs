using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.Tests.Control;

/// <summary>Stories of a driver whose link is lent to a tool: it lets go, says so, and comes back by itself.</summary>
public sealed class LinkLeaseStoryTests : IDisposable
{
    private const string Tool = ":1.7";
    private const string OtherTool = ":1.8";

    private readonly DriverStory _story = new();
    private readonly BatteryAddress _address;

    public LinkLeaseStoryTests() => Assert.True(BatteryAddress.TryParse("A4:C1:38:00:00:01", out _address));

    [Fact]
    public void A_lent_link_is_dropped_at_once_and_said_to_be_lent_and_no_fault()
    {
        _story.Start();
        _story.Advance(10);
        Assert.Null(Release(Tool, "btbattery shell", 60));
        _story.Advance(0);

        Assert.Equal(1, _story.Battery.Released);
        Assert.Equal("released to btbattery shell", _story.Bus.Text("/Diagnostics/Problem"));
        Assert.Equal(0, _story.Bus.Integer("/Alarms/BmsCable"));
        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        Assert.DoesNotContain(_story.Log, line => line.StartsWith("Warning", StringComparison.Ordinal));

        _story.Battery.Requests.Clear();
        _story.Advance(31);
        Assert.Empty(_story.Battery.Requests);
        Assert.False(_story.Bus.Seen["/Dc/0/Voltage"].IsValid);
        Assert.Equal("released to btbattery shell", Read().Problem);
        Assert.False(Read().HasData);
    }

    [Fact]
    public void A_link_that_is_given_back_is_taken_up_at_once()
    {
        _story.Start();
        Assert.Null(Release(Tool, "a tool", 300));
        _story.Advance(100);
        _story.Control.Resume(_address, Tool);
        _story.Advance(0);

        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
        Assert.Equal("", _story.Bus.Text("/Diagnostics/Problem"));
        Assert.Equal(2, _story.Battery.Attempts.Count);
        Assert.Equal(TimeSpan.FromSeconds(100), _story.Battery.Attempts[1]);
    }

    [Fact]
    public void A_loan_ends_when_its_time_is_up()
    {
        _story.Start();
        Assert.Null(Release(Tool, "a tool", 60));
        _story.Advance(59.9);
        Assert.Single(_story.Battery.Attempts);
        _story.Advance(0.1);
        Assert.Equal(TimeSpan.FromSeconds(60), _story.Battery.Attempts[1]);
    }

    [Fact]
    public void A_loan_is_no_longer_than_five_minutes_and_prolonged_by_asking_again()
    {
        _story.Start();
        Assert.Null(Release(Tool, "a tool", 100_000));
        _story.Advance(200);
        Assert.Null(Release(Tool, "a tool", 100_000));
        _story.Advance(299);
        Assert.Single(_story.Battery.Attempts);
        _story.Advance(1);
        Assert.Equal(TimeSpan.FromSeconds(500), _story.Battery.Attempts[1]);
    }

    [Fact]
    public void A_loan_ends_when_the_tool_is_gone()
    {
        _story.Start();
        Assert.Null(Release(Tool, "a tool", 300));
        _story.Advance(10);
        _story.Control.Forget(OtherTool);
        _story.Advance(10);
        Assert.Single(_story.Battery.Attempts);
        _story.Control.Forget(Tool);
        _story.Advance(0);
        Assert.Equal(TimeSpan.FromSeconds(20), _story.Battery.Attempts[1]);
    }

    [Fact]
    public void Two_tools_cannot_have_one_link_and_only_the_borrower_gives_it_back()
    {
        _story.Start();
        Assert.Null(Release(Tool, "the first", 300));
        Assert.Equal("The link is released to the first already.", Release(OtherTool, "the second", 300));
        _story.Control.Resume(_address, OtherTool);
        _story.Advance(10);
        Assert.Single(_story.Battery.Attempts);
    }

    [Fact]
    public void A_link_is_lent_while_the_driver_rests_after_failures_and_no_pause_remains_afterwards()
    {
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Start();
        _story.Advance(20);
        int attempts = _story.Battery.Attempts.Count;
        Assert.Null(Release(Tool, "a tool", 300));
        _story.Advance(60);
        Assert.Equal(attempts, _story.Battery.Attempts.Count);
        Assert.Equal("released to a tool", _story.Bus.Text("/Diagnostics/Problem"));

        _story.Battery.ConnectFails = null;
        _story.Control.Resume(_address, Tool);
        _story.Advance(0);
        Assert.Equal(26.53, _story.Bus.Number("/Dc/0/Voltage"));
    }

    [Fact]
    public void While_a_FET_is_being_switched_the_link_is_kept()
    {
        using var story = new DriverStory(new BatterySettings { AllowSwitching = true });
        story.Start();
        story.Advance(10);

        // The board never acknowledges, so the switch is under way for a while.
        Assert.True(Write(story));
        Assert.True(Write(story));
        story.Advance(2.1);
        Task<string?> release = story.Control.ReleaseAsync(_address, Tool, "a tool", TimeSpan.FromSeconds(60), CancellationToken.None);
        Assert.Equal("A FET is being switched; try again when that is done.", story.Finish(release));
        Assert.Equal(0, story.Battery.Released);

        static bool Write(DriverStory story)
        {
            Task<bool> write = story.Bus.WriteAsync("/Control/ChargeFet", ItemValue.Of(0));
            story.Advance(0);
            return story.Finish(write);
        }
    }

    [Fact]
    public void A_phone_gets_no_link_that_a_tool_has_and_a_tool_none_that_a_phone_has()
    {
        _story.Start();
        _story.Advance(10);
        Assert.Null(Release(Tool, "btbattery shell", 60));
        Assert.False(WriteMinutes(_story, 5));
        Assert.Equal(0, _story.Bus.Integer("/Control/ReleaseMinutes"));

        // What is not released to a phone is not taken back from a tool either.
        Assert.True(WriteMinutes(_story, 0));
        _story.Advance(10);
        Assert.Single(_story.Battery.Attempts);

        _story.Control.Resume(_address, Tool);
        _story.Advance(10);
        Assert.True(WriteMinutes(_story, 5));
        Assert.Equal("The link is released to a phone app already.", Release(Tool, "btbattery shell", 60));
        _story.Control.Resume(_address, Tool);
        _story.Advance(290);
        Assert.Equal(2, _story.Battery.Attempts.Count);
        _story.Advance(10);
        Assert.Equal(3, _story.Battery.Attempts.Count);
    }

    [Fact]
    public void While_a_FET_is_being_switched_no_phone_gets_the_link()
    {
        using var story = new DriverStory(new BatterySettings { AllowSwitching = true });
        story.Start();
        story.Advance(10);
        Assert.True(story.Finish(story.Bus.WriteAsync("/Control/ChargeFet", ItemValue.Of(0))));
        Assert.True(story.Finish(story.Bus.WriteAsync("/Control/ChargeFet", ItemValue.Of(0))));
        story.Advance(2.1);
        Assert.False(WriteMinutes(story, 5));
        Assert.Equal(0, story.Battery.Released);
    }

    [Fact]
    public void A_reading_says_what_the_bus_says_and_how_old_it_is()
    {
        _story.Start();
        _story.Advance(11);
        BatteryReading reading = Read();

        Assert.Equal(ReadingOrigin.Driver, reading.Origin);
        Assert.Equal("jbd", reading.BmsType);
        Assert.Equal(26.53, reading.Values.Voltage?.Value);
        Assert.Equal(TimeSpan.FromSeconds(1), reading.Age);
        Assert.Null(reading.Problem);
        Assert.Equal("DDA50300FFFD77", Convert.ToHexString(reading.Exchange!.Request.Span));
        Assert.Equal(FakeBattery.PackInfo, Convert.ToHexStringLower(reading.Exchange.Reply.Span));
    }

    [Fact]
    public void A_battery_that_is_not_served_is_neither_read_nor_released()
    {
        _story.Start();
        Assert.True(BatteryAddress.TryParse("A4:C1:38:00:00:02", out BatteryAddress other));
        Assert.Null(_story.Control.Read(other));
        Task<string?> release = _story.Control.ReleaseAsync(other, Tool, "a tool", TimeSpan.FromSeconds(60), CancellationToken.None);
        Assert.Equal("A4:C1:38:00:00:02 is not served here.", _story.Finish(release));
        Assert.Equal(0, _story.Battery.Released);
    }

    public void Dispose() => _story.Dispose();

    private string? Release(string borrower, string who, int seconds) =>
        _story.Finish(_story.Control.ReleaseAsync(_address, borrower, who, TimeSpan.FromSeconds(seconds), CancellationToken.None));

    private static bool WriteMinutes(DriverStory story, int minutes) => story.Finish(story.Bus.WriteAsync("/Control/ReleaseMinutes", ItemValue.Of(minutes)));

    private BatteryReading Read() => _story.Control.Read(_address)!;
}
