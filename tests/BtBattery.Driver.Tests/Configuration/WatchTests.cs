using BtBattery.Driver.Configuration;
using BtBattery.Driver.Configuration.Keys;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Configuration;

/// <summary>Stories of files that change while the driver runs, in virtual time.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly VirtualWorld _world = new();
    private readonly Setup _setup = new();
    private readonly List<ConfigurationChange> _changes = [];
    private readonly CancellationTokenSource _stop = new();
    private Task? _watching;

    public void Dispose()
    {
        _stop.Cancel();
        _world.Advance(TimeSpan.Zero);
        Assert.True(_watching is null or { IsCompleted: true });
        _stop.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void A_change_counts_once_it_was_seen_twice()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 2\n");
        _world.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_changes);

        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 5\n";
        _world.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(_changes);
        _world.Advance(TimeSpan.FromSeconds(10));
        ConfigurationChange change = Assert.Single(_changes);
        Assert.True(change.IsNew);
        Assert.Empty(change.Findings);
        Assert.Equal(TimeSpan.FromSeconds(5), change.InForce.Batteries[0].PollInterval);

        _world.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(_changes);
    }

    [Fact]
    public void A_file_that_is_just_being_written_is_waited_for()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 2\nALLOW_SWITCHING = False\n");
        _setup.Files[Setup.Owners] = "[DEFAULT]\n";
        _world.Advance(TimeSpan.FromSeconds(10));
        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 1";
        _world.Advance(TimeSpan.FromSeconds(10));
        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 12\nALLOW_SWITCHING = False\n";
        _world.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(12, Assert.Single(_changes).InForce.Batteries[0].PollInterval.TotalSeconds);
    }

    [Fact]
    public void What_is_written_between_the_look_and_the_loading_is_not_taken_half()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 2\n");
        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 12\n";
        int looks = 0;
        _setup.Files.AfterRead = path =>
        {
            if (path == Setup.Owners && ++looks == 2)
            {
                _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 1";
            }
        };
        _world.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(_changes);

        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 15\n";
        _world.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(15, Assert.Single(_changes).InForce.Batteries[0].PollInterval.TotalSeconds);
    }

    [Fact]
    public void A_bad_change_has_no_effect_until_it_is_mended()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 2\n");
        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 3\nMAX_CELL_VOLTAGE = 99\n";
        _world.Advance(TimeSpan.FromMinutes(10));
        ConfigurationChange bad = Assert.Single(_changes);
        Assert.False(bad.IsNew);
        Assert.Equal(TimeSpan.FromSeconds(2), bad.InForce.Batteries[0].PollInterval);
        Assert.Equal(3, Assert.Single(bad.Findings).Line);

        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 3\nMAX_CELL_VOLTAGE = 3.5\n";
        _world.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((2, true, 3.0), (_changes.Count, _changes[1].IsNew, _changes[1].InForce.Batteries[0].PollInterval.TotalSeconds));
        Assert.Empty(_changes[1].Findings);
    }

    [Fact]
    public void A_bad_change_that_is_taken_back_ends_the_warning()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 2\n");
        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOL_INTERVAL = 3\n";
        _world.Advance(TimeSpan.FromSeconds(20));
        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 2\n";
        _world.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([(false, 1), (false, 0)], _changes.Select(change => (change.IsNew, change.Findings.Count)));
    }

    [Fact]
    public void A_change_that_says_the_same_is_no_change()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 2\n");
        _setup.Files[Setup.Owners] = "; mine\n[DEFAULT]\nPOLL_INTERVAL = 2.0\n";
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_changes);

        _setup.Files[Setup.Owners] = "; mine\n[DEFAULT]\nPOLL_INTERVAL = 4\n";
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Setup.Owners + ":3", Assert.Single(_changes).InForce.Batteries[0].Values[BatteryKeys.PollInterval].Origin.ToString());
    }

    [Fact]
    public void Warnings_come_with_a_new_configuration()
    {
        Start("");
        _setup.Files[Setup.Owners] = "[DEFAULT]\nLIPRO_CELL_COUNT = 2\nPOLL_INTERVAL = 3\n";
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((true, FindingCodes.DeadKey), (_changes[0].IsNew, Assert.Single(Assert.Single(_changes).Findings).Code));
    }

    [Fact]
    public void A_file_that_vanishes_is_an_accident_and_one_that_appears_is_read()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 4\n");
        _setup.Files[Setup.Owners] = null;
        _world.Advance(TimeSpan.FromMinutes(1));
        ConfigurationChange gone = Assert.Single(_changes);
        Assert.Equal((false, 4.0), (gone.IsNew, gone.InForce.Batteries[0].PollInterval.TotalSeconds));
        Assert.Equal(
            $"error: {Setup.Owners}: The file is gone. What it said stays in force until the driver is started again: put it back, or start the driver again without it.",
            Assert.Single(gone.Findings).ToString());

        _setup.Files[Setup.Shipped] = "[DEFAULT]\nDATA_TIMEOUT = 60\n";
        _setup.Files[Setup.Owners] = "[DEFAULT]\nPOLL_INTERVAL = 4\n";
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((true, 60.0), (_changes[1].IsNew, _changes[1].InForce.Batteries[0].DataTimeout.TotalSeconds));
    }

    [Fact]
    public void A_file_that_can_no_longer_be_read_is_a_bad_change()
    {
        Start("[DEFAULT]\nPOLL_INTERVAL = 4\n");
        _setup.Files.Forbid(Setup.Owners);
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((false, FindingCodes.UnreadableFile), (_changes[0].IsNew, Assert.Single(Assert.Single(_changes).Findings).Code));
    }

    [Fact]
    public void A_file_of_one_battery_is_watched_too()
    {
        _setup.Files["/home/owner/a.ini"] = "PIN = 1\n";
        _setup.Request = _setup.Request with { Batteries = [Setup.First + ":a.ini"] };
        Start("");
        _setup.Files["/home/owner/a.ini"] = "PIN = 2\n";
        _world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("2", Assert.Single(_changes).InForce.Batteries[0].ToBatterySettings().Pin);
    }

    private void Start(string text)
    {
        _setup.Files[Setup.Owners] = text;
        DriverConfiguration first = _setup.Load();
        Assert.Empty(first.Findings);
        var watch = new ConfigurationWatch(_setup.Request, first, _setup.Files, _world.Time);
        _watching = _world.Start(async () =>
        {
            try
            {
                await foreach (ConfigurationChange change in watch.ChangesAsync(_stop.Token))
                {
                    _changes.Add(change);
                }
            }
            catch (OperationCanceledException)
            {
                // The end of the story.
            }
        });
    }
}
