using BtBattery.Driver.Doctor.Collectors;
using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Tests.Doctor;

/// <summary>The files of a machine, in a folder that stands for its root.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class MachineCollectorTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root = Directory.CreateTempSubdirectory("btbattery-root-").FullName;
    private readonly MachineCollector _collector;

    public MachineCollectorTests() => _collector = new MachineCollector(_root);

    [Fact]
    public void An_empty_machine_has_nothing_of_it()
    {
        Assert.Equal(new MachineFacts(), _collector.ReadMachine());
        Assert.Null(_collector.ReadDataFolder());
        Assert.Equal(new BootHookFacts(), _collector.ReadBootHooks());
        Assert.Empty(_collector.ReadRadioSwitches());
        Assert.Null(_collector.ReadAttachment("hci0"));
    }

    [Fact]
    public void Venus_OS_is_told_by_its_folders()
    {
        Write("/opt/victronenergy/version", "v3.72\nVictron Energy\n20260212120000\n");
        Write("/proc/device-tree/model", "Cubietech Cubietruck\0");
        Assert.False(_collector.ReadMachine().IsVenus);

        Write("/etc/venus/machine", "einstein\n");

        Assert.Equal(
            new MachineFacts { IsVenus = true, VenusVersion = "v3.72", VenusMachine = "einstein", Model = "Cubietech Cubietruck" }, _collector.ReadMachine());
    }

    [Theory]
    [InlineData("/dev/root / ext4 ro,relatime 0 0\n/dev/mmcblk1p5 /data ext4 rw,noatime 0 0\n", false)]
    [InlineData("/dev/root / ext4 rw 0 0\n/dev/mmcblk1p5 /data ext4 ro,noatime 0 0\n", true)]
    [InlineData("/dev/root / ext4 ro 0 0\n/dev/sda1 /database ext4 rw 0 0\n", true)]
    [InlineData("/dev/a /data ext4 rw 0 0\n/dev/b /data ext4 ro 0 0\n", true)]
    [InlineData("nonsense\n", null)]
    public void The_nearest_mount_tells_whether_data_can_be_written(string mounts, bool? isReadOnly)
    {
        Write("/proc/mounts", mounts);
        Directory.CreateDirectory(_root + "/data");

        DataFolderFacts folder = _collector.ReadDataFolder()!;

        Assert.Equal(isReadOnly, folder.IsReadOnly);
        Assert.InRange(folder.FreeBytes!.Value, 1, folder.TotalBytes!.Value);
    }

    [Fact]
    public void A_boot_script_counts_when_it_starts_us()
    {
        Write("/data/rc.local", "#!/bin/bash\n# ln -s /data/apps/btbattery/service /service/btbattery\n/data/other.sh\n", Executable);
        Assert.Equal(new BootHookFacts(), _collector.ReadBootHooks());

        Write("/data/rc.local", "#!/bin/bash\nln -s /data/apps/btbattery/service /service/btbattery\n", Executable);
        Assert.Equal(new BootHookFacts { Active = "/data/rc.local", IsExecutable = true }, _collector.ReadBootHooks());

        Write("/data/rc.local", "ln -s /data/apps/btbattery/service /service/btbattery\n", Plain);
        Assert.Equal(new BootHookFacts { Active = "/data/rc.local", IsExecutable = false }, _collector.ReadBootHooks());
    }

    [Fact]
    public void A_line_of_dbus_btbattery_does_not_start_us()
    {
        Write("/data/rc.local", "ln -sf /data/dbus-btbattery /opt/victronenergy/dbus-btbattery\n", Executable);

        Assert.Equal(new BootHookFacts(), _collector.ReadBootHooks());
    }

    [Fact]
    public void A_boot_script_that_was_renamed_is_found()
    {
        Write("/data/rcS.local.disabled", "#!/bin/bash\n/data/apps/btbattery/boot\n", Executable);
        Write("/data/rc.local", "#!/bin/bash\n/data/other.sh\n", Executable);

        Assert.Equal(new BootHookFacts { Disabled = "/data/rcS.local.disabled" }, _collector.ReadBootHooks());
    }

    [Fact]
    public void Switches_of_other_radios_are_left_out()
    {
        Switch("rfkill0", "wlan", "phy0", "1", "0");
        Switch("rfkill1", "bluetooth", "hci0", "1", "0");
        Switch("rfkill2", "bluetooth", "tpacpi_bluetooth_sw", "0", "1");

        Assert.Equal([new RadioSwitch("hci0", true, false), new RadioSwitch("tpacpi_bluetooth_sw", false, true)], _collector.ReadRadioSwitches());

        void Switch(string folder, string type, string name, string soft, string hard)
        {
            Write($"/sys/class/rfkill/{folder}/type", type + "\n");
            Write($"/sys/class/rfkill/{folder}/name", name + "\n");
            Write($"/sys/class/rfkill/{folder}/soft", soft + "\n");
            Write($"/sys/class/rfkill/{folder}/hard", hard + "\n");
        }
    }

    [Theory]
    [InlineData("../../devices/platform/soc/20980000.usb/usb1/1-1/1-1.2/1-1.2:1.0/bluetooth/hci0", "usb")]
    [InlineData("../../devices/platform/soc/3f201000.serial/tty/ttyAMA0/hci0", "uart")]
    [InlineData("../../devices/platform/soc/fe201000.serial/serial0/serial0-0/bluetooth/hci0", "uart")]
    [InlineData("../../devices/virtual/bluetooth/hci0", null)]
    public void The_place_of_an_adapter_tells_how_it_is_attached(string place, string? attachment)
    {
        Directory.CreateDirectory(_root + "/sys/class/bluetooth");
        File.CreateSymbolicLink(_root + "/sys/class/bluetooth/hci0", place);

        Assert.Equal(attachment, _collector.ReadAttachment("hci0"));
        Assert.Null(_collector.ReadAttachment("hci1"));
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_fails_alone()
    {
        // No /proc/mounts in this root, so the folder cannot be examined.
        Directory.CreateDirectory(_root + "/data");
        Write("/data/rc.local.disabled", "/data/apps/btbattery/boot\n");
        Write("/opt/victronenergy/version", "v3.72\n");
        Write("/data/apps/btbattery/slots/1/VERSION", "0.3.0\n");
        File.CreateSymbolicLink(_root + "/data/apps/btbattery/current", "slots/1");
        var collector = new FactCollector
        {
            BusAddress = "unix:path=" + _root + "/nobody",
            Root = _root,
            ProgramFile = _root + "/data/rc.local.disabled",
            ConfigurationErrors = ["A typo."],
        };

        SystemFacts facts = await collector.CollectAsync(CancellationToken.None);

        Assert.Null(facts.DataFolder);
        Assert.Equal("the storage /data", Assert.Single(facts.NotLearned).What);
        Assert.Equal("/data/rc.local.disabled", facts.BootHooks!.Disabled);
        Assert.NotNull(facts.Clock!.ProgramWritten);
        Assert.Equal(("0.3.0", false), (facts.Installation!.Current, facts.Installation.Gx!.IsLinked));
        Assert.Equal(["A typo."], facts.ConfigurationErrors!);
        Assert.False(facts.Bus!.IsReachable);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string text, UnixFileMode mode = Plain)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root + path)!);
        File.WriteAllText(_root + path, text);
        File.SetUnixFileMode(_root + path, mode);
    }
}
