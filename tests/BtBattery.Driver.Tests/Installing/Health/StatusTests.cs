using System.Text.Json;
using BtBattery.Driver.CommandLine;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Control;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Health;

namespace BtBattery.Driver.Tests.Installing.Health;

/// <summary>What is seen of an installation, and told.</summary>
public sealed class StatusTests : IDisposable
{
    private static readonly DriverStatus s_driver = new(
        "1.0.0", 812, "com.victronenergy.battery.btbattery_a4c138000001", [new("A4:C1:38:00:00:01", "Port", "jbd", "live", 1.5, null), new("A4:C1:38:00:00:02", null, null, "never_seen", null, "out of range")]);

    private readonly InstallStory _story = new();

    public void Dispose() => _story.Dispose();

    [Fact]
    public void A_driver_that_answers_and_is_installed()
    {
        _story.Install();
        Assert.Equal(
            """
            Driver:     version 1.0.0 runs and answers as com.victronenergy.battery.btbattery_a4c138000001 (process 812)
              A4:C1:38:00:00:01 Port: live, 1.5 s old
              A4:C1:38:00:00:02: never seen (out of range)
            Installed:  version 1.0.0 in /data/apps/btbattery; there is no version to go back to
            Start:      with the device, by /data/rc.local
            Screens:    as firmware v3.72 shows them

            """,
            StatusText.Write(new Status(s_driver, null, Look())));
    }

    [Fact]
    public void Where_nothing_is_installed() => Assert.Equal(
        "Driver:     No driver is running.\nInstalled:  nothing in /data/apps/btbattery\n", StatusText.Write(new Status(null, "No driver is running.", Look())));

    /// <summary>A file that this user may not read, or that is not there: that no battery is named is only what follows from it.</summary>
    [Fact]
    public void Of_a_configuration_that_cannot_be_read_the_cause_is_told()
    {
        var request = new ConfigurationRequest { ProgramFolder = _story.Gx.At(""), CurrentFolder = "/", ConfigFile = _story.Gx.At("nothing/config.ini") };
        DriverConfiguration configuration = ConfigurationLoader.Load(request);
        Assert.Contains(configuration.Findings, finding => finding.Code == FindingCodes.NoBattery);
        Assert.Equal(request.OwnersFile, StatusCommand.FirstFault(configuration)?.File);
        Assert.Null(StatusCommand.FirstFault(ConfigurationLoader.Load(request with { ConfigFile = null })));
    }

    [Fact]
    public void A_version_on_trial_and_one_that_was_taken_back()
    {
        _story.Install();
        _story.Programs.TrialGoesOn = true;
        Assert.Throws<RefusalException>(() => _story.Update("2.0.0"));
        Assert.Equal(("2.0.0", "1.0.0", "2.0.0"), (Look().Current, Look().Previous, Look().OnTrial));
        AssertTold("Trial:      version 2.0.0 has not proven itself yet");

        _story.Programs.TrialFails = "it did not answer within 60 s";
        _story.Programs.EndTrial();
        Assert.Equal(("1.0.0", null, null), (Look().Current, Look().Previous, Look().OnTrial));
        AssertTold("Taken back: version 2.0.0: it did not answer within 60 s");
    }

    [Fact]
    public void A_hook_that_does_not_start_it_is_told_with_what_to_do()
    {
        _story.Install();
        File.SetUnixFileMode(_story.Places.StartHook, Disk.Plain);
        AssertTold("chmod 755 /data/rc.local");
        File.Move(_story.Places.StartHook, _story.Places.DisabledStartHook);
        AssertTold("somebody has disabled the start hooks in the GUI: enable them there again");
        File.Delete(_story.Places.DisabledStartHook);
        AssertTold("/data/rc.local does not start it with the device: 'btbattery install' mends that");
    }

    [Fact]
    public void A_service_that_is_not_linked_and_screens_of_another_firmware_are_told()
    {
        _story.Install();
        File.Delete(_story.Places.ServiceLink);
        _story.Gx.Write("opt/victronenergy/version", "v3.80\n");
        AssertTold("is not in /service now");
        AssertTold("Screens:    put for firmware v3.72, and v3.80 runs");
        File.Delete(_story.Places.Firmware);
        AssertTold("Screens:    not put");
    }

    [Fact]
    public void The_document_has_all_of_it()
    {
        _story.Install();
        JsonElement document = JsonDocument.Parse(StatusJson.Write(new Status(s_driver, null, Look()))).RootElement;
        Assert.Equal(812, document.GetProperty("driver").GetProperty("process_id").GetInt32());
        Assert.Equal("never_seen", document.GetProperty("driver").GetProperty("batteries")[1].GetProperty("link").GetString());
        Assert.Equal("1.0.0", document.GetProperty("installation").GetProperty("current").GetString());
        Assert.True(document.GetProperty("installation").GetProperty("gx").GetProperty("hook_has_lines").GetBoolean());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("problem").ValueKind);
    }

    private InstallationFacts Look() => InstallationCollector.Read(_story.Places);

    private void AssertTold(string says) => Assert.Contains(says, StatusText.Write(new Status(s_driver, null, Look())), StringComparison.Ordinal);
}
