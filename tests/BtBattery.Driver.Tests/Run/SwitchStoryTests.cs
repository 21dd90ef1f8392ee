using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Run;

/// <summary>Switching a FET from the bus: armed by one write, confirmed by the same again, read back from the battery.</summary>
public sealed class SwitchStoryTests : IDisposable
{
    private const string ChargeOff = "dd5ae1020001ff1c77";
    private const string PackInfoRequest = "dda50300fffd77";

    // Charge FET off, software lock set: tests/vectors/jbd-4s-280ah-charge-switched-off.json.
    private const string PackInfoChargeOff = "dd03001d0533000068c96d6000002c7c00000000100080600204030b6d0b6d0b69faa877";

    private readonly DriverStory _story = new(new BatterySettings { AllowSwitching = true });

    public SwitchStoryTests()
    {
        _story.Battery.Answers[ChargeOff] = ["dde10000000077"];
        _story.Battery.OnWrite = request =>
        {
            if (request == ChargeOff)
            {
                _story.Battery.Answers[PackInfoRequest] = [PackInfoChargeOff];
            }
        };
    }

    [Fact]
    public void Two_equal_writes_switch_and_the_result_is_read_back()
    {
        _story.Start();
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        Assert.StartsWith("confirm: ", State, StringComparison.Ordinal);
        Assert.DoesNotContain(ChargeOff, _story.Battery.Requests);

        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        _story.Advance(5);
        Assert.Single(_story.Battery.Requests, ChargeOff);
        Assert.Equal("charging off: done", State);
        Assert.Equal(0, _story.Bus.Integer(FetSwitchControl.ChargePath));
        Assert.Equal(0, _story.Bus.Integer("/Io/AllowToCharge"));
        Assert.Equal(1, _story.Bus.Integer("/Io/AllowToDischarge"));
        Assert.Equal(0, _story.Bus.Integer("/Alarms/InternalFailure"));
    }

    [Fact]
    public void The_report_of_an_earlier_wish_is_not_taken_for_that_of_the_same_wish_again()
    {
        _story.Start();
        Write(FetSwitchControl.ChargePath, 0);
        Write(FetSwitchControl.ChargePath, 0);
        _story.Advance(5);
        Assert.Equal("charging off: done", State);

        Write(FetSwitchControl.ChargePath, 0);
        Write(FetSwitchControl.ChargePath, 0);
        Assert.Equal("charging off: under way", State);
        _story.Advance(5);
        Assert.Equal("charging off: done", State);
        Assert.Equal(2, _story.Battery.Requests.Count(request => request == ChargeOff));
    }

    [Fact]
    public void One_write_alone_is_forgotten_after_ten_seconds()
    {
        _story.Start();
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        _story.Advance(10.1);
        Assert.Equal("", State);

        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        _story.Advance(5);
        Assert.DoesNotContain(ChargeOff, _story.Battery.Requests);
    }

    [Fact]
    public void Another_write_in_between_starts_anew()
    {
        _story.Start();
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        Assert.True(Write(FetSwitchControl.DischargePath, 0));
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        _story.Advance(5);
        Assert.DoesNotContain(_story.Battery.Requests, request => request.StartsWith("dd5a", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wish_that_could_not_reach_the_battery_in_time_is_dropped()
    {
        _story.Start();
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Battery.Drop();
        _story.Advance(60);
        Assert.Equal("charging off: not done, the battery could not be reached in time", State);

        _story.Battery.ConnectFails = null;
        _story.Advance(60);
        Assert.DoesNotContain(ChargeOff, _story.Battery.Requests);
    }

    [Fact]
    public void Without_a_link_nothing_can_be_switched()
    {
        _story.Battery.ConnectFails = new LinkException(LinkProblem.NotSeen, "not seen.");
        _story.Start();
        Assert.False(Write(FetSwitchControl.ChargePath, 0));
    }

    [Fact]
    public void While_one_switch_is_under_way_another_is_refused()
    {
        _story.Start();
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        Assert.True(Write(FetSwitchControl.ChargePath, 0));
        Assert.False(Write(FetSwitchControl.DischargePath, 0));
        _story.Advance(5);
        Assert.Equal("charging off: done", State);
        Assert.True(Write(FetSwitchControl.DischargePath, 0));
    }

    [Fact]
    public void A_refusal_is_told_and_not_repeated()
    {
        _story.Battery.Answers[ChargeOff] = ["dde18000ff8077"];
        _story.Battery.OnWrite = null;
        _story.Start();
        Write(FetSwitchControl.ChargePath, 0);
        Write(FetSwitchControl.ChargePath, 0);
        _story.Advance(30);

        Assert.Single(_story.Battery.Requests, ChargeOff);
        Assert.Equal("charging off: not done, the battery refused (status_80)", State);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void Only_0_and_1_are_taken(int value)
    {
        _story.Start();
        Assert.False(Write(FetSwitchControl.ChargePath, value));
    }

    [Fact]
    public void Nothing_is_switched_unless_the_owner_allows_it()
    {
        using var story = new DriverStory();
        story.Start();
        Assert.False(story.Finish(story.Bus.WriteAsync(FetSwitchControl.ChargePath, ItemValue.Of(0))));
        Assert.False(story.Finish(story.Bus.WriteAsync(FetSwitchControl.ChargePath, ItemValue.Of(0))));
        story.Advance(10);
        Assert.DoesNotContain(story.Battery.Requests, request => request.StartsWith("dd5a", StringComparison.Ordinal));
    }

    public void Dispose() => _story.Dispose();

    private string? State => _story.Bus.Text(FetSwitchControl.StatePath);

    private bool Write(string path, int value) => _story.Finish(_story.Bus.WriteAsync(path, ItemValue.Of(value)));
}
