using BtBattery.Bms;
using BtBattery.Bms.Jbd;
using BtBattery.Driver.Links;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Polling;

/// <summary>One frame is written, once; what comes within ten seconds is judged.</summary>
public sealed class PasswordClearerTests : IDisposable
{
    private const string Frame = "dd5a09064a3142324434fe8a77";

    private readonly VirtualWorld _world = new();
    private readonly MonotonicClock _clock;
    private readonly FakeBattery _battery;

    public PasswordClearerTests()
    {
        _clock = new MonotonicClock(_world.Time);
        _battery = new FakeBattery(_clock);
    }

    [Theory]
    [InlineData("dd090000000077", JbdClearingResult.Accepted)]
    [InlineData("dd0900|000000|77", JbdClearingResult.Accepted)]
    [InlineData("00|dd040000000077|dd090000000077", JbdClearingResult.Accepted)]
    [InlineData("dd098000ff8077", JbdClearingResult.Refused)]
    [InlineData(Frame, JbdClearingResult.PairingNeeded)]
    public void A_final_answer_ends_the_wait(string answer, JbdClearingResult expected)
    {
        _battery.Answers[Frame] = answer.Split('|');
        _battery.AnswerDelay = TimeSpan.FromSeconds(1);
        Task<JbdClearingAnswer> clearing = Clear();
        _world.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(expected, _world.Finish(clearing).Result);
        Assert.Equal([Frame], _battery.Requests);
    }

    [Theory]
    [InlineData("", JbdClearingResult.Silent)]
    [InlineData("dd090000000177", JbdClearingResult.Unintelligible)]
    [InlineData("00", JbdClearingResult.Unintelligible)]
    public void Anything_else_is_waited_for_ten_seconds_and_never_written_again(string answer, JbdClearingResult expected)
    {
        _battery.Answers[Frame] = answer.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Task<JbdClearingAnswer> clearing = Clear();
        _world.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(clearing.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(expected, _world.Finish(clearing).Result);
        Assert.Equal([Frame], _battery.Requests);
    }

    [Fact]
    public void What_came_before_the_write_is_no_answer()
    {
        Task<JbdClearingAnswer> clearing = Clear(before: "dd090000000077");
        _world.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(JbdClearingResult.Silent, _world.Finish(clearing).Result);
    }

    [Fact]
    public void A_link_lost_after_the_write_is_told()
    {
        Task<JbdClearingAnswer> clearing = Clear();
        _battery.Drop();
        _world.RunReady();

        Assert.Equal(LinkProblem.Disconnected, Assert.Throws<LinkException>(() => _world.Finish(clearing)).Problem);
        Assert.Equal([Frame], _battery.Requests);
    }

    public void Dispose() => _world.Dispose();

    private Task<JbdClearingAnswer> Clear(string? before = null)
    {
        _ = BatteryAddress.TryParse("a4:c1:38:00:00:01", out BatteryAddress address);
        IGattLink link = _world.Finish(_battery.ConnectAsync(address, BmsCatalog.Find("jbd")!.Profiles, CancellationToken.None));
        if (before is not null)
        {
            _battery.Notify(before);
        }

        Task<JbdClearingAnswer> clearing = PasswordClearer.ClearAsync(link, _clock, CancellationToken.None);
        _world.RunReady();
        return clearing;
    }
}
