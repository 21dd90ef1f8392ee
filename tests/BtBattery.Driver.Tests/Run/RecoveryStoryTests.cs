using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Run;

/// <summary>The lowest rungs, and the waits between attempts, as they show outside of the driver.</summary>
public sealed class RecoveryStoryTests : IDisposable
{
    private static readonly Sighting s_sighting = new(new AdapterIdentity("hci0", "B8:27:EB:00:00:01"), -60, default);

    private readonly DriverStory _story = new();
    private readonly BatteryAddress _address = Address("a4:c1:38:00:00:01");

    [Fact]
    public void An_advertisement_ends_the_wait_and_begins_the_back_off_anew()
    {
        WaitForLongestPause(LinkProblem.NotSeen);
        int before = _story.Battery.Attempts.Count;
        _story.Battery.Advertise(_address, s_sighting);
        _story.Advance(0.01);
        Assert.Equal(before + 1, _story.Battery.Attempts.Count);

        // 1, 2 and 4 s instead of 30.
        _story.Advance(7.1);
        Assert.Equal(before + 4, _story.Battery.Attempts.Count);
    }

    [Fact]
    public void A_battery_that_advertises_and_refuses_all_the_same_is_not_hammered()
    {
        WaitForLongestPause(LinkProblem.ConnectFailed);
        int before = _story.Battery.Attempts.Count;
        for (int tenths = 0; tenths < 100; tenths++)
        {
            _story.Battery.Advertise(_address, s_sighting);
            _story.Advance(0.1);
        }

        Assert.InRange(_story.Battery.Attempts.Count - before, 5, 10);
    }

    [Fact]
    public void Another_battery_that_advertises_changes_nothing()
    {
        WaitForLongestPause(LinkProblem.NotSeen);
        int before = _story.Battery.Attempts.Count;
        _story.Battery.Advertise(Address("a4:c1:38:00:00:02"), s_sighting);
        _story.Advance(10);
        Assert.Equal(before, _story.Battery.Attempts.Count);
    }

    [Fact]
    public void A_silent_battery_is_asked_again_then_resubscribed_then_connected_again()
    {
        _story.Start();
        _story.Advance(3);
        _story.Battery.IsSilent = true;
        int asked = _story.Battery.Requests.Count;
        _story.Advance(25);
        Assert.Equal(1, _story.Battery.Resubscriptions);
        Assert.Equal(1, _story.Bus.Number("/Diagnostics/Link/Count/Resubscribe"));
        Assert.True(_story.Bus.Number("/Diagnostics/Link/Count/AskAgain") >= 2);
        Assert.True(_story.Bus.Number("/Diagnostics/Link/Count/Reconnect") >= 1);
        Assert.True(_story.Battery.Requests.Count > asked + 3);

        _story.Battery.IsSilent = false;
        _story.Advance(30);
        Assert.Equal("", _story.Bus.Seen["/Diagnostics/Link/Rung"].AsText);
        Assert.Equal(1, _story.Battery.Resubscriptions);
    }

    public void Dispose() => _story.Dispose();

    private static BatteryAddress Address(string text) => BatteryAddress.TryParse(text, out BatteryAddress address) ? address : throw new ArgumentException(text);

    /// <summary>Until just after an attempt that is followed by the longest pause.</summary>
    private void WaitForLongestPause(LinkProblem problem)
    {
        _story.Battery.ConnectFails = new LinkException(problem, "It failed.");
        _story.Start();
        _story.Advance(1 + 2 + 4 + 8 + 16 + 30 + 2);
        Assert.Equal(7, _story.Battery.Attempts.Count);
    }
}
