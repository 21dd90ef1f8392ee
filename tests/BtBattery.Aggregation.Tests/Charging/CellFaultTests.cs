using System.Collections;
using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;

namespace BtBattery.Aggregation.Tests.Charging;

/// <summary>A bug in what is shown and told of cells changes no limit and no alarm.</summary>
public sealed class CellFaultTests
{
    private static readonly CellAlerts s_poisonedAlerts = new(3, "before") { Last = new Poison<CellAlert>() };

    [Theory]
    [InlineData("1", true, false)]
    [InlineData("1", false, true)]
    [InlineData("1|2", true, true)]
    [InlineData("1+2", true, false)]
    [InlineData("(1+2)|(3+4)", true, true)]
    public void Limits_and_alarms_are_those_of_a_bank_without_it_turn_by_turn(string wiring, bool isMonitorPoisoned, bool areAlertsPoisoned)
    {
        BankStory sound = Story(wiring);
        BankStory broken = Story(wiring);
        Turn(sound);
        Turn(broken);
        broken.Memory = Poisoned(broken.Memory, isMonitorPoisoned, areAlertsPoisoned);
        var chance = new Random(20261121);
        int faults = 0, alarms = 0;
        for (int i = 0; i < 900; i++)
        {
            double seconds = chance.Next(1, 4);
            BatterySnapshot[] told = [.. sound.Settings.Wiring.Members.Select(_ => Any(sound.Now + TimeSpan.FromSeconds(seconds), chance, i))];
            BankOutcome one = sound.After(seconds).Turn(told);
            BankOutcome other = broken.After(seconds).Turn(told);
            Assert.Null(other.Error);
            AssertSame(one.ChargeVoltage, other.ChargeVoltage);
            AssertSame(one.ChargeCurrent, other.ChargeCurrent);
            AssertSame(one.DischargeCurrent, other.DischargeCurrent);
            foreach (Alarm alarm in Enum.GetValues<Alarm>())
            {
                Assert.Equal(one.Alarms.OfBank(alarm), other.Alarms.OfBank(alarm));
                Assert.All(sound.Settings.Wiring.Members, member => Assert.Equal(one.Alarms.OfMember(member.Number, alarm), other.Alarms.OfMember(member.Number, alarm)));
                alarms += one.Alarms.OfBank(alarm) > 0 ? 1 : 0;
            }

            Assert.Null(one.CellFault);
            Assert.Equal(other.CellFault is null, other.CellMonitor is not null);
            faults += other.CellFault is null ? 0 : 1;
        }

        Assert.InRange(faults, 100, 700);
        Assert.NotEqual(0, alarms);
        Assert.NotNull(broken.Last.CellMonitor);
    }

    [Fact]
    public void What_is_remembered_stays_for_a_while_and_is_then_begun_anew()
    {
        BankStory story = Story("1|2");
        Turn(story);
        CellMonitorMemory sound = story.Memory.Members[1].Monitor;
        story.Memory = Poisoned(story.Memory, isMonitorPoisoned: true, areAlertsPoisoned: true);
        CellMonitorMemory poisoned = story.Memory.Members[0].Monitor;
        for (int i = 0; i < 590 / 10; i++)
        {
            Turn(story);
            Assert.IsType<PoisonException>(story.Last.CellFault);
            Assert.Null(story.Last.CellMonitor);
            Assert.Equal((3, "before", 0), (story.Last.CellAlerts.Count, story.Last.CellAlerts.Latest, story.Last.CellAlerts.Active));
            Assert.Same(poisoned, story.Memory.Members[0].Monitor);
            Assert.Same(s_poisonedAlerts, story.Memory.CellAlerts);
        }

        // The other battery goes on counting meanwhile.
        Assert.True(story.Memory.Members[1].Monitor.History.Minutes.Count > sound.History.Minutes.Count + 5);
        for (int i = 0; i < 3; i++)
        {
            Turn(story);
        }

        Assert.Null(story.Last.CellFault);
        Assert.NotNull(story.Last.CellMonitor);
        Assert.Null(story.Memory.CellFaultSince);
        Assert.Equal(3, story.Memory.CellAlerts.Count);
        Assert.Single(story.Memory.Members[0].Monitor.History.Minutes);
    }

    [Fact]
    public void What_is_remembered_is_not_given_up_where_that_does_not_help()
    {
        BankStory story = Story("1");
        Turn(story);
        CellMonitorMemory kept = story.Memory.Members[0].Monitor;

        // Of a bank without strings only the monitor looks at that.
        story.Settings = story.Settings with { Energy = story.Settings.Energy with { Strings = null! } };
        for (int i = 0; i < 100; i++)
        {
            Turn(story);
            Assert.IsType<ArgumentNullException>(story.Last.CellFault);
            Assert.Null(story.Last.Error);
        }

        Assert.Same(kept, story.Memory.Members[0].Monitor);
    }

    private static void Turn(BankStory story)
    {
        story.After(10);
        story.Turn([.. story.Settings.Wiring.Members.Select(_ => story.Healthy())]);
    }

    private static BankStory Story(string wiring)
    {
        var story = new BankStory(wiring) { Wall = new(1_790_000_000) };
        story.Settings = story.Settings with { Alarms = new() { HasLimits = true, ImbalanceVolts = 0.2, ImbalanceDelay = TimeSpan.FromMinutes(1) } };
        return story;
    }

    /// <summary>With what throws wherever it is looked at, in the monitor of battery 1 or in the alerts.</summary>
    private static BankMemory Poisoned(BankMemory memory, bool isMonitorPoisoned, bool areAlertsPoisoned)
    {
        CellMonitorMemory monitor = memory.Members[0].Monitor;
        var poisoned = new CellMonitorMemory { History = monitor.History with { Minutes = new Poison<int?>() } };
        return memory with
        {
            Members = [memory.Members[0] with { Monitor = isMonitorPoisoned ? poisoned : monitor }, .. memory.Members.Skip(1)],
            CellAlerts = areAlertsPoisoned ? s_poisonedAlerts : memory.CellAlerts,
        };
    }

    /// <summary>Cells that are close together for five minutes, and apart for five; at times something is not known.</summary>
    private static BatterySnapshot Any(MonotonicTime at, Random chance, int turn)
    {
        BatterySnapshot healthy = Banks.Healthy(chance.Next(-60, 60), chance.Next(10, 95), at: at);
        double far = turn / 150 % 2 == 0 ? 0 : 0.3;
        return chance.Next(40) switch
        {
            0 => Banks.Aged(healthy, TimeSpan.FromSeconds(chance.Next(100))),
            1 => healthy with { CellVoltages = new([3.3, null, 3.3, 3.3], at) },
            _ => healthy with { CellVoltages = new([3.3, 3.3, 3.3 + far, 3.3 + (chance.NextDouble() / 100)], at) },
        };
    }

    private static void AssertSame(Limit one, Limit other)
    {
        Assert.Equal(one.Value, other.Value);
        Assert.Equal(one.Candidates, other.Candidates);
    }

    private sealed class PoisonException : Exception;

    /// <summary>A list that cannot even be looked at.</summary>
    private sealed class Poison<T> : IReadOnlyList<T>
    {
        public int Count => throw new PoisonException();

        public T this[int index] => throw new PoisonException();

        public IEnumerator<T> GetEnumerator() => throw new PoisonException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
