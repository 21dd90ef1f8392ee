using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Tests.Charging;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Alarms;

/// <summary>What holds for every alarm, whatever is read.</summary>
public sealed class AlarmLawTests
{
    private static readonly TimeSpan s_hold = TimeSpan.FromMinutes(1);

    private static readonly AlarmSettings s_settings = new() { HasLimits = true, ImbalanceVolts = 0.05, ImbalanceDelay = TimeSpan.FromSeconds(4) };

    /// <summary>What is asked for at some moments, whether anybody could say that all is well, and the milliseconds before each.</summary>
    private static Gen<(int Level, bool IsKnown, int Pause)[]> Askings { get; } =
        Gen.Choose(1, 60).SelectMany(count => Gen.ArrayOf(
            from level in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
            from isKnown in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
            from pause in Gen.Frequency((5, Gen.Choose(1, 4000)), (1, Gen.Choose(1, 90000)), (1, Gen.Elements(59999, 60000, 60001)))
            select (level, isKnown, pause), count));

    /// <summary>Turns of two batteries: each says something odd, or nothing.</summary>
    private static Gen<(Odd First, Odd Second, int Pause)[]> Turns { get; } =
        Gen.ArrayOf(
            from first in Odds
            from second in Odds
            from pause in Gen.Frequency((9, Gen.Choose(500, 5000)), (1, Gen.Choose(20000, 90000)))
            select (first, second, pause), 40);

    private static Gen<Odd> Odds =>
        from millivolts in Gen.Frequency((3, Gen.Constant(3300)), (2, Gen.Choose(2600, 3700)))
        from celsius in Gen.Frequency((3, Gen.Constant(20)), (1, Gen.Choose(-25, 60)))
        from amps in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(-200, 200)))
        from protection in Gen.Elements(Enum.GetValues<Protection>())
        from level in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        from isSilent in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Odd(millivolts / 1000.0, celsius, amps, protection, (ProtectionLevel)level, isSilent);

    [Fact]
    public void Between_two_changes_the_hold_passes_unless_it_gets_worse_or_nobody_can_say_that_all_is_well() => Laws.Hold(Askings, askings =>
    {
        var state = default(AlarmState);
        MonotonicTime now = Banks.Now;
        MonotonicTime? changed = null;
        foreach ((int level, bool isKnown, int pause) in askings)
        {
            now += TimeSpan.FromMilliseconds(pause);
            AlarmState next = state.After(level, isKnown, s_hold, now);
            AssertLawful(state.Shown, next.Shown, changed is { } at ? now - at : null);
            Assert.True((next.Shown ?? 0) >= level, $"{next.Shown} is shown, and {level} is asked for.");
            Assert.False(next.Shown == 0 && !isKnown, "Nobody can say that all is well.");
            changed = next.Shown == state.Shown ? changed : now;
            state = next;
        }
    });

    [Fact]
    public void A_turn_is_due_whenever_what_is_shown_changes_by_itself() => Laws.Hold(Askings, askings =>
    {
        var state = default(AlarmState);
        MonotonicTime now = Banks.Now;
        foreach ((int level, bool isKnown, int pause) in askings)
        {
            now += TimeSpan.FromMilliseconds(pause);
            state = state.After(level, isKnown, s_hold, now);
            MonotonicTime? due = state.NextChange(level, s_hold);
            foreach (int later in (ReadOnlySpan<int>)[1, 10000, 59999, 60001, 120000])
            {
                MonotonicTime then = now + TimeSpan.FromMilliseconds(later);
                bool isDue = due > now && due <= then;

                // What is asked for stays the same, so the only moments that count are those of the last turn.
                Assert.True(isDue || level > 0 || state.After(level, isKnown, s_hold, then).Shown == state.Shown, $"{state} changes by itself within {later} ms, and is due {due}.");
            }
        }
    });

    [Fact]
    public void No_path_chatters_and_none_is_lower_than_a_BMS_says_now_whatever_is_read() => Laws.Hold(Turns, turns =>
    {
        var story = new BankStory("1|2");
        story.Settings = story.Settings with { Alarms = s_settings };
        BatterySnapshot[] said = [story.Healthy(), story.Healthy()];
        story.Turn(said);
        int?[] before = Shown(story.Last.Alarms);
        var changed = new MonotonicTime?[before.Length];
        foreach ((Odd first, Odd second, int pause) in turns)
        {
            story.After(pause / 1000.0);
            said = [first.Of(story, said[0]), second.Of(story, said[1])];
            story.Turn(said);
            int?[] shown = Shown(story.Last.Alarms);
            for (int i = 0; i < shown.Length; i++)
            {
                AssertLawful(before[i], shown[i], changed[i] is { } at ? story.Now - at : null);
                changed[i] = shown[i] == before[i] ? changed[i] : story.Now;
            }

            AssertNotLower(story, said);
            before = shown;
        }
    });

    private static int?[] Shown(AlarmOutcome alarms) =>
        [.. Enum.GetValues<Alarm>().SelectMany(alarm => (int?[])[alarms.OfBank(alarm), alarms.OfMember(1, alarm), alarms.OfMember(2, alarm)])];

    private static void AssertLawful(int? before, int? after, TimeSpan? sinceChange)
    {
        bool gotWorse = (after ?? 0) > (before ?? 0);
        bool isLost = before == 0 && after is null;
        Assert.True(before == after || gotWorse || isLost || sinceChange is null || sinceChange >= s_hold, $"{before} became {after} after {sinceChange}.");
        Assert.False(before > 0 && after is null && sinceChange < s_hold, "An alarm vanished.");
    }

    private static void AssertNotLower(BankStory story, BatterySnapshot[] said)
    {
        foreach (AlarmRule rule in AlarmTable.Rules)
        {
            for (int i = 0; i < said.Length; i++)
            {
                int level = said[i].Protections!.Value.Value.Where(up => rule.Causes.Contains(up.Protection)).Select(up => (int)up.Level).DefaultIfEmpty(0).Max();
                Assert.True((story.Last.Alarms.OfMember(i + 1, rule.Alarm) ?? 0) >= level, $"{rule.Alarm} of battery {i + 1} is lower than {level}.");
                Assert.True((story.Last.Alarms.OfBank(rule.Alarm) ?? 0) >= level, $"{rule.Alarm} of the bank is lower than {level}.");
            }
        }
    }

    private sealed record Odd(double Volts, double Celsius, double Amps, Protection Protection, ProtectionLevel Level, bool IsSilent)
    {
        public BatterySnapshot Of(BankStory story, BatterySnapshot before) => IsSilent ? before : story.Healthy(Amps) with
        {
            CellVoltages = new([3.3, Volts, 3.3, 3.3], story.Now),
            Temperatures = new([20, Celsius], story.Now),
            Protections = new(Level == ProtectionLevel.State ? [] : [new(Protection, Level, "it")], story.Now),
        };
    }
}
