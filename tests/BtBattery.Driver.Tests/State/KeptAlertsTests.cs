using BtBattery.Aggregation.Alarms;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Driver.Run;
using BtBattery.Driver.State;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tests.State;

/// <summary>What of a bank is kept by the numbers of its batteries: alerts and alarms, also where the file is damaged or the numbers have changed.</summary>
public sealed class KeptAlertsTests : IDisposable
{
    private const string Port = "A4:C1:38:00:00:01";
    private const string Starboard = "A4:C1:38:00:00:02";
    private const string Parallel = $"{Port}|{Starboard}";

    private static readonly CellAlerts s_alerts = new(7, "0.214 V apart: B2C3 3.402 V, B2C7 3.616 V")
    {
        Last =
        [
            new(2, "0.214 V apart: B2C3 3.402 V, B2C7 3.616 V", 1_790_000_500, null, IsOver: false),
            new(1, "0.230 V apart: B1C3 3.402 V, B1C7 3.632 V", 1_790_000_000, 1_790_000_100, IsOver: true),
        ],
    };

    private readonly StoreStory _story = new();
    private readonly MonotonicClock _clock;

    public KeptAlertsTests() => _clock = new(_story.World.Time);

    [Fact]
    public void Alerts_alarms_and_what_was_learned_of_currents_outlive_a_restart()
    {
        Keep();
        BankMemory known = Load();
        Assert.Equal((7, s_alerts.Latest), (known.CellAlerts.Count, known.CellAlerts.Latest));
        Assert.Equal(s_alerts.Last, known.CellAlerts.Last);
        Assert.Equal([0, 1], LevelsOf(known));
        Assert.Equal([0.7, 0.3], known.Currents.Joints[0].Weights);
        Assert.Empty(_story.Log.Lines);
    }

    [Fact]
    public void An_alert_is_on_flash_within_a_minute_and_its_end_later()
    {
        BankStore store = Store();
        store.Load();
        BankMemory record = Record();
        store.Take(record with { CellAlerts = CellAlerts.Empty });
        _story.Pass(TimeSpan.FromSeconds(30));
        store.Take(record);
        _story.Pass(TimeSpan.FromSeconds(30));
        store.Take(record);
        _story.World.RunReady();
        Assert.Equal(7, Load().CellAlerts.Count);

        CellAlerts over = s_alerts with { Last = [s_alerts.Last[0] with { IsOver = true }, s_alerts.Last[1]] };
        for (int minute = 0; minute < 15; minute++)
        {
            store.Take(record with { CellAlerts = over });
            _story.World.RunReady();
            Assert.Equal(1, Load().CellAlerts.Active);
            _story.Pass(TimeSpan.FromMinutes(1));
        }

        store.Take(record with { CellAlerts = over });
        _story.World.RunReady();
        Assert.Equal(0, Load().CellAlerts.Active);
    }

    [Fact]
    public void With_other_numbers_alarms_go_with_their_batteries_and_alerts_which_name_numbers_are_forgotten()
    {
        Keep();
        BankMemory known = Load(Starboard, Port);
        Assert.Equal((7, "", 0), (known.CellAlerts.Count, known.CellAlerts.Latest, known.CellAlerts.Last.Count));
        Assert.Equal([1, 0], LevelsOf(known));
        Assert.Equal([9, 8], known.Members.Select(member => member.Cells));

        // They are wired as before, and that is what it goes by.
        Assert.Equal([0.7, 0.3], known.Currents.Joints[0].Weights);
        Assert.Equal((true, RightBankState.Agreed), (known.WereLimitsValid, known.RightBank.State));
        Assert.Contains("numbers that they have no more", Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"batteries\":", "\"others\":")]
    [InlineData($"\"batteries\":[\"{Port}\",", "\"batteries\":[7,")]
    [InlineData($"\"batteries\":[\"{Port}\",", "\"batteries\":[")]
    public void Where_numbers_are_not_known_no_alarm_is_any_battery_s(string text, string damage)
    {
        Keep();
        Damage(text, damage);
        BankMemory known = Load();
        Assert.Equal(7, known.CellAlerts.Count);
        Assert.Empty(known.CellAlerts.Last);
        Assert.Same(AlarmMemory.Empty, known.Alarms);
        Assert.Single(_story.Log.Lines);
    }

    [Theory]
    [InlineData("\"last\":[", "\"last\":[null,")]
    [InlineData("\"last\":[{\"battery\":2", "\"last\":[{\"battery\":0")]
    [InlineData("\"last\":[{\"battery\":2", "\"last\":[{\"battery\":5")]
    [InlineData("\"is_over\":true", "\"is_over\":false")]
    [InlineData("\"began\":1790000000,\"ended\":1790000100,\"is_over\":true", "\"is_over\":false},{\"battery\":2,\"text\":\"x\",\"is_over\":false")]
    [InlineData("\"began\":1790000500", "\"began\":-1")]
    [InlineData("\"count\":7", "\"count\":1")]
    [InlineData("\"count\":7", "\"count\":-7")]
    [InlineData("\"text\":\"0.214 V apart: B2C3 3.402 V, B2C7 3.616 V\"", "\"text\":\"\"")]
    public void Alerts_that_could_not_have_been_written_are_forgotten_and_named(string text, string damage)
    {
        Keep();
        Damage(text, damage);
        BankMemory known = Load();
        Assert.Same(CellAlerts.Empty, known.CellAlerts);
        Assert.Equal([0, 1], LevelsOf(known));
        Assert.Contains("cell_alerts of bank", Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void More_alerts_than_are_kept_could_not_have_been_written()
    {
        Keep();
        Damage("\"last\":[", $"\"last\":[{string.Concat(Enumerable.Repeat("{\"battery\":1,\"text\":\"x\",\"is_over\":true},", CellAlerts.MostKept - 1))}");
        Assert.Same(CellAlerts.Empty, Load().CellAlerts);
    }

    [Theory]
    [InlineData("\"alarms\":{\"bank\":[],\"members\":[", "\"alarms\":{\"bank\":[],\"members\":[null,", "alarms of bank")]
    [InlineData("\"joints\":[", "\"joints\":[null,", "currents of bank")]
    public void A_list_in_which_something_is_missing_is_not_used_and_nothing_is_thrown_later(string text, string damage, string named)
    {
        Keep();
        Damage(text, damage);
        BankStore store = Store();
        BankMemory known = store.Load();
        Assert.Contains(named, Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
        store.Take(known);
        _story.Pass(BankStore.Later);
        store.Take(Record());

        // A test waits for what it leaves on its thread.
        _story.World.RunReady();
        Assert.Equal(7, Load().CellAlerts.Count);
    }

    public void Dispose() => _story.Dispose();

    private static int[] LevelsOf(BankMemory memory) => [.. memory.Alarms.Members.Select(states => states[0].Own.Level)];

    /// <summary>Of battery 2 an alarm is up.</summary>
    private static BankMemory Record()
    {
        var up = new AlarmState(1, null, 0, new OwnCondition(1, null, null), null, null);
        return new()
        {
            Members = [new() { Cells = 8 }, new() { Cells = 9 }],
            Alarms = new() { Members = [[default], [up]] },
            CellAlerts = s_alerts,
            Currents = new() { Wiring = Parallel, Joints = [new() { Weights = [0.7, 0.3], Steps = 9 }] },
            RightBank = new(RightBankState.Agreed, null, null, null),
            WereLimitsValid = true,
        };
    }

    private void Keep()
    {
        BankStore store = Store();
        store.Load();
        store.Take(Record());
        _story.Stop(store);
    }

    private void Damage(string text, string damage)
    {
        string good = File.ReadAllText(_story.Kept);
        Assert.Contains(text, good, StringComparison.Ordinal);
        File.WriteAllText(_story.Kept, good.Replace(text, damage, StringComparison.Ordinal));
    }

    private BankMemory Load(params string[] addresses) => Store(addresses).Load();

    private BankStore Store(params string[] addresses) =>
        new("bank", Parallel, addresses.Length == 0 ? [Port, Starboard] : addresses, new StatePlaces(_story.Kept, null), _story.Machine, _clock, new Logger<BankStore>(_story.Log));
}
