using System.Text.RegularExpressions;
using BtBattery.Aggregation.CellMonitor;
using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;
using BtBattery.Driver.State;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace BtBattery.Driver.Tests.State;

/// <summary>How the days of the cell monitor outlive the driver and the machine, in a file of their own.</summary>
public sealed class CellHistoryStoreTests : IDisposable
{
    private const int Conditions = 3;

    private static readonly string[] s_four = [.. Enumerable.Range(1, 4).Select(number => $"A4:C1:38:00:00:0{number}")];

    private readonly StoreStory _story = new();
    private readonly ITestOutputHelper _output;
    private readonly MonotonicClock _clock;

    public CellHistoryStoreTests(ITestOutputHelper output) => (_output, _clock) = (output, new(_story.World.Time));

    private StatePlaces Places => new(_story.Kept, null);

    [Fact]
    public void Days_minutes_and_the_running_day_are_known_to_the_next_process()
    {
        BankMemory record = Full(cells: 16);
        Keep(record);
        Assert.Empty(_story.Log.Lines);
        BankMemory known = Load();
        for (int i = 0; i < 4; i++)
        {
            (CellHistory before, CellHistory after) = (record.Members[i].Monitor.History, known.Members[i].Monitor.History);
            Assert.Equal(before.Rest, after.Rest);
            Assert.Equal(before.Top, after.Top);
            Assert.Equal(before.Load, after.Load);
            Assert.Equal(before.Minutes, after.Minutes);
            Assert.Equal((before.Today!.Day, before.Today.Rest.Minutes, before.MinuteAt!.Value.AgeAt(_clock.Now)), (after.Today!.Day, after.Today.Rest.Minutes, after.MinuteAt!.Value.AgeAt(_clock.Now)));
            Assert.Equal(before.Today.Rest.Sums, after.Today.Rest.Sums);
        }

        // The rest is in its own file and knows nothing of it.
        Assert.DoesNotContain("cell_history", File.ReadAllText(Places.Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_start_of_the_machine_days_are_kept_and_minutes_are_not()
    {
        Keep(Full(cells: 4));
        _story.Machine.Now = new("second", TimeSpan.FromMinutes(1));
        CellHistory history = Load().Members[0].Monitor.History.AfterRestart();
        Assert.Equal((CellHistory.MostDays, 0), (history.Rest.Count, history.Minutes.Count));
    }

    [Fact]
    public void A_battery_keeps_its_days_when_it_moves_to_another_bank()
    {
        Keep(Full(cells: 4));
        BankMemory alone = Store("other", s_four[2], [s_four[2]]).Load();
        Assert.Equal(CellHistory.MostDays, alone.Members[0].Monitor.History.Rest.Count);
    }

    [Theory]
    [InlineData(4, 17)]
    [InlineData(16, 20)]
    [InlineData(32, 22)]
    public void The_file_of_four_batteries_stays_small(int cells, int mostKilobytes)
    {
        Keep(Full(cells));
        long bytes = new FileInfo(Places.Seldom).Length;
        _output.WriteLine($"four batteries of {cells} cells: {bytes} bytes");
        Assert.InRange(bytes, 4000, mostKilobytes * 1000);
    }

    [Fact]
    public void It_is_written_every_four_hours_while_nothing_special_happens_and_sooner_when_a_day_got_a_figure()
    {
        BankStore store = Store();
        store.Load();
        CellHistory history = CellHistory.Empty;
        int writes = 0;
        DateTime? written = null;
        for (int minute = 0; minute < 24 * 60; minute++)
        {
            // At rest from the first hour on.
            history = history.Step(Cells(4), minute < 60 ? CellCondition.Other : CellCondition.Rest, new WallTime((20_600 * 86_400) + (minute * 60)), _clock.Now);
            store.Take(BankMemory.Empty with { Members = [.. s_four.Select(_ => MemberMemory.Empty with { Monitor = new() { History = history } })] });
            _story.Pass(TimeSpan.FromMinutes(1));
            if (File.Exists(Places.Seldom) && File.GetLastWriteTimeUtc(Places.Seldom) is var at && at != written)
            {
                (written, writes) = (at, writes + 1);
            }

            if (minute == 60 + CellHistory.LeastRestMinutes)
            {
                Assert.Equal(CellHistory.LeastRestMinutes, Load().Members[0].Monitor.History.Today!.Rest.Minutes);
            }
        }

        Assert.InRange(writes, 5, 8);
    }

    [Theory]
    [InlineData("\"every\":[0-9]+", "\"every\":0")]
    [InlineData("\"sums\":\\[[-0-9]+", "\"sums\":[999999999")]
    [InlineData("\"minutes\":\\[[0-9]+", "\"minutes\":[-1")]
    [InlineData("\"rest\":\\[\\[[0-9]+,", "\"rest\":[[999999,")]
    [InlineData("\"rest\":\\[\\[[0-9]+,", "\"rest\":[[")]
    [InlineData("\"rest\":\\[\\[", "\"rest\":[[7,")]
    [InlineData("\"top\":\\[\\[[0-9]+", "\"top\":[[\"x\"")]
    [InlineData("\"minutes_behind\":0", "\"minutes_behind\":10080")]
    [InlineData("\"day\":20657", "\"day\":20656")]
    [InlineData("\"day\":20657", "\"day\":10657")]
    [InlineData("\"day\":20657", "\"day\":90657")]
    [InlineData("\"every\":8", "\"every\":7")]
    [InlineData("\"every\":8", "\"every\":4")]
    [InlineData("\"every\":8", "\"every\":1073741824")]
    [InlineData("\"spreads\":\\[[0-9]+,", "\"spreads\":[")]
    [InlineData("\"cells\":4", "\"cells\":3")]
    [InlineData("\"cells\":4", "\"cells\":33")]
    public void What_could_not_have_been_written_is_forgotten_and_named_and_the_rest_is_kept(string pattern, string damage)
    {
        Keep(Full(cells: 4));
        string text = File.ReadAllText(Places.Seldom);
        string damaged = new Regex(pattern).Replace(text, damage, 1);
        Assert.NotEqual(text, damaged);
        File.WriteAllText(Places.Seldom, damaged);
        BankMemory known = Load();
        Assert.Equal([0, CellHistory.MostDays], known.Members.Take(2).Select(member => member.Monitor.History.Rest.Count));
        Assert.Equal(7, known.Members[0].Cells);
        Assert.Contains($"cell_history of {s_four[0]}.", Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_stands_in_the_file_nothing_is_thrown_and_it_goes_on()
    {
        Keep(Full(cells: 4));
        byte[] good = File.ReadAllBytes(Places.Seldom);
        var chance = new Random(20261121);
        for (int i = 0; i < 300; i++)
        {
            byte[] bad = [.. good];
            for (int j = chance.Next(1, 6); j > 0; j--)
            {
                bad[chance.Next(bad.Length)] = (byte)(j % 2 == 0 ? chance.Next(256) : '0' + chance.Next(10));
            }

            File.WriteAllBytes(Places.Seldom, bad);
            foreach (CellHistory kept in Load().Members.Select(member => member.Monitor.History))
            {
                Assert.Null(Shown(kept, null));
                foreach (int day in (int[])[20_600 + CellHistory.MostDays + 1, WallTime.Earliest / 86_400, 20_800])
                {
                    var wall = new WallTime(day * 86_400);
                    Assert.InRange(Shown(kept, wall)?.Split(',').Length ?? 0, 0, CellHistory.MostDays);
                    Shown(kept.AfterRestart().Step(null, null, wall, _clock.Now), wall);
                    CellHistory next = kept.Step(Cells(4), CellCondition.Rest, wall, _clock.Now + TimeSpan.FromHours(1));
                    Shown(next.Step(Cells(4), CellCondition.Rest, null, _clock.Now + TimeSpan.FromHours(2)), wall);
                }
            }
        }
    }

    public void Dispose() => _story.Dispose();

    /// <summary>All that a turn makes of it.</summary>
    private static string? Shown(CellHistory history, WallTime? wall)
    {
        int? day = history.DayOf(wall);
        string? text = null;
        foreach (CellCondition condition in Enum.GetValues<CellCondition>())
        {
            text = HistoryText.OfDays(history.DaysOf(condition), history.Today?.FigureOf(condition), day) ?? text;
            _ = WeeklyTrend.Of(history.DaysOf(condition), day);
            _ = history.LatestOf(condition, day ?? 0);
        }

        Assert.InRange(HistoryText.OfMinutes(history.Minutes)?.Split(',').Length ?? 0, 0, CellHistory.MostMinutes);
        Assert.InRange(history.RunningFigures, 0, Conditions);
        return text;
    }

    private static BatteryCells Cells(int count) => BatteryCells.Of(
        new()
        {
            Number = 1,
            Address = s_four[0],
            Now = default,
            Deadline = TimeSpan.FromSeconds(30),
            Snapshot = BatterySnapshot.Empty with
            {
                Voltage = new(3.3 * count, default),
                CellCount = new(count, default),
                CellVoltages = new([.. Enumerable.Range(0, count).Select(cell => (double?)(3.2 + (cell * 0.004)))], default),
            },
        },
        null)!;

    /// <summary>Four batteries after eight weeks in which every condition was seen each day.</summary>
    private BankMemory Full(int cells)
    {
        BatteryCells seen = Cells(cells);
        CellHistory history = CellHistory.Empty;
        for (int day = 0; day < CellHistory.MostDays + 2; day++)
        {
            foreach (CellCondition condition in (IReadOnlyList<CellCondition>)[CellCondition.Rest, CellCondition.Top, CellCondition.Load])
            {
                for (int minute = 0; minute < 480 / Conditions; minute++)
                {
                    _story.Pass(TimeSpan.FromMinutes(1));
                    history = history.Step(seen, condition, new WallTime(((20_600 + day) * 86_400) + (((int)condition * 200) + minute) * 60), _clock.Now);
                }
            }
        }

        Assert.Equal((CellHistory.MostDays, CellHistory.MostMinutes), (history.Load.Count, history.Minutes.Count));
        return BankMemory.Empty with { Members = [.. s_four.Select(_ => MemberMemory.Empty with { Cells = 7, Monitor = new() { History = history } })] };
    }

    private void Keep(BankMemory record)
    {
        BankStore store = Store();
        store.Load();
        store.Take(record);
        _story.Stop(store);
    }

    private BankMemory Load() => Store().Load();

    private BankStore Store() => Store("bank", string.Join('|', s_four), s_four);

    private BankStore Store(string bank, string wiring, string[] addresses) => new(bank, wiring, addresses, Places, _story.Machine, _clock, new Logger<BankStore>(_story.Log));
}
