using System.Text.Json;
using BtBattery.Driver.Doctor;
using BtBattery.Driver.Doctor.Facts;

namespace BtBattery.Driver.Tests.Doctor;

public sealed class ReportTests
{
    [Fact]
    public void A_healthy_system_is_told_with_what_was_looked_at()
    {
        SystemFacts facts = Fixture.Load("healthy-venus").Facts;

        Assert.Equal(
            "No fault was found.\nChecked: the configuration, the bus, BlueZ 5.72, the adapter hci0, "
            + "the battery A4:C1:38:00:00:01 (served by com.victronenergy.battery.btbattery_a4c138000001), Victron's services, "
            + "whether the charge limits are followed, the storage /data, the boot scripts, the clock.\n",
            DoctorText.Write(Diagnosis.Find(facts), Coverage.Of(facts)));
    }

    [Fact]
    public void A_fault_is_told_with_the_one_thing_to_do()
    {
        SystemFacts facts = Fixture.Load("adapter_off").Facts;

        string text = DoctorText.Write(Diagnosis.Find(facts), Coverage.Of(facts));

        Assert.StartsWith(
            "FAULT   The Bluetooth adapter hci0 is switched off.  [adapter_off]\n   do:  Switch it on: bluetoothctl power on.\n\nChecked: ",
            text,
            StringComparison.Ordinal);
        Assert.Contains("Not checked: the battery A4:C1:38:00:00:01: there is no radio to listen with yet.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("No fault", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_battery_without_a_driver_would_demand_is_not_known()
    {
        SystemFacts facts = Fixture.Load("healthy-raspberry").Facts;

        Coverage coverage = Coverage.Of(facts);

        Assert.Contains("the battery A4:C1:38:00:00:01 (heard with -61 dBm)", coverage.Checked);
        Assert.Equal(
            ["whether A4:C1:38:00:00:01 wants a PIN or a password", "whether the charge limits are followed"], coverage.NotChecked.Select(part => part.What));
    }

    [Fact]
    public void The_object_for_programs_has_every_key()
    {
        SystemFacts facts = Fixture.Load("dvcc_off").Facts with { NotLearned = [new NotLearned("the clock", "it is broken")] };

        using JsonDocument json = JsonDocument.Parse(DoctorJson.Write(Diagnosis.Find(facts), Coverage.Of(facts)));

        JsonElement root = json.RootElement;
        Assert.Equal(["healthy", "findings", "checked", "not_checked"], root.EnumerateObject().Select(property => property.Name));
        Assert.False(root.GetProperty("healthy").GetBoolean());
        JsonElement finding = Assert.Single(root.GetProperty("findings").EnumerateArray());
        Assert.Equal(["code", "severity", "subject", "text", "action"], finding.EnumerateObject().Select(property => property.Name));
        Assert.Equal("dvcc_off", finding.GetProperty("code").GetString());
        Assert.Equal("fault", finding.GetProperty("severity").GetString());
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("subject").ValueKind);
        Assert.Equal("it is broken", root.GetProperty("not_checked")[0].GetProperty("why").GetString());
    }

    [Fact]
    public void Advice_leaves_a_system_healthy()
    {
        SystemFacts facts = Fixture.Load("weak_signal").Facts;

        using JsonDocument json = JsonDocument.Parse(DoctorJson.Write(Diagnosis.Find(facts), Coverage.Of(facts)));

        Assert.True(json.RootElement.GetProperty("healthy").GetBoolean());
        Assert.Equal("advice", json.RootElement.GetProperty("findings")[0].GetProperty("severity").GetString());
    }
}
