using BtBattery.Aggregation.Model;
using BtBattery.Driver.Options;
using BtBattery.Driver.Polling;
using BtBattery.Driver.Run;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Polling;

/// <summary>What was done before is known again, and never thought to be longer ago than it is.</summary>
public sealed class RecoveryStampsTests : IDisposable
{
    private const string Adapter = "B8:27:EB:00:00:01";

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-recovery-").FullName;
    private readonly FakeMachine _machine = new();
    private readonly ManualTimeProvider _time = new();

    private string Path => System.IO.Path.Combine(_folder, RecoveryStamps.FileName);

    [Fact]
    public void Nothing_was_done_before()
    {
        RecoveryStamps stamps = Restart();
        Assert.Null(stamps.SinceReboot);
        Assert.Null(stamps.SinceCycle(Adapter));
        Assert.Equal(0, stamps.CyclesInVain(Adapter));
        Assert.False(stamps.IsLeftOff(Adapter));
        Assert.Null(stamps.NoteData(Adapter));
        Assert.Null(stamps.NoteOn(Adapter));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Within_one_start_of_the_machine_the_time_that_passed_is_known_to_the_next_process()
    {
        Assert.Null(Restart().NoteCycle(Adapter));
        Assert.Null(Restart().NoteReboot());
        _machine.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(TimeSpan.FromMinutes(7), Restart().SinceCycle(Adapter));
        Assert.Equal(TimeSpan.FromMinutes(7), Restart().SinceReboot);
        Assert.Null(Restart().SinceCycle("B8:27:EB:00:00:02"));
    }

    [Fact]
    public void Across_starts_of_the_machine_only_the_time_since_the_last_counts()
    {
        Restart().NoteReboot();
        Restart().NoteCycle(Adapter);
        _machine.Advance(TimeSpan.FromDays(30));
        _machine.Now = new("second", TimeSpan.FromMinutes(20));
        Assert.Equal(TimeSpan.FromMinutes(20), Restart().SinceReboot);
        Assert.Equal(TimeSpan.FromMinutes(20), Restart().SinceCycle(Adapter));
        _machine.Advance(TimeSpan.FromHours(24));
        Assert.True(Restart().SinceReboot >= TimeSpan.FromHours(24));
    }

    [Fact]
    public void A_fraction_of_a_second_is_not_thought_to_be_longer()
    {
        _machine.Now = new("first", TimeSpan.FromSeconds(100.9));
        Restart().NoteCycle(Adapter);
        _machine.Now = new("first", TimeSpan.FromSeconds(101.1));
        Assert.InRange(Restart().SinceCycle(Adapter)!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(0.2));
    }

    [Fact]
    public void An_adapter_that_was_left_off_is_known_until_it_is_on_or_the_machine_was_started_anew()
    {
        Restart().NoteCycle(Adapter);
        Assert.True(Restart().IsLeftOff(Adapter));
        Restart().NoteOn(Adapter);
        Assert.False(Restart().IsLeftOff(Adapter));
        Assert.Equal(1, Restart().CyclesInVain(Adapter));

        Restart().NoteCycle(Adapter);
        Assert.Equal(2, Restart().CyclesInVain(Adapter));
        _machine.Now = new("second", TimeSpan.FromMinutes(1));
        Assert.False(Restart().IsLeftOff(Adapter));
    }

    [Fact]
    public void Data_begin_the_gaps_anew_and_do_not_make_the_last_time_longer_ago()
    {
        Restart().NoteCycle(Adapter);
        _machine.Advance(TimeSpan.FromMinutes(1));
        Restart().NoteData(Adapter);
        Assert.Equal(0, Restart().CyclesInVain(Adapter));
        Assert.Equal(TimeSpan.FromMinutes(1), Restart().SinceCycle(Adapter));
    }

    [Fact]
    public void What_cannot_be_written_is_said()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "full"));
        Assert.NotNull(Restart().NoteReboot());
        Assert.NotNull(Restart().NoteCycle(Adapter));
    }

    [Fact]
    public void A_machine_that_tells_no_moment_is_not_touched()
    {
        _machine.Now = null;
        Assert.NotNull(Restart().NoteReboot());
        Assert.NotNull(Restart().NoteCycle(Adapter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"adapters\": {\"B8:27:EB:00:00:01\": {\"boot\": \"first\"}}}")]
    [InlineData("{\"reboot\": 7, \"adapters\": {}}")]
    public void After_a_damaged_file_anything_may_have_been_done_just_before_this_process(string text)
    {
        File.WriteAllText(Path, text);
        RecoveryStamps stamps = Restart();
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(TimeSpan.FromMinutes(3), stamps.SinceReboot);
        Assert.Equal(TimeSpan.FromMinutes(3), stamps.SinceCycle(Adapter));

        Assert.Null(stamps.NoteCycle(Adapter));
        Assert.Equal(TimeSpan.Zero, Restart().SinceReboot);
        Assert.Equal(1, Restart().CyclesInVain(Adapter));
    }

    [Fact]
    public void An_adapter_works_again_once_data_came_over_it_and_is_left_alone_while_others_need_it()
    {
        RecoveryStamps stamps = Restart();
        var radio = new SharedRadio(stamps);
        _ = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress first);
        _ = BatteryAddress.TryParse("A4:C1:38:00:00:02", out BatteryAddress second);
        using var world = new VirtualWorld();
        radio.Progress(second, Adapter, At(0));
        world.RunReady();
        Assert.Contains("another battery", radio.BeginCycle(first, Adapter, At(60)), StringComparison.Ordinal);
        Assert.Null(radio.BeginCycle(first, "B8:27:EB:00:00:02", At(60)));
        Assert.Null(radio.BeginCycle(first, Adapter, At(61)));
        Assert.Equal(1, stamps.CyclesInVain(Adapter));
        _machine.Advance(TimeSpan.FromMinutes(9));
        Assert.Contains("just now", radio.BeginCycle(second, Adapter, At(600)), StringComparison.Ordinal);

        Assert.True(radio.IsOtherLive(first, null, At(60)));
        Assert.False(radio.IsOtherLive(second, null, At(60)));
        Assert.False(radio.IsOtherLive(first, "B8:27:EB:00:00:02", At(60)));
        radio.Progress(first, Adapter, At(600));
        Assert.Equal(1, stamps.CyclesInVain(Adapter));
        world.RunReady();
        Assert.Equal(0, stamps.CyclesInVain(Adapter));
    }

    [Fact]
    public void Data_from_before_a_cycle_that_a_slow_disk_writes_after_it_do_not_undo_it()
    {
        RecoveryStamps stamps = Restart();
        var radio = new SharedRadio(stamps);
        _ = BatteryAddress.TryParse("A4:C1:38:00:00:01", out BatteryAddress battery);
        using var world = new VirtualWorld();
        radio.Progress(battery, Adapter, At(0));
        Assert.Null(radio.BeginCycle(battery, Adapter, At(300)));
        world.RunReady();
        Assert.True(stamps.IsLeftOff(Adapter));
        Assert.Equal(1, stamps.CyclesInVain(Adapter));

        radio.Progress(battery, Adapter, At(310));
        world.RunReady();
        Assert.False(stamps.IsLeftOff(Adapter));
        Assert.Equal(0, stamps.CyclesInVain(Adapter));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MonotonicTime At(double seconds) => new(TimeSpan.FromSeconds(seconds));

    private RecoveryStamps Restart() => new(Path, _machine, new MonotonicClock(_time));
}
