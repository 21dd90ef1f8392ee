using System.CommandLine;
using BtBattery.Driver.Doctor;
using BtBattery.Driver.Doctor.Facts;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Installing.Health;
using BtBattery.Driver.Installing.Reference;

namespace BtBattery.Driver.Tests.Installing.Reference;

/// <summary>dbus-btbattery is put aside and comes back, with the power failing before every single step.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string Run = "#!/bin/sh\nexec /opt/victronenergy/dbus-btbattery/dbus-btbattery.py A4:C1:38:00:00:01\n";
    private const string Copied = "opt/victronenergy/service/dbus-btbattery";
    private const string Scanned = "service/dbus-btbattery";
    private const string Hidden = "service/.dbus-btbattery";

    private InstallStory _story = Begin();

    public void Dispose() => _story.Dispose();

    [Fact]
    public void It_is_stopped_for_good_and_its_names_lead_to_ours()
    {
        _story.Install();

        Assert.StartsWith("btbattery keeps", _story.Gx.Read($"{Copied}/down"), StringComparison.Ordinal);
        Assert.True(File.Exists(_story.Gx.At("opt/victronenergy/dbus-btbattery/service/down")));
        Assert.Equal("/data/apps/btbattery/service", new FileInfo(_story.Gx.At(Scanned)).LinkTarget);
        Assert.Equal(Run, _story.Gx.Read($"{Hidden}/run"));
        Assert.Equal("btbattery", new FileInfo(_story.Gx.At("var/log/dbus-btbattery")).LinkTarget);
        Assert.Equal("old\n", _story.Gx.Read("var/log/dbus-btbattery.before-btbattery/current"));
        Assert.Contains("svc -dx .dbus-btbattery log", _story.Programs.Calls);
        Assert.Contains(_story.Told, line => line.StartsWith("/service/dbus-btbattery was stopped", StringComparison.Ordinal));

        Boot();
        Assert.Equal("/data/apps/btbattery/service", new FileInfo(_story.Gx.At(Scanned)).LinkTarget);
        Assert.True(File.Exists(_story.Gx.At($"{Hidden}/down")));
    }

    [Fact]
    public void It_is_out_of_the_sight_of_svscan_before_it_ends_which_would_begin_it_again()
    {
        _story.Programs.AfterEnd = () => Supervise(_story, Directory.Exists(_story.Gx.At($"{Scanned}/log")) ? Scanned : "nowhere");
        _story.Install();
        Assert.Equal("/data/apps/btbattery/service", new FileInfo(_story.Gx.At(Scanned)).LinkTarget);
        Assert.False(File.Exists(_story.Gx.At($"{Hidden}/supervise/ok")));
    }

    [Fact]
    public void One_that_svscan_began_at_that_very_moment_is_ended_as_well()
    {
        int begun = 0;
        _story.Programs.AfterEnd = () =>
        {
            if (begun++ == 0)
            {
                Supervise(_story, Hidden);
            }
        };
        _story.Install();
        Assert.Equal(2, _story.Programs.Calls.Count(call => call == "svc -dx .dbus-btbattery log"));
        Assert.False(File.Exists(_story.Gx.At($"{Hidden}/supervise/ok")));
    }

    [Fact]
    public void Where_it_does_not_end_it_is_said_how_to_stop_it_and_the_same_command_finishes_then()
    {
        Directory.Delete(_story.Gx.At(Copied), recursive: true);
        Directory.Delete(_story.Gx.At("opt/victronenergy/dbus-btbattery/service"), recursive: true);
        _story.Programs.AfterEnd = () => Supervise(_story, Hidden);
        string refusal = Assert.Throws<RefusalException>(() => _story.Install()).Message;
        Assert.Equal("/service/dbus-btbattery does not end. Stop it (svc -d /service/dbus-btbattery), then run this again.", refusal);
        Assert.InRange(_story.Programs.Calls.Count(call => call == "svc -dx .dbus-btbattery log"), 2, 4);
        Assert.Equal(Run, _story.Gx.Read($"{Scanned}/run"));

        _story.SwitchOn();
        _story.Install();
        Assert.Equal("/data/apps/btbattery/service", new FileInfo(_story.Gx.At(Scanned)).LinkTarget);
    }

    [Fact]
    public void Where_it_holds_the_same_battery_and_stays_nothing_is_installed()
    {
        IReadOnlyDictionary<string, string> before = Everything();
        _story.Replaced = (_, _) => null;

        Assert.StartsWith("/service/dbus-btbattery on this machine has battery A4:C1:38:00:00:01", Assert.Throws<RefusalException>(() => _story.Install()).Message, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Beside_an_installation_it_is_noticed()
    {
        foreach (string folder in (string[])[Copied, Scanned])
        {
            _story.Gx.Write($"{folder}/run", Run.Replace("00:01", "00:77", StringComparison.Ordinal), Disk.Executable);
        }

        _story.Replaced = (_, _) => null;
        _story.Install();

        InstallationFacts installation = InstallationCollector.Read(_story.Places);
        Assert.Equal("/service/dbus-btbattery", installation.OldDriver);
        Assert.Equal(["old_driver_enabled"], Diagnosis.Find(new SystemFacts { Installation = installation }).Select(finding => finding.Code));

        _story.Gx.Write($"{Copied}/down", "");
        _story.Gx.Write($"{Scanned}/down", "");
        Assert.Null(InstallationCollector.Read(_story.Places).OldDriver);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_comes_back_byte_for_byte(bool withBoot)
    {
        IReadOnlyDictionary<string, string> before = Everything();
        _story.Install();
        if (withBoot)
        {
            Boot();
        }

        _story.Uninstall();

        Assert.Equal(before, Everything());
    }

    [Fact]
    public void Another_installation_does_not_take_it_as_being_replaced_already()
    {
        _story.Install();
        Assert.NotNull(InstalledFactsFile.Read(_story.Places)!.Reference);
        _story.Uninstall(isPurge: false);

        Assert.True(File.Exists(_story.Places.Config));
        Assert.Null(InstalledFactsFile.Read(_story.Places)?.Reference);
        Assert.Contains("add --migrate", Assert.Throws<RefusalException>(() => Prepare()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A4:C1:38:00:00:77")]
    [InlineData("A4:C1:38:00:00:77, A4:C1:38:00:00:01")]
    public void A_file_that_is_there_names_its_batteries_or_it_is_not_stopped(string batteries)
    {
        _story.Gx.Write("data/apps/btbattery/config/config.ini", $"[BANK]\nBATTERIES = {batteries}\n");

        if (batteries.Contains("00:01", StringComparison.Ordinal))
        {
            Assert.NotNull(Prepare("--migrate").Migration);
        }
        else
        {
            Assert.Contains("serves A4:C1:38:00:00:01, which", Assert.Throws<RefusalException>(() => Prepare("--migrate")).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Beside_another_version_that_goes_on_trial_it_is_stopped_as_well()
    {
        Func<Places, TimeProvider, Migration?> replaced = _story.Replaced;
        foreach (string folder in (string[])[Copied, Scanned])
        {
            _story.Gx.Write($"{folder}/run", Run.Replace("00:01", "00:77", StringComparison.Ordinal), Disk.Executable);
        }

        _story.Replaced = (_, _) => null;
        _story.Install();
        _story.Replaced = replaced;
        _story.Install("2.0.0");

        List<string> calls = _story.Programs.Calls;
        Assert.InRange(calls.IndexOf("svc -dx .dbus-btbattery log"), 0, calls.IndexOf("svc -t btbattery"));
        Assert.Equal("/data/apps/btbattery/service", new FileInfo(_story.Gx.At(Scanned)).LinkTarget);
    }

    [Fact]
    public void What_its_owner_had_kept_down_stays_down()
    {
        _story.Gx.Write($"{Copied}/down", "mine");
        IReadOnlyDictionary<string, string> before = Everything();
        _story.Install();
        _story.Uninstall();

        Assert.Equal(before, Everything());
    }

    [Fact]
    public void After_a_power_cut_before_any_step_the_same_command_finishes_and_the_way_back_is_whole()
    {
        IReadOnlyDictionary<string, string> before = Everything();
        _story.Install();
        IReadOnlyDictionary<string, string> after = Everything();
        int steps = _story.Power.Steps.Count;
        int first = _story.Power.Steps.ToList().FindIndex(step => step.Contains("/down", StringComparison.Ordinal));
        Assert.InRange(first, 1, steps);
        for (int step = first; step <= steps; step++)
        {
            Renew();
            _story.SwitchOn(step);
            Assert.Throws<PowerFailedException>(() => _story.Install());
            bool isBoot = step % 2 == 0;
            if (isBoot)
            {
                Boot();
            }

            _story.SwitchOn();
            _story.Install();
            if (!isBoot)
            {
                Assert.Equal(after, Everything());
            }

            _story.Uninstall();
            Assert.Equal(before, Everything());
        }
    }

    [Fact]
    public void After_a_power_cut_in_the_way_back_the_same_command_finishes_it()
    {
        IReadOnlyDictionary<string, string> before = Everything();
        _story.Install();
        _story.SwitchOn();
        _story.Uninstall();
        int last = _story.Power.Steps.ToList().FindLastIndex(step => step.Contains("dbus-btbattery", StringComparison.Ordinal));
        for (int step = 1; step <= last + 2; step++)
        {
            Renew();
            _story.Install();
            _story.SwitchOn(step);
            Assert.Throws<PowerFailedException>(() => _story.Uninstall());
            _story.SwitchOn();
            _story.Uninstall();
            Assert.Equal(before, Everything());
        }
    }

    [Fact]
    public async Task A_read_only_root_is_writable_only_meanwhile()
    {
        var mounts = new List<string>();
        bool isReadOnly = true;
        var root = new WritableRoot(_story.Places, new Mounts(option =>
        {
            mounts.Add(option);
            isReadOnly = option.EndsWith("ro", StringComparison.Ordinal);
        }), _ => { });
        int changes = 0;

        await root.ChangeAsync(() => changes += isReadOnly ? throw new IOException("Read-only file system") : 1, CancellationToken.None);

        Assert.Equal(1, changes);
        Assert.Equal(["remount,rw", "remount,ro"], mounts);
    }

    /// <summary>Where nobody can answer.</summary>
    private PreparedBank Prepare(params string[] arguments)
    {
        var options = new FirstBankOptions();
        var command = new Command("install");
        options.AddTo(command);
        return PreparedBank.Make(options, command.Parse(arguments), _story.Places, terminal: null, TimeProvider.System);
    }

    private static InstallStory Begin()
    {
        var story = new InstallStory { Replaced = (places, time) => ReferenceDriver.Find(places) is { } driver ? new Migration(places, driver, time) : null };
        foreach (string folder in (string[])[Copied, Scanned, "opt/victronenergy/dbus-btbattery/service"])
        {
            story.Gx.Write($"{folder}/run", Run, Disk.Executable);
            story.Gx.Write($"{folder}/log/run", "#!/bin/sh\nexec multilog t s25000 n4 /var/log/dbus-btbattery\n", Disk.Executable);
        }

        story.Gx.Write("opt/victronenergy/dbus-btbattery/dbus-btbattery.py", "");
        story.Gx.Write("var/log/dbus-btbattery/current", "old\n");
        Supervise(story, Scanned);
        return story;
    }

    /// <summary>What svscan does.</summary>
    private static void Supervise(InstallStory story, string service)
    {
        foreach (string folder in (string[])[service, $"{service}/log"])
        {
            story.Gx.Write($"{folder}/supervise/ok", "");
        }
    }

    private void Renew()
    {
        _story.Dispose();
        _story = Begin();
    }

    /// <summary>A start of the device: /service is a copy in memory of what the firmware keeps; then boot.sh makes the links.</summary>
    private void Boot()
    {
        Directory.Delete(_story.Gx.At("service"), recursive: true);
        Directory.CreateDirectory(_story.Gx.At("service"));
        foreach (string file in Directory.GetFiles(_story.Gx.At(Copied), "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(_story.Gx.At(Copied), file);
            _story.Gx.Write($"{Scanned}/{name}", File.ReadAllText(file), File.GetUnixFileMode(file));
        }

        Supervise(_story, Scanned);
        _story.Boot();
        var names = new OldNames(_story.Places, "dbus-btbattery");
        if (File.Exists(_story.Places.ServiceLink) || new FileInfo(_story.Places.ServiceLink).LinkTarget is not null)
        {
            if (File.Exists(names.Marker))
            {
                names.TakeService(new Disk());
            }
        }
    }

    /// <summary>Whether supervise runs is no part of the disk.</summary>
    private SortedDictionary<string, string> Everything() => new(
        _story.Gx.Everything.Where(entry => !entry.Key.Contains("supervise", StringComparison.Ordinal)).ToDictionary(entry => entry.Key, entry => entry.Value), StringComparer.Ordinal);

    private sealed class Mounts(Action<string> mounted) : ICommands
    {
        public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan deadline, CancellationToken cancellationToken = default)
        {
            Assert.Equal("mount", program);
            mounted(arguments[1]);
            return Task.FromResult(new CommandResult(0, "", ""));
        }
    }
}
