using BtBattery.Aggregation.Model;
using BtBattery.Bms;
using BtBattery.Bms.Conversations;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BtBattery.Driver.Tests.Polling;

/// <summary>What is known of a battery, told without link, clock or channel.</summary>
public sealed class PolledBatteryTests
{
    private readonly List<BatteryUpdate> _told = [];
    private readonly PolledBattery _battery;
    private TimeSpan _now;

    public PolledBatteryTests()
    {
        _ = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress address);
        _battery = new(address, new(), _told.Add, NullLogger.Instance);
        _battery.LinkUp(BmsCatalog.Find("jbd")!, Now());
    }

    [Fact]
    public void A_round_tells_once_with_the_bytes_of_the_answer_that_holds_the_voltage()
    {
        RunRound(FakeBattery.PackInfo);

        BatteryUpdate update = _told[^1];
        Assert.Equal(2, _told.Count);
        Assert.True(update.Status.IsLive);
        Assert.Equal(26.53, update.Snapshot.Voltage?.Value);
        Assert.Equal("DDA50300FFFD77", Convert.ToHexString(update.LastExchange!.Request.Span));
        Assert.Equal(FakeBattery.PackInfo, Convert.ToHexStringLower(update.LastExchange.Reply.Span));
        Assert.True(update.Snapshot.Voltage!.Value.At < update.LastExchange.At, "a value is as old as its question");
    }

    [Fact]
    public void A_broken_answer_leaves_the_last_good_exchange()
    {
        RunRound(FakeBattery.PackInfo);
        Exchange first = _told[^1].LastExchange!;
        RunRound(FakeBattery.PackInfo.Replace("0a5d", "0a5e", StringComparison.Ordinal));
        _battery.LinkFailed("disconnected", "gone.", null, needsOwner: false, Now());

        Assert.False(_told[^1].Status.IsLive);
        Assert.Same(first, _told[^1].LastExchange);
    }

    [Fact]
    public void A_question_that_was_left_open_is_not_waited_for_on_another_link()
    {
        RunRound(FakeBattery.PackInfo);
        _battery.StartRound(Now());
        Assert.NotNull(_battery.NextRequest(Now()));
        _battery.NoAnswer(Now());
        Assert.NotEmpty(_battery.State.Questions);

        _battery.LinkRests(Now());
        _battery.LinkDown(Now());
        Assert.Empty(_battery.State.Questions);
        _battery.LinkUp(BmsCatalog.Find("jbd")!, Now());
        MonotonicTime up = Now();
        RunRound(FakeBattery.PackInfo);
        Assert.True(_told[^1].Snapshot.Voltage!.Value.At > up);
    }

    [Fact]
    public void A_late_answer_is_waited_for_by_the_next_conversation_on_the_same_link()
    {
        _battery.StartRound(Now());
        Assert.NotNull(_battery.NextRequest(Now()));
        _battery.NoAnswer(Now());
        _battery.LinkDown(Now());
        _battery.LinkUp(BmsCatalog.Find("jbd")!, Now());
        MonotonicTime again = Now();
        _battery.StartRound(Now());
        Assert.NotNull(_battery.NextRequest(Now()));
        ReplyResult reply = _battery.Receive(Convert.FromHexString(FakeBattery.PackInfo), Now());
        Assert.True(reply.Readings!.Voltage!.Value.At < again, "it may be the answer to what was asked first");
    }

    private void RunRound(string packInfo)
    {
        _battery.StartRound(Now());
        while (_battery.NextRequest(Now()) is BmsRequest request)
        {
            string? answer = request.Name switch
            {
                "pack info" => packInfo,
                "cells" => FakeBattery.Cells,
                _ => null,
            };
            if (answer is null
                || (_battery.Receive(Convert.FromHexString(answer[..40]), Now()).Outcome == ReplyOutcome.Incomplete
                    && _battery.Receive(Convert.FromHexString(answer[40..]), Now()).Outcome == ReplyOutcome.Incomplete))
            {
                _battery.NoAnswer(Now());
            }
        }

        _battery.EndRound(Now());
    }

    private MonotonicTime Now() => new(_now += TimeSpan.FromMilliseconds(100));
}
