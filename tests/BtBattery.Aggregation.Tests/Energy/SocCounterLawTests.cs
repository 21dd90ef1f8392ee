using BtBattery.Aggregation.Energy.Counting;
using BtBattery.Aggregation.Merging;
using BtBattery.Aggregation.Model;
using FsCheck;
using FsCheck.Fluent;

namespace BtBattery.Aggregation.Tests.Energy;

/// <summary>What holds for every battery that is counted, whatever it says and whenever.</summary>
public sealed class SocCounterLawTests
{
    private static readonly SocSettings s_counted = SocSettings.Reported with { IsCounted = true };

    /// <summary>Pauses, most of them short, and what is said after each.</summary>
    private static Gen<(int Milliseconds, BatterySnapshot Says)[]> Days { get; } = Gen.ArrayOf(
        from milliseconds in Gen.Frequency((8, Gen.Choose(0, 5000)), (1, Gen.Choose(0, 60000)), (1, Gen.Choose(0, 90000000)))
        from says in Banks.Snapshots
        select (milliseconds, says),
        10);

    [Fact]
    public void What_is_counted_lies_between_nothing_and_the_capacity_and_is_never_younger_than_the_current() => Laws.Hold(Days, day =>
    {
        SocMemory memory = SocMemory.Empty;
        foreach (MemberView member in Members(day))
        {
            SocDecision decision = SocCounter.Decide(member, s_counted, memory);
            memory = decision.Memory;
            BatterySnapshot shown = decision.Member.Snapshot;
            Assert.Equal(shown.RemainingAh?.At, shown.SocPercent?.At);
            if (shown.RemainingAh is { } remaining)
            {
                Assert.InRange(remaining.Value, 0, member.InstalledAh!.Value.Value);
                Assert.InRange(shown.SocPercent!.Value.Value, 0, 100 * (1 + 1e-12));
                Assert.Equal(member.Snapshot.Current?.At, remaining.At);
                Assert.True(remaining.At.AgeAt(member.Now) <= member.Deadline);
            }
        }
    });

    [Fact]
    public void It_does_not_matter_how_often_it_is_asked() => Laws.Hold(Days, day =>
    {
        (SocMemory once, SocMemory twice) = (SocMemory.Empty, SocMemory.Empty);
        foreach (MemberView member in Members(day))
        {
            once = SocCounter.Decide(member, s_counted, once).Memory;
            twice = SocCounter.Decide(member, s_counted, SocCounter.Decide(member, s_counted, twice).Memory).Memory;
            Assert.Equal(once, twice);
        }
    });

    /// <summary>Only a report, a full battery or an empty one makes a charge known: neither time nor currents do.</summary>
    [Fact]
    public void Without_a_report_unknown_never_becomes_certain_by_waiting() => Laws.Hold(Days, day =>
    {
        SocMemory memory = SocMemory.Empty;
        foreach (MemberView member in Members(day))
        {
            SocDecision decision = SocCounter.Decide(Mute(member), s_counted, memory);
            if (memory.RemainingAh is null && decision.Memory.RemainingAh is not null)
                Assert.True(decision.Memory.Origin is SocOrigin.Full or SocOrigin.Empty);
            memory = decision.Memory;
        }
    });

    /// <summary>After a gap nothing is known of a battery that reports nothing, unless it is empty just then. A reading may be half a minute old itself.</summary>
    [Fact]
    public void A_gap_never_makes_it_certain() => Laws.Hold(
        from day in Days from remaining in Gen.Choose(0, 100) from seconds in Gen.Choose(61, 100000) select (day, remaining, seconds),
        story =>
        {
            SocMemory memory = SocMemory.Empty with { RemainingAh = story.remaining, At = Banks.Now, ReportedAh = story.remaining, Origin = SocOrigin.Full };
            (int, BatterySnapshot Says)[] first = [(1000 * story.seconds, story.day[0].Says)];
            MemberView member = Mute(Members(first).Single());
            SocDecision decision = SocCounter.Decide(member, s_counted, memory);
            if (decision.Member.Snapshot.RemainingAh is { } shown)
                Assert.True(decision.Memory.Origin == SocOrigin.Empty && shown.Value == 0);
        });

    /// <summary>A charge that becomes unknown in one reading is not shown, whatever was known before.</summary>
    [Fact]
    public void Without_a_current_nothing_is_shown() => Laws.Hold(Days, day =>
    {
        SocMemory memory = SocMemory.Empty;
        foreach (MemberView member in Members(day))
        {
            SocDecision blind = SocCounter.Decide(member with { Snapshot = member.Snapshot with { Current = null } }, s_counted, memory);
            Assert.Null(blind.Member.Snapshot.SocPercent);
            Assert.Equal(memory, blind.Memory);
            memory = SocCounter.Decide(member, s_counted, memory).Memory;
        }
    });

    private static MemberView Mute(MemberView member) => member with { Snapshot = member.Snapshot with { RemainingAh = null, SocPercent = null } };

    private static IEnumerable<MemberView> Members((int Milliseconds, BatterySnapshot Says)[] day)
    {
        MonotonicTime now = Banks.Now;
        foreach ((int milliseconds, BatterySnapshot says) in day)
        {
            now += TimeSpan.FromMilliseconds(milliseconds);
            yield return Banks.Members(Banks.Aged(says, Banks.Now - now))[0] with { Now = now };
        }
    }
}
