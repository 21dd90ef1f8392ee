using BtBattery.Aggregation.Model;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Driver.Polling;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Driver.Tests.Polling;

/// <summary>Which rung comes when; and what never happens, whatever happens.</summary>
public sealed class RecoveryLadderTests
{
    private static readonly RecoveryFacts s_alone = new()
    {
        IsOtherLiveOnAdapter = false,
        IsOtherLive = false,
        SinceCycle = null,
        CyclesInVain = 0,
        Uptime = TimeSpan.FromDays(2),
        SinceReboot = null,
    };

    /// <summary>One attempt in half a minute, each rung done as it is asked for: which ones within an hour, in which order.</summary>
    [Theory]
    [InlineData(LinkTrouble.Broken, WatchdogAction.Log, 30, "RemoveDevice CycleAdapter RebuildClient")]
    [InlineData(LinkTrouble.Broken, WatchdogAction.Exit, 30, "RemoveDevice CycleAdapter RebuildClient Leave")]
    [InlineData(LinkTrouble.Broken, WatchdogAction.Reboot, 30, "RemoveDevice CycleAdapter RebuildClient Reboot")]
    [InlineData(LinkTrouble.Broken, WatchdogAction.Reboot, 7200, "RemoveDevice")]
    [InlineData(LinkTrouble.Broken, WatchdogAction.Reboot, null, "RemoveDevice")]
    [InlineData(LinkTrouble.NotSeen, WatchdogAction.Log, 30, "CycleAdapter RebuildClient")]
    [InlineData(LinkTrouble.NotSeen, WatchdogAction.Reboot, 30, "CycleAdapter RebuildClient Reboot")]
    [InlineData(LinkTrouble.NoAdapter, WatchdogAction.Reboot, 30, "RebuildClient Reboot")]
    [InlineData(LinkTrouble.NoBlueZ, WatchdogAction.Reboot, 30, "RebuildClient Reboot")]
    [InlineData(LinkTrouble.NoBlueZ, WatchdogAction.Log, null, "RebuildClient")]
    [InlineData(LinkTrouble.AdapterOff, WatchdogAction.Reboot, 30, "")]
    [InlineData(LinkTrouble.NotOurs, WatchdogAction.Reboot, 30, "")]
    public void Rungs_come_one_after_another(LinkTrouble trouble, WatchdogAction action, int? patience, string expected)
    {
        var ladder = new RecoveryLadder(action, patience is { } seconds ? TimeSpan.FromSeconds(seconds) : null, At(0));
        List<RecoveryRung> used = [];
        for (int second = 30; second <= 3600; second += 30)
        {
            RecoveryRung rung = ladder.Failed(trouble, s_alone, At(second), 0).Rung;
            if (rung != RecoveryRung.Reconnect)
            {
                ladder.Done(rung, At(second), 0);
                used.Add(rung);
            }
        }

        Assert.Equal(expected, string.Join(' ', used.Distinct()));
    }

    [Fact]
    public void Three_attempts_judge_each_rung()
    {
        var ladder = new RecoveryLadder(WatchdogAction.Log, TimeSpan.FromSeconds(30), At(0));
        List<RecoveryRung> answers = [];
        for (int attempt = 0; attempt < 12; attempt++)
        {
            RecoveryRung rung = ladder.Failed(LinkTrouble.Broken, s_alone, At(1000 + attempt), 0).Rung;
            answers.Add(rung);
            if (rung != RecoveryRung.Reconnect)
            {
                ladder.Done(rung, At(1000 + attempt), 0);
            }
        }

        Assert.Equal(
            [RecoveryRung.Reconnect, RecoveryRung.Reconnect, RecoveryRung.RemoveDevice,
            RecoveryRung.Reconnect, RecoveryRung.Reconnect, RecoveryRung.CycleAdapter,
            RecoveryRung.Reconnect, RecoveryRung.Reconnect, RecoveryRung.RebuildClient,
            RecoveryRung.Reconnect, RecoveryRung.Reconnect, RecoveryRung.Reconnect],
            answers);
    }

    [Fact]
    public void Attempts_that_fail_within_a_second_are_no_reason_to_hurry()
    {
        var ladder = new RecoveryLadder(WatchdogAction.Exit, TimeSpan.FromSeconds(30), At(0));
        for (int second = 1; second < 45; second++)
        {
            Assert.Equal(RecoveryRung.Reconnect, ladder.Failed(LinkTrouble.Broken, s_alone, At(second), 0).Rung);
        }

        Assert.Equal(RecoveryRung.RemoveDevice, ladder.Failed(LinkTrouble.Broken, s_alone, At(45), 0).Rung);
    }

    [Fact]
    public void A_good_frame_sends_the_ladder_back_to_its_foot()
    {
        var ladder = new RecoveryLadder(WatchdogAction.Log, TimeSpan.FromSeconds(30), At(0));
        for (int attempt = 0; attempt < 5; attempt++)
        {
            ladder.Failed(LinkTrouble.Broken, s_alone, At(1000), 0);
        }

        ladder.Progress(At(1000));
        Assert.All(Enumerable.Range(1001, 44), second => Assert.Equal(RecoveryRung.Reconnect, ladder.Failed(LinkTrouble.Broken, s_alone, At(second), 0).Rung));
        Assert.Equal(At(1000), ladder.LastGood);
    }

    [Fact]
    public void Waits_grow_until_a_round_is_answered_or_the_battery_is_heard()
    {
        var ladder = new RecoveryLadder(WatchdogAction.Log, null, At(0));
        Assert.Equal([1, 2, 4, 8], Waits(4));
        ladder.Live();
        Assert.Equal([1, 2], Waits(2));
        ladder.Heard();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Waits(7));

        double[] Waits(int count) => [.. Enumerable.Range(0, count).Select(_ => ladder.Failed(LinkTrouble.NotSeen, s_alone, At(1), 0).Wait.TotalSeconds)];
    }

    [Fact]
    public void A_battery_that_is_found_to_be_away_costs_nothing_but_attempts()
    {
        var ladder = new RecoveryLadder(WatchdogAction.Reboot, TimeSpan.FromSeconds(30), At(0));
        int listened = 0;
        for (int second = 30; second <= 7200; second += 30)
        {
            RecoveryStep step = ladder.Failed(LinkTrouble.Broken, s_alone, At(second), 0);
            while (step.Rung is RecoveryRung.RemoveDevice or RecoveryRung.CycleAdapter)
            {
                listened++;
                step = ladder.Skipped(step.Rung, isAway: true, LinkTrouble.Broken, s_alone, At(second), 0);
            }

            Assert.Equal(RecoveryRung.Reconnect, step.Rung);
        }

        Assert.InRange(listened, 12, 26);
    }

    [Fact]
    public void Resubscribing_is_worth_a_try_once_a_minute()
    {
        var ladder = new RecoveryLadder(WatchdogAction.Log, null, At(0));
        Assert.True(ladder.TakeResubscription(At(10)));
        Assert.False(ladder.TakeResubscription(At(69)));
        Assert.True(ladder.TakeResubscription(At(70)));
    }

    [Fact]
    public void Gaps_grow_to_their_cap_and_jitter_only_lengthens()
    {
        foreach (RecoveryRung rung in Enum.GetValues<RecoveryRung>())
        {
            TimeSpan previous = TimeSpan.Zero;
            for (int inVain = 1; inVain < 100; inVain++)
            {
                TimeSpan gap = RecoveryTimes.Gap(rung, inVain, 0);
                Assert.InRange(gap, previous, RecoveryTimes.LongestGap);
                Assert.InRange(RecoveryTimes.Gap(rung, inVain, 0.999), gap, gap * 1.1);
                previous = gap;
            }

            Assert.Equal(RecoveryTimes.LongestGap, previous);
        }
    }

    [Fact]
    public void Whatever_happens_nobody_else_is_harmed()
    {
        Gen<Event> events =
            from seconds in Gen.Frequency((6, Gen.Choose(0, 60)), (1, Gen.Choose(0, 4000)))
            from what in Gen.Frequency((1, Gen.Constant("progress")), (1, Gen.Constant("heard")), (1, Gen.Constant("restart")), (40, Gen.Constant("failed")))
            from trouble in Gen.Frequency((6, Gen.Constant(LinkTrouble.Broken)), (2, Gen.Constant(LinkTrouble.NotSeen)), (1, Gen.Elements(Enum.GetValues<LinkTrouble>())))
            from outcome in Gen.Elements("done", "done", "not done", "away")
            from otherOnAdapter in Gen.Frequency((8, Gen.Constant(false)), (1, Gen.Constant(true)))
            from other in Gen.Frequency((8, Gen.Constant(false)), (1, Gen.Constant(true)))
            from chance in Gen.Choose(0, 999)
            select new Event(seconds, what, trouble, outcome, otherOnAdapter, other || otherOnAdapter, chance / 1000.0);
        Gen<Flight> flights =
            from action in Gen.Elements(Enum.GetValues<WatchdogAction>())
            from patience in Gen.Elements<int?>(null, 30, 30, 600)
            from uptime in Gen.Choose(0, 3600)
            from all in events.ListOf().Resize(300)
            select new Flight(action, patience is { } seconds ? TimeSpan.FromSeconds(seconds) : null, uptime, all);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261121, 5), Prop.ForAll(flights.ToArbitrary(), Obeys));
    }

    private static bool Obeys(Flight flight)
    {
        double now = 0;
        var ladder = new RecoveryLadder(flight.Action, flight.Patience, At(0));
        double? lastCycle = null;
        double? lastReboot = null;
        double lastGood = 0;
        int inVain = 0;
        foreach (Event each in flight.Events)
        {
            now += each.Seconds;
            switch (each.What)
            {
                case "progress":
                    ladder.Progress(At(now));
                    (lastGood, inVain) = (now, 0);
                    continue;
                case "heard":
                    ladder.Heard();
                    continue;
                case "restart":
                    ladder = new RecoveryLadder(flight.Action, flight.Patience, At(now));
                    lastGood = now;
                    continue;
            }

            RecoveryFacts facts = s_alone with
            {
                IsOtherLive = each.IsOtherLive,
                IsOtherLiveOnAdapter = each.IsOtherLiveOnAdapter,
                SinceCycle = lastCycle is { } cycle ? TimeSpan.FromSeconds(now - cycle) : null,
                CyclesInVain = inVain,
                Uptime = TimeSpan.FromSeconds(flight.Uptime + now),
                SinceReboot = lastReboot is { } reboot ? TimeSpan.FromSeconds(now - reboot) : null,
            };
            RecoveryStep step = ladder.Failed(each.Trouble, facts, At(now), each.Chance);
            for (int asked = 0; step.Rung != RecoveryRung.Reconnect; asked++)
            {
                Assert.True(asked < 6, "It goes round in circles.");
                Assert.NotEqual(LinkTrouble.NotOurs, each.Trouble);
                bool isServiceGone = each.Trouble == LinkTrouble.NoBlueZ && step.Rung == RecoveryRung.RebuildClient;
                bool touchesOthers = step.Rung > RecoveryRung.RemoveDevice && !isServiceGone;
                Assert.False(touchesOthers && (flight.Patience is null || now - lastGood <= flight.Patience.Value.TotalSeconds), $"{step.Rung} without being out of patience");
                Assert.False(step.Rung == RecoveryRung.CycleAdapter && (each.IsOtherLiveOnAdapter || now - lastCycle < 600), "cycled");
                Assert.False(step.Rung > RecoveryRung.CycleAdapter && !isServiceGone && each.IsOtherLive, $"{step.Rung} while another is live");
                Assert.False(step.Rung == RecoveryRung.Leave && flight.Action != WatchdogAction.Exit, "left");
                Assert.False(
                    step.Rung == RecoveryRung.Reboot && (flight.Action != WatchdogAction.Reboot || flight.Uptime + now < 900 || now - lastReboot < 86400), "rebooted");
                Assert.InRange(step.Wait, TimeSpan.FromSeconds(0.75), Backoff.Longest);
                if (each.Outcome == "done")
                {
                    ladder.Done(step.Rung, At(now), each.Chance);
                    (lastCycle, inVain) = step.Rung == RecoveryRung.CycleAdapter ? (now, inVain + 1) : (lastCycle, inVain);
                    lastReboot = step.Rung == RecoveryRung.Reboot ? now : lastReboot;
                    break;
                }

                step = ladder.Skipped(step.Rung, each.Outcome == "away", each.Trouble, facts, At(now), each.Chance);
            }
        }

        return true;
    }

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));

    private sealed record Event(int Seconds, string What, LinkTrouble Trouble, string Outcome, bool IsOtherLiveOnAdapter, bool IsOtherLive, double Chance);

    private sealed record Flight(WatchdogAction Action, TimeSpan? Patience, int Uptime, IReadOnlyList<Event> Events);
}
