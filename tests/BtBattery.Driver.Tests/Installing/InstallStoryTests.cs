using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Health;

namespace BtBattery.Driver.Tests.Installing;

/// <summary>What the owner of a GX device does, without power cuts.</summary>
public sealed class InstallStoryTests : IDisposable
{
    private const string Foreign = "#!/bin/bash\n/data/SetupHelper/reinstallMods\nexit 0\n";

    private readonly InstallStory _story = new();

    public void Dispose() => _story.Dispose();

    [Fact]
    public void An_installation_puts_everything_in_its_place_and_starts()
    {
        _story.Gx.Write("data/rc.local", Foreign, Disk.Executable);
        _story.Install();
        Assert.Equal("-> slots/1", _story.Gx.Everything["data/apps/btbattery/current"]);
        Assert.Equal("-> current/btbattery", _story.Gx.Everything["data/apps/btbattery/btbattery"]);
        Assert.Equal("-> /data/apps/btbattery/service", _story.Gx.Everything["service/btbattery"]);
        Assert.Equal("service/run of 1.0.0\n", _story.Gx.Read("data/apps/btbattery/service/run"));
        Assert.Equal("v3.72", _story.Gx.Read("data/apps/btbattery/firmware"));
        Assert.Equal(InstallStory.Configuration, _story.Gx.Read("data/apps/btbattery/config/config.ini"));
        Assert.Equal(StartHookText.Add(Foreign), _story.Gx.Read("data/rc.local"));
        Assert.Null(UnpackedVersion.Find(_story.Gx.At("data/apps/btbattery/slots/1"))?.FindFault());
        Assert.True(File.GetUnixFileMode(_story.Gx.At("data/apps/btbattery/current/btbattery")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Installing_again_changes_nothing_and_says_nothing()
    {
        _story.Install();
        IReadOnlyDictionary<string, string> installed = _story.Gx.Everything;
        _story.Told.Clear();
        _story.Install();
        Assert.Equal(installed, _story.Gx.Everything);
        Assert.Empty(_story.Told);
    }

    [Fact]
    public void Installing_again_repairs()
    {
        _story.Install();
        IReadOnlyDictionary<string, string> installed = _story.Gx.Everything;
        _story.Gx.Write("data/apps/btbattery/service/run", "spoilt");
        File.Delete(_story.Gx.At("data/rc.local"));
        File.Delete(_story.Gx.At("service/btbattery"));
        _story.Gx.Write("data/apps/btbattery/slots/1/btbattery", "spoilt");
        _story.Install();

        // The version is put into the other folder, so that the spoilt one serves as long as it can.
        Assert.Equal("-> slots/2", _story.Gx.Everything["data/apps/btbattery/current"]);
        Assert.Null(UnpackedVersion.Find(_story.Gx.At("data/apps/btbattery/slots/2"))?.FindFault());
        Assert.Equal(Elsewhere(installed), Elsewhere(_story.Gx.Everything));

        static Dictionary<string, string> Elsewhere(IReadOnlyDictionary<string, string> files) =>
            files.Where(file => !file.Key.Contains("/slots/", StringComparison.Ordinal) && !file.Key.EndsWith("/current", StringComparison.Ordinal)).ToDictionary();
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(Foreign, 0b111_101_101)]
    [InlineData("#!/bin/bash\necho no end", 0b111_000_000)]
    [InlineData("#!/bin/bash\n# nothing yet\n", 0b110_100_100)]
    public void An_uninstallation_leaves_no_difference(string? hook, int mode)
    {
        if (hook is not null)
        {
            _story.Gx.Write("data/rc.local", hook, (UnixFileMode)mode);
        }

        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        _story.Install();
        _story.Gx.Write("var/log/btbattery/current", "lines");
        _story.Programs.Scan();
        _story.Uninstall();
        Assert.Equal(before, _story.Gx.Everything);
        Assert.Contains("svc -dx service log", _story.Programs.Calls);
    }

    [Fact]
    public void The_configuration_stays_unless_it_is_purged()
    {
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        _story.Install();
        _story.Uninstall(isPurge: false);
        Assert.Equal(
            ["data/apps", "data/apps/btbattery", "data/apps/btbattery/config", "data/apps/btbattery/config/config.ini", "data/apps/btbattery/installed.json"],
            _story.Gx.Everything.Keys.Except(before.Keys));
        _story.Uninstall();
        Assert.Equal(before, _story.Gx.Everything);
    }

    [Fact]
    public void What_others_did_meanwhile_stays()
    {
        _story.Install();
        File.AppendAllText(_story.Gx.At("data/rc.local"), "/data/other/start.sh\n");
        _story.Gx.Write("data/apps/available/Other/plugin.json", "{}");
        _story.Uninstall();
        Assert.Equal("#!/bin/bash\n/data/other/start.sh\n", _story.Gx.Read("data/rc.local"));
        Assert.True(File.GetUnixFileMode(_story.Gx.At("data/rc.local")).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal("{}", _story.Gx.Read("data/apps/available/Other/plugin.json"));
    }

    [Fact]
    public void A_version_that_proves_itself_stays_and_a_rollback_goes_back_and_forth()
    {
        _story.Install();
        _story.Programs.Scan();
        _story.Update("2.0.0");
        Assert.Equal(("2.0.0", "1.0.0"), Versions());
        Assert.Contains("Version 2.0.0 runs and answers. 'btbattery rollback' goes back to the one before.", _story.Told);
        _story.RollBack();
        Assert.Equal(("1.0.0", "2.0.0"), Versions());
        Assert.Equal("service/run of 1.0.0\n", _story.Gx.Read("data/apps/btbattery/service/run"));
        _story.RollBack();
        Assert.Equal(("2.0.0", "1.0.0"), Versions());
        _story.Update("3.0.0");
        Assert.Equal(("3.0.0", "2.0.0"), Versions());
    }

    [Fact]
    public void A_version_that_fails_its_trial_is_told_with_the_reason()
    {
        _story.Install();
        _story.Programs.TrialFails = "it ended three times within two minutes";
        RefusalException refusal = Assert.Throws<RefusalException>(() => _story.Update("2.0.0"));
        Assert.StartsWith("Version 2.0.0 was taken back: it ended three times within two minutes. Version 1.0.0 runs again.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(("1.0.0", null), Versions());
        Assert.StartsWith("There is no version to go back to", Assert.Throws<RefusalException>(_story.RollBack).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_does_not_end_is_told()
    {
        _story.Install();
        _story.Programs.TrialGoesOn = true;
        RefusalException refusal = Assert.Throws<RefusalException>(() => _story.Update("2.0.0"));
        Assert.StartsWith("Version 2.0.0 is still on trial after 300 s.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("… 16 s", _story.Told);
    }

    [Fact]
    public void While_a_version_is_on_trial_nothing_takes_the_place_of_the_one_before()
    {
        _story.Install();
        _story.Programs.TrialGoesOn = true;
        Assert.Throws<RefusalException>(() => _story.Update("2.0.0"));
        Assert.StartsWith("Version 2.0.0 is still on trial: wait", Assert.Throws<RefusalException>(() => _story.Update("3.0.0")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Version 2.0.0 is still on trial: wait", Assert.Throws<RefusalException>(() => _story.Install("3.0.0")).Message, StringComparison.Ordinal);
        Assert.Equal(("2.0.0", "1.0.0"), Versions());

        // Whoever gave the command lost the connection before the version was started.
        _story.Programs.TrialGoesOn = false;
        _story.Update("2.0.0");
        Assert.Equal(("2.0.0", "1.0.0"), Versions());
        Assert.False(File.Exists(_story.Places.Trial));
    }

    [Fact]
    public void A_rollback_ends_a_trial()
    {
        _story.Install();
        _story.Programs.TrialGoesOn = true;
        Assert.Throws<RefusalException>(() => _story.Update("2.0.0"));
        _story.RollBack();
        Assert.Equal(("1.0.0", "2.0.0"), Versions());
        Assert.False(File.Exists(_story.Places.Trial));
    }

    [Fact]
    public void A_service_that_was_stopped_is_updated_and_its_trial_waits_for_its_start()
    {
        _story.Install();
        _story.Programs.TrialGoesOn = true;
        _story.Programs.ScanRuns = false;
        _story.Update("2.0.0");
        Assert.Contains("The service does not run: version 2.0.0 is on trial when it is started.", _story.Told);
    }

    [Fact]
    public void A_version_that_ends_at_once_is_waited_for_until_it_is_taken_back()
    {
        _story.Install();
        _story.Programs.TrialGoesOn = true;
        _story.Programs.EndsAtOnce = true;
        Assert.StartsWith("Version 2.0.0 is still on trial after 300 s.", Assert.Throws<RefusalException>(() => _story.Update("2.0.0")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_at_a_time_are_refused()
    {
        using InstallLock other = InstallLock.Take(_story.Places);
        Assert.Equal("Another installation is going on. Wait until it is done.", Assert.Throws<RefusalException>(() => _story.Install()).Message);
    }

    [Fact]
    public void An_archive_that_cannot_be_unpacked_or_is_another_one_is_refused()
    {
        _story.Install();
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        Assert.EndsWith("cannot be unpacked: gzip: stdin: not in gzip format. Version 1.0.0 goes on.", Assert.Throws<RefusalException>(() => _story.Update(null)).Message, StringComparison.Ordinal);
        File.Delete(_story.Gx.At("data/update.tar.gz"));
        Assert.Equal(before, _story.Gx.Everything);
    }

    [Fact]
    public void A_list_that_names_files_elsewhere_is_refused()
    {
        UnpackedVersion version = _story.Gx.Unpack("1.0.0");
        File.AppendAllText(Path.Combine(version.Folder, "SHA256SUMS"), $"{new string('a', 64)}  ../../etc/passwd\n");
        Assert.Contains("has a line that names no file", Assert.Throws<RefusalException>(() => _story.Install()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_does_not_suit_the_machine_changes_nothing()
    {
        _story.Install();
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        _story.Programs.Starts = false;
        Assert.Equal(
            "Version 2.0.0 does not run on this machine: Segmentation fault. Version 1.0.0 goes on.", Assert.Throws<RefusalException>(() => _story.Update("2.0.0")).Message);
        _story.Programs.Objection = "It needs Venus OS v3.90.";
        Assert.Equal(
            "Version 2.0.0 does not suit this machine: It needs Venus OS v3.90. Version 1.0.0 goes on.", Assert.Throws<RefusalException>(() => _story.Update("2.0.0")).Message);
        File.Delete(_story.Gx.At("data/update.tar.gz"));
        Assert.Equal(before, _story.Gx.Everything);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_links_of_its_owner_lead_to_stays(bool isPurge)
    {
        _story.Install();
        _story.Gx.Write("stick/log/current", "lines");
        File.CreateSymbolicLink(_story.Places.Log, _story.Gx.At("stick/log"));
        Directory.Move(_story.Gx.At("data/apps/btbattery/config"), _story.Gx.At("stick/config"));
        File.CreateSymbolicLink(_story.Gx.At("data/apps/btbattery/config"), _story.Gx.At("stick/config"));
        _story.Uninstall(isPurge);
        Assert.Equal("lines", _story.Gx.Read("stick/log/current"));
        Assert.Equal(InstallStory.Configuration, _story.Gx.Read("stick/config/config.ini"));
        Assert.False(Disk.IsThere(_story.Places.Log));
        Assert.Equal(!isPurge, Disk.IsThere(_story.Gx.At("data/apps/btbattery/config")));
    }

    [Fact]
    public void An_update_does_not_let_lines_of_others_run_that_its_owner_had_stopped()
    {
        _story.Install();
        _story.Gx.Write("data/rc.local", StartHookText.Add(Foreign));
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        Assert.StartsWith("/data/rc.local is not executable", Assert.Throws<RefusalException>(() => _story.Update("2.0.0")).Message, StringComparison.Ordinal);
        File.Delete(_story.Gx.At("data/update.tar.gz"));
        Assert.Equal(before, _story.Gx.Everything);
        _story.MayEnableHook = true;
        _story.Update("2.0.0");
        Assert.Equal(("2.0.0", "1.0.0"), Versions());
    }

    [Fact]
    public void A_version_that_would_not_start_with_the_configuration_does_not_take_the_place_of_one_that_runs()
    {
        _story.Install();
        _story.Update("2.0.0");
        _story.Programs.Calls.Clear();
        _story.Programs.ConfigurationFault = "config.ini:7: [DEFAULT] Nothing is called CHEMISTY.";
        Assert.Equal(
            "Version 3.0.0 would not start: /data/apps/btbattery/config/config.ini is wrong: config.ini:7: [DEFAULT] Nothing is called CHEMISTY. Mend that first. Version 2.0.0 goes on.",
            Assert.Throws<RefusalException>(() => _story.Update("3.0.0")).Message);
        Assert.Equal(
            "Version 1.0.0 would not start: /data/apps/btbattery/config/config.ini is wrong: config.ini:7: [DEFAULT] Nothing is called CHEMISTY. Mend that first. Version 2.0.0 goes on.",
            Assert.Throws<RefusalException>(_story.RollBack).Message);
        Assert.Equal(("2.0.0", "1.0.0"), Versions());
        Assert.DoesNotContain("svc -t btbattery", _story.Programs.Calls);
    }

    [Fact]
    public void Screens_that_cannot_be_restored_keep_what_restores_them()
    {
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        _story.Install();
        _story.Programs.ScreensStay = true;
        Assert.Equal(
            "The pages of BtBattery on the screens could not be taken away: The file system is read-only. Try again.", Assert.Throws<RefusalException>(() => _story.Uninstall()).Message);
        Assert.True(File.Exists(_story.Gx.At("data/apps/btbattery/current/qml/install-qml.sh")));
        _story.Programs.ScreensStay = false;
        _story.Uninstall();
        Assert.Equal(before, _story.Gx.Everything);
    }

    [Fact]
    public void A_version_that_fails_and_has_none_before_it_is_not_said_to_answer()
    {
        _story.Install();
        _story.Programs.TrialFails = "it ended three times within two minutes";
        _story.Programs.HasNothingToGoBackTo = true;
        Assert.StartsWith(
            "Version 2.0.0 has not proven itself: it ended three times within two minutes. There is no version to go back to, so that it goes on:",
            Assert.Throws<RefusalException>(() => _story.Update("2.0.0")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Failed:     version 2.0.0, with no version to go back to: it ended three times within two minutes\n",
            StatusText.Write(new Status(null, "", InstallationCollector.Read(_story.Places))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"reference\": 5}")]
    [InlineData("{\"reference\": {\"kept_down\": null}}")]
    [InlineData("{\"reference\": {\"name\": \"x\", \"kept_down\": 5}}")]
    [InlineData("{\"new_folders\": null}")]
    public void Facts_that_are_spoilt_are_a_sentence(string facts)
    {
        _story.Install();
        _story.Gx.Write("data/apps/btbattery/installed.json", facts);
        Assert.StartsWith("/data/apps/btbattery/installed.json is spoilt", Assert.Throws<RefusalException>(() => _story.Uninstall()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_installs_until_the_last_of_it_is_gone()
    {
        _story.Install();
        int steps = 0;
        _story.Power.Watch = _ =>
        {
            Assert.Throws<RefusalException>(() => InstallLock.Take(_story.Places));
            steps++;
        };
        _story.Uninstall();
        Assert.True(steps > 0);
        InstallLock.Take(_story.Places).Dispose();
    }

    [Fact]
    public void While_somebody_else_installs_nothing_is_said_of_what_is_there()
    {
        using InstallLock other = InstallLock.Take(_story.Places);
        Assert.StartsWith("Another installation is going on.", Assert.Throws<RefusalException>(() => _story.Update("1.0.0")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Another installation is going on.", Assert.Throws<RefusalException>(_story.RollBack).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_was_cut_off_is_refused_before_anything_is_changed() => AssertRefused(
        "SHA256SUMS does not name btbattery", () => File.WriteAllText(Path.Combine(_story.Gx.Unpack("1.0.0").Folder, "SHA256SUMS"), ""));

    /// <summary>Checksums take seconds on a small machine.</summary>
    [Fact]
    public void A_version_is_looked_through_once()
    {
        UnpackedVersion version = _story.Gx.Unpack("1.0.0");
        Assert.Null(version.FindFault());
        File.AppendAllText(Path.Combine(version.Folder, "boot.sh"), "more");
        Assert.Null(version.FindFault());
        Assert.EndsWith("boot.sh is not as SHA256SUMS says", UnpackedVersion.Find(version.Folder)?.FindFault(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_of_another_version_installs_as_an_update()
    {
        _story.Install();
        _story.Install("2.0.0");
        Assert.Equal(("2.0.0", "1.0.0"), Versions());
        Assert.Contains("svc -t btbattery", _story.Programs.Calls);
    }

    [Fact]
    public void A_file_that_is_not_as_the_list_says_is_refused_before_anything_is_changed() => AssertRefused(
        "is not as SHA256SUMS says",
        () => File.AppendAllText(Path.Combine(_story.Gx.Unpack("1.0.0").Folder, "boot.sh"), "more"));

    [Fact]
    public void Too_little_room_is_refused_before_anything_is_changed() => AssertRefused("There is not enough room", () => _story.FreeBytes = 9_999_999);

    [Fact]
    public void A_battery_of_another_driver_is_refused_with_its_name() => AssertRefused(
        "dbus-serialbattery has battery A4:C1:38:00:00:01 in /data/apps/dbus-serialbattery/config.ini (BLUETOOTH_BMS)",
        () => _story.Gx.Write("data/apps/dbus-serialbattery/config.ini", "[DEFAULT]\n; BLUETOOTH_BMS = none\nBLUETOOTH_BMS =\n    LltJbd_Ble A4:C1:38:00:00:09,\n    LltJbd_Ble a4:c1:38:00:00:01\n"));

    [Fact]
    public void A_driver_that_runs_and_has_the_battery_is_refused_with_its_name() => AssertRefused(
        "dbus-serialbattery.py runs on this machine and has battery A4:C1:38:00:00:01",
        () => _story.Gx.Write("proc/812/cmdline", "python3\0/data/apps/dbus-serialbattery/dbus-serialbattery.py\0LltJbd_Ble\0A4:C1:38:00:00:01\0"));

    [Fact]
    public void Other_drivers_with_other_batteries_do_not_matter()
    {
        _story.Gx.Write("data/etc/dbus-serialbattery/config.ini", "[DEFAULT]\n; BLUETOOTH_BMS = LltJbd_Ble A4:C1:38:00:00:01\nBLUETOOTH_BMS = LltJbd_Ble A4:C1:38:00:00:09\nOTHER = A4:C1:38:00:00:01\n");
        _story.Gx.Write("proc/812/cmdline", "sh\0installservice.sh\0A4:C1:38:00:00:01\0");
        _story.Gx.Write("proc/813/cmdline", "");
        _story.Install();
    }

    [Fact]
    public void Lines_of_others_do_not_begin_to_run_unasked()
    {
        AssertRefused("/data/rc.local is not executable", () => _story.Gx.Write("data/rc.local", Foreign));
        _story.MayEnableHook = true;
        _story.Install();
        Assert.True(File.GetUnixFileMode(_story.Gx.At("data/rc.local")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Disabled_hooks_stay_disabled_and_have_our_lines_when_they_are_enabled_again()
    {
        _story.Gx.Write("data/rc.local.disabled", Foreign, Disk.Executable);
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        _story.Install();
        Assert.False(_story.Gx.Everything.ContainsKey("data/rc.local"));
        Assert.Equal(StartHookText.Add(Foreign), _story.Gx.Read("data/rc.local.disabled"));
        Assert.Contains(_story.Told, line => line.Contains("somebody has disabled the start hooks in the GUI", StringComparison.Ordinal));
        _story.Uninstall();
        Assert.Equal(before, _story.Gx.Everything);
    }

    [Fact]
    public void A_hook_made_by_us_and_disabled_since_goes_too()
    {
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        _story.Install();
        File.Move(_story.Gx.At("data/rc.local"), _story.Gx.At("data/rc.local.disabled"));
        _story.Uninstall();
        Assert.Equal(before, _story.Gx.Everything);
    }

    [Fact]
    public void A_hook_that_is_a_link_stays_one()
    {
        _story.Gx.Write("data/own/start", Foreign, Disk.Executable);
        File.CreateSymbolicLink(_story.Gx.At("data/rc.local"), "/data/own/start");
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        _story.Install();
        Assert.Equal("-> /data/own/start", _story.Gx.Everything["data/rc.local"]);
        Assert.Equal(StartHookText.Add(Foreign), _story.Gx.Read("data/own/start"));
        _story.Uninstall();
        Assert.Equal(before, _story.Gx.Everything);
    }

    [Fact]
    public void In_an_image_nothing_is_started()
    {
        _story.Programs.AreThere = false;
        _story.Install();
        Assert.Contains("/service/btbattery: starts with the machine.", _story.Told);
    }

    [Fact]
    public void Without_svscan_that_is_said()
    {
        _story.Programs.ScanRuns = false;
        Assert.StartsWith("The service was not started within 20 s.", Assert.Throws<RefusalException>(() => _story.Install()).Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string says, Action spoil)
    {
        _ = _story.Gx.Unpack("1.0.0");
        spoil();
        IReadOnlyDictionary<string, string> before = _story.Gx.Everything;
        Assert.Contains(says, Assert.Throws<RefusalException>(() => _story.Install()).Message, StringComparison.Ordinal);
        Assert.Equal(before, _story.Gx.Everything);
        Assert.Empty(_story.Power.Steps);
    }

    private (string? Current, string? Previous) Versions()
    {
        var slots = new Slots(_story.Places, new Disk());
        return (slots.Current?.Version, slots.Previous?.Version);
    }
}
