using BtBattery.Driver.Configuration;
using BtBattery.Driver.Installing;

namespace BtBattery.Driver.Tests.Installing;

public sealed class PlacesTests : IDisposable
{
    private readonly GxFolder _gx = new();

    public void Dispose() => _gx.Dispose();

    [Theory]
    [InlineData("/data/apps/btbattery/slots/1", "/data/apps/btbattery/config/config.ini")]
    [InlineData("/data/apps/btbattery/slots/2/", "/data/apps/btbattery/config/config.ini")]
    [InlineData("/mnt/root/data/apps/btbattery/slots/2", "/mnt/root/data/apps/btbattery/config/config.ini")]
    [InlineData("/data/apps/btbattery/slots/1.new", null)]
    [InlineData("/data/btbattery-1.0.0-linux-arm", null)]
    [InlineData("/1", null)]
    [InlineData("/", null)]
    public void The_owners_file_of_an_installed_program_lies_beside_its_versions(string programFolder, string? file)
    {
        Assert.Equal(file, Places.ConfigOfInstalled(programFolder));
        Assert.Equal(file ?? Path.Combine(programFolder, "config.ini"), new ConfigurationRequest { ProgramFolder = programFolder }.OwnersFile);
    }

    [Fact]
    public void A_file_that_was_named_is_the_owners_file_all_the_same() => Assert.Equal(
        "/home/owner/boat.ini", new ConfigurationRequest { ProgramFolder = "/data/apps/btbattery/slots/1", CurrentFolder = "/home/owner", ConfigFile = "boat.ini" }.OwnersFile);

    [Fact]
    public void What_people_are_told_is_without_the_folder_that_stands_for_the_machine()
    {
        Assert.Equal(MachineKind.Gx, _gx.Places.Kind);
        Assert.Equal(_gx.At("data/apps/btbattery"), _gx.Places.Base);
        Assert.Equal("/data/apps/btbattery", _gx.Places.OnMachine(_gx.Places.Base));
        Assert.Equal("/elsewhere", _gx.Places.OnMachine("/elsewhere"));
        Assert.False(_gx.Places.IsMachine);
    }

    [Fact]
    public void Without_a_firmware_of_Victron_it_is_another_machine()
    {
        File.Delete(_gx.Places.FirmwareVersion);
        var places = new Places(_gx.Places.Root);
        Assert.Equal((MachineKind.Systemd, "/opt/btbattery"), (places.Kind, places.OnMachine(places.Base)));
    }

    [Fact]
    public void Only_root_changes_the_machine_itself()
    {
        var machine = new Places("");
        var disk = new Disk(_ => throw new InvalidOperationException("Nothing may be changed."));
        var commands = new GxPrograms(_gx, new Power());
        var means = new InstallMeans(machine, disk, commands, new GxHost(machine, disk, commands, _ => { }, TimeProvider.System), _ => { }, TimeProvider.System) { IsRoot = () => false };
        Assert.Equal("'btbattery uninstall' changes the machine: run it as root (sudo).", Assert.Throws<RefusalException>(() => means.DemandRoot("uninstall")).Message);
        (means with { IsRoot = () => true }).DemandRoot("uninstall");
    }
}
