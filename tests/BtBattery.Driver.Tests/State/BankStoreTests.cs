using BtBattery.Aggregation.Charging;
using BtBattery.Aggregation.Charging.RightBanks;
using BtBattery.Aggregation.LossPolicies;
using BtBattery.Aggregation.Model;
using BtBattery.Driver.Run;
using BtBattery.Driver.State;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tests.State;

/// <summary>What a bank remembers over restarts of the program and of the machine, and what disks may do to it.</summary>
public sealed class BankStoreTests : IDisposable
{
    private const string Port = "A4:C1:38:00:00:01";
    private const string Starboard = "A4:C1:38:00:00:02";
    private const string Series = $"{Port}+{Starboard}";

    private readonly StoreStory _story = new();
    private MonotonicClock _clock;

    public BankStoreTests() => _clock = new(_story.World.Time);

    [Fact]
    public void What_was_kept_is_known_to_the_next_process()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);

        _story.Pass(TimeSpan.FromSeconds(20));
        BankMemory known = Load();
        Assert.Equal([4, 4], known.Members.Select(battery => battery.Cells));
        LastSeen seen = known.Members[0].Seen!;
        Assert.Equal((true, false, FetState.Closed, FetState.Open, 50, (double?)null), (seen.WasMidRange, seen.WasWarm, seen.ChargeFet, seen.DischargeFet, seen.LastChargeAmps, seen.LastDischargeAmps));
        Assert.Equal((RightBankState.Agreed, true), (known.RightBank.State, known.WereLimitsValid));
        Assert.Empty(_story.Log.Lines);
    }

    [Fact]
    public void Moments_are_as_long_ago_for_the_next_process_as_they_are()
    {
        _story.Pass(TimeSpan.FromSeconds(100));
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Pass(TimeSpan.FromSeconds(5));
        _story.Stop(store);

        _story.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(25), Load().Members[0].Seen!.At!.Value.AgeAt(_clock.Now));

        // The time a machine sleeps counts too, and its wall clock does not.
        _story.Machine.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(25), Load().Members[0].Seen!.At!.Value.AgeAt(_clock.Now));
    }

    [Fact]
    public void After_a_start_of_the_machine_moments_are_forgotten_and_counts_are_not()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);

        _story.Machine.Now = new("second", TimeSpan.FromMinutes(1));
        BankMemory known = Load();
        Assert.Equal(4, known.Members[1].Cells);
        Assert.Null(known.Members[1].Seen!.At);
        Assert.Null(known.RightBank.KnownSince);
    }

    [Fact]
    public void A_moment_that_is_yet_to_come_has_no_meaning()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);
        _story.Machine.Now = _story.Machine.Now! with { Uptime = TimeSpan.FromMinutes(1) };
        Assert.Null(Load().Members[0].Seen!.At);
    }

    [Fact]
    public void A_count_is_on_flash_at_once_and_counters_are_after_a_quarter_of_an_hour()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.World.RunReady();
        DateTime first = Written();
        string before = File.ReadAllText(_story.Kept);

        // The limits change with every turn.
        for (int i = 0; i < 449; i++)
        {
            _story.Pass(TimeSpan.FromSeconds(2));
            store.Take(Record(cells: 4, amps: 50 - i * 0.01));
        }

        _story.World.RunReady();
        Assert.Equal(before, File.ReadAllText(_story.Kept));
        _story.Pass(TimeSpan.FromSeconds(2));
        store.Take(Record(cells: 4, amps: 40));
        _story.World.RunReady();
        Assert.NotEqual(before, File.ReadAllText(_story.Kept));
        Assert.True(Written() >= first);
    }

    [Fact]
    public void What_matters_is_on_flash_within_a_minute_and_not_more_often()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Pass(TimeSpan.FromSeconds(2));
        store.Take(Record(cells: 8, amps: 50));
        _story.World.RunReady();
        Assert.Equal(4, Load().Members[0].Cells);
        _story.Pass(TimeSpan.FromSeconds(58));
        store.Take(Record(cells: 8, amps: 50));
        _story.World.RunReady();
        Assert.Equal(8, Load().Members[0].Cells);
    }

    [Fact]
    public void What_does_not_change_is_not_written_again()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.World.RunReady();
        File.Delete(_story.Kept);
        for (int i = 0; i < 100; i++)
        {
            _story.Pass(TimeSpan.FromMinutes(1));
            store.Take(Record(cells: 4, amps: 50, at: MonotonicTimeOfStart));
        }

        _story.World.RunReady();
        Assert.False(File.Exists(_story.Kept));
    }

    [Fact]
    public void A_driver_that_was_killed_goes_on_from_memory()
    {
        BankStore store = Start(withVolatile: true);
        store.Take(Record(cells: 4, amps: 50));
        for (int i = 0; i < 30; i++)
        {
            _story.Pass(TimeSpan.FromSeconds(2));
            store.Take(Record(cells: 4, amps: i));
            _story.World.RunReady();
        }

        // Not closed: it was killed. On flash is what was there a minute ago, in memory what was there some seconds ago.
        Assert.Equal(50, Load().Members[0].Seen!.LastChargeAmps);
        LastSeen seen = Load(withVolatile: true).Members[0].Seen!;
        Assert.InRange(seen.LastChargeAmps!.Value, 22, 29);
        Assert.InRange(seen.At!.Value.AgeAt(_clock.Now), TimeSpan.Zero, BankStore.InMemory);

        // After a start of the machine there is no such file; one that is there all the same counts for nothing.
        _story.Machine.Now = new("second", TimeSpan.FromMinutes(1));
        Assert.Equal(50, Load(withVolatile: true).Members[0].Seen!.LastChargeAmps);
    }

    [Fact]
    public void A_bank_that_is_wired_otherwise_forgets_what_it_was_and_its_batteries_do_not()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);

        BankMemory known = Load(wiring: $"{Port}|{Starboard}");
        Assert.Equal(RightBankMemory.Start, known.RightBank);
        Assert.Equal(4, known.Members[0].Cells);
        Assert.Contains("Information: Of what was remembered", Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Others_with_the_same_configuration_keep_theirs_in_the_same_file()
    {
        BankStore one = Start();
        BankStore other = Store(bank: "other", wiring: "C8:47:80:11:22:33", addresses: ["C8:47:80:11:22:33"]);
        other.Load();
        one.Take(Record(cells: 4, amps: 50));
        other.Take(BankMemory.Empty with { Members = [new() { Cells = 16 }] });
        _story.Stop(one);
        _story.Stop(other);

        Assert.Equal(4, Load().Members[0].Cells);
        Assert.Equal(16, Store(bank: "other", wiring: "C8:47:80:11:22:33", addresses: ["C8:47:80:11:22:33"]).Load().Members[0].Cells);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":2,\"entries\":{}}")]
    [InlineData("{\"version\":1,\"entries\":7}")]
    [InlineData("{\"version\":1,\"entries\":{\"a\":{},\"a\":{}}}")]
    public void A_file_that_cannot_be_understood_is_set_aside_and_told_once(string text)
    {
        File.WriteAllText(_story.Kept, text);
        BankStore store = Start();
        Assert.Contains("cannot be understood", Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText($"{_story.Kept}.bad"));
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);
        Assert.Equal(4, Load().Members[0].Cells);
        Assert.Single(_story.Log.Lines);
    }

    [Fact]
    public void Of_a_damaged_entry_the_rest_is_kept()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);
        File.WriteAllText(_story.Kept, File.ReadAllText(_story.Kept).Replace("\"Closed\"", "\"Ajar\"", StringComparison.Ordinal));

        BankMemory known = Load();
        Assert.Null(known.Members[0].Seen);
        Assert.Equal(4, known.Members[0].Cells);
        Assert.Contains($"last_seen of {Port}, last_seen of {Starboard}", Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_stands_in_the_file_nothing_is_thrown()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);
        byte[] good = File.ReadAllBytes(_story.Kept);
        var chance = new Random(20261121);
        for (int i = 0; i < 300; i++)
        {
            byte[] bad = [.. good];
            for (int j = chance.Next(1, 4); j > 0; j--)
            {
                bad[chance.Next(bad.Length)] = (byte)chance.Next(256);
            }

            File.WriteAllBytes(_story.Kept, bad);
            Assert.True(Load().Members.Count is 0 or 2);
        }
    }

    [Fact]
    public void A_disk_that_refuses_is_told_once_and_tried_again()
    {
        Directory.CreateDirectory(Path.Combine(_story.Kept, "in the way"));
        BankStore store = Start();
        _story.Log.Lines.Clear();
        for (int i = 0; i < 60; i++)
        {
            store.Take(Record(cells: 4, amps: i));
            _story.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.StartsWith($"Warning: {_story.Kept} cannot be", Assert.Single(_story.Log.Lines), StringComparison.Ordinal);
        Assert.Equal([_story.Kept], Directory.GetFileSystemEntries(_story.Folder));

        Directory.Delete(_story.Kept, recursive: true);
        for (int i = 0; i < 20; i++)
        {
            store.Take(Record(cells: 4, amps: 50, at: MonotonicTimeOfStart));
            _story.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal($"Information: {_story.Kept} can be written again.", _story.Log.Lines[^1]);
        Assert.Equal(4, Load().Members[0].Cells);
    }

    [Fact]
    public void An_event_is_on_flash_within_a_minute_and_a_counter_later()
    {
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        for (int seconds = 0; seconds < 120; seconds += 10)
        {
            store.Take(Record(cells: 4, amps: 40), isEvent: seconds == 10);
            _story.Pass(TimeSpan.FromSeconds(10));
            Assert.Equal(seconds < 60 ? 50 : 40, AmpsOnFlash());
        }

        double? AmpsOnFlash() => Store().Load().Members[0].Seen!.LastChargeAmps;
    }

    [Fact]
    public void Nothing_is_overwritten_before_it_was_read() =>
        Assert.Throws<InvalidOperationException>(() => Store().Take(BankMemory.Empty));

    [Fact]
    public void A_machine_that_does_not_say_when_it_was_started_keeps_counts_only()
    {
        _story.Machine.Now = null;
        BankStore store = Start();
        store.Take(Record(cells: 4, amps: 50));
        _story.Stop(store);
        BankMemory known = Load();
        Assert.Equal((4, (MonotonicTime?)null), (known.Members[0].Cells, known.Members[0].Seen!.At));
    }

    public void Dispose() => _story.Dispose();

    private static readonly MonotonicTime MonotonicTimeOfStart = new(TimeSpan.Zero);

    private BankMemory Record(int cells, double amps, MonotonicTime? at = null)
    {
        var battery = new MemberMemory
        {
            Cells = cells,
            Seen = new(at ?? _clock.Now, WasMidRange: true, WasWarm: false, FetState.Closed, FetState.Open, amps, null),
        };
        return new() { WereLimitsValid = true, RightBank = new(RightBankState.Agreed, at ?? _clock.Now, null, null), Members = [battery, battery] };
    }

    private DateTime Written() => File.GetLastWriteTimeUtc(_story.Kept);

    private BankStore Store(bool withVolatile = false, string wiring = Series, string bank = "bank", string[]? addresses = null) =>
        new(bank, wiring, addresses ?? [Port, Starboard], new StatePlaces(_story.Kept, withVolatile ? _story.Volatile : null), _story.Machine, _clock, new Logger<BankStore>(_story.Log));

    private BankStore Start(bool withVolatile = false)
    {
        BankStore store = Store(withVolatile);
        store.Load();
        return store;
    }

    private BankMemory Load(bool withVolatile = false, string wiring = Series)
    {
        // The clock of another process has another origin.
        _clock = new(_story.World.Time);
        return Store(withVolatile, wiring).Load();
    }
}
