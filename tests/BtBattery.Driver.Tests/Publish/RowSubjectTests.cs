using BtBattery.Aggregation.Model;
using BtBattery.Aggregation.Plausibility;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Configuration;

namespace BtBattery.Driver.Tests.Publish;

/// <summary>What is not worked out again, because what it follows from is the same, would have been the same.</summary>
public sealed class RowSubjectTests
{
    private const int Turns = 400;

    private static readonly string[] s_wirings = ["1", "1|2", "1+2", "(1+2)|(3+4)"];

    private readonly Random _chance = new(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_service_shows_in_each_turn_what_one_would_that_has_just_come(int wiring)
    {
        BankPlan plan = Plan(s_wirings[wiring]);
        Compare(plan, Surface.Of(plan), turn => turn);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_service_of_a_battery_of_a_bank_does_so_too(int battery)
    {
        BankPlan plan = Plan("1|2");
        Compare(plan, Surface.OfMemberService(battery), turn => turn.OfMember(battery));
    }

    private static BankPlan Plan(string wiring)
    {
        var setup = new Setup();
        setup.Files[Setup.Owners] = "[DEFAULT]\n";
        string[] batteries = [.. wiring.Where(char.IsAsciiDigit).Select(AddressOf)];
        string? topology = batteries.Length == 1 ? null : string.Concat(wiring.Select(character => char.IsAsciiDigit(character) ? AddressOf(character) : character.ToString()));
        setup.Request = setup.Request with { Batteries = batteries, Topology = topology };
        return setup.Plan();
    }

    private static string AddressOf(char number) => $"A4:C1:38:00:00:0{number}";

    private void Compare(BankPlan plan, IReadOnlyList<SurfaceRow> rows, Func<BankTurn, BankTurn> part)
    {
        var state = new BankState(plan, "1", default);
        var tree = new ItemTree(rows);
        var snapshots = new BatterySnapshot[plan.Members.Count];
        var statuses = new BatteryStatus[snapshots.Length];
        Array.Fill(snapshots, BatterySnapshot.Empty);
        Array.Fill(statuses, BatteryStatus.Starting with { Reports = Enum.GetValues<Protection>() });
        var now = new MonotonicTime(TimeSpan.Zero);
        var known = rows.ToDictionary(row => row.Path, _ => ItemValue.Invalid);
        int changes = 0;
        for (int i = 0; i < Turns; i++)
        {
            now += TimeSpan.FromSeconds(Is(20) ? 40 : _chance.Next(1, 4));
            for (int battery = 0; battery < snapshots.Length; battery++)
            {
                if (!Is(5))
                {
                    snapshots[battery] = snapshots[battery].UpdatedWith(Said(now));
                    statuses[battery] = Told(statuses[battery]);
                    state.Take(battery + 1, new BatteryUpdate(snapshots[battery], statuses[battery]), now);
                }
            }

            BankTurn turn = part(state.TakeTurn(now));
            foreach (Item item in tree.Update(turn))
            {
                known[item.Path] = item.Value;
                changes++;
            }

            var fresh = new ItemTree(rows);
            fresh.Update(turn);
            Assert.All(fresh.Items, item => Assert.True(item.Value == known[item.Path], $"{item.Path} is {item.Text} in turn {i}, and not {known[item.Path]}."));
        }

        Assert.True(changes > 10 * Turns, $"Only {changes} changes were seen.");
    }

    /// <summary>One time in so many.</summary>
    private bool Is(int times) => _chance.Next(times) == 0;

    private BatterySnapshot Said(MonotonicTime now)
    {
        double volts = 3.2 + (_chance.Next(3) * 0.01);
        BatterySnapshot pack = new()
        {
            Voltage = new(4 * volts, now),
            Current = new(_chance.Next(-20, 20), now),
            SocPercent = new(_chance.Next(101), now),
            RemainingAh = new(_chance.Next(101), now),
            FullAh = new(100, now),
            CellCount = new(4, now),
            ChargeFetOn = new(!Is(10), now),
            DischargeFetOn = new(!Is(10), now),
            Balancing = Is(6) ? null : new([.. Enumerable.Range(0, 4).Select(cell => cell == 2 && Is(3))], now),
            Protections = new(Is(8) ? [new ActiveProtection(Protection.CellOvervoltage, ProtectionLevel.Alarm, "high")] : [], now),
        };
        return Is(4) ? pack : pack with { CellVoltages = new([volts, volts, Is(30) ? null : volts + (_chance.Next(2) * 0.01), volts], now) };
    }

    private BatteryStatus Told(BatteryStatus before) => before with
    {
        IsLive = !Is(10),
        Contradictions = Is(8) ? new Dictionary<string, int> { [ContradictionCodes.CellSum] = _chance.Next(9) } : before.Contradictions,
        RungsUsed = Is(8) ? new Dictionary<RecoveryRung, int> { [Enum.GetValues<RecoveryRung>()[0]] = _chance.Next(9) } : before.RungsUsed,
        Link = Is(8) ? before.Link.WithBad(new Dictionary<string, int> { [FrameTally.Reasons[1]] = 1 }) : before.Link,
    };
}
