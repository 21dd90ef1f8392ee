using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Run;
using BtBattery.Driver.Settings;
using BtBattery.Driver.Settings.Files;
using BtBattery.Driver.Tests.Fakes;
using BtBattery.Tests.VirtualTime;
using Microsoft.Extensions.Logging;

namespace BtBattery.Driver.Tests.Settings;

/// <summary>Settings in a file: what is kept, which number a device gets, and what disks and hands may do to the file.</summary>
public sealed class FileSettingsTests : IDisposable
{
    private const string Port = "btbattery_a4c138000001";
    private const string Starboard = "btbattery_a4c138000002";

    private static readonly Setting s_name = BankSettings.CustomName;
    private static readonly Setting s_amps = new("Amps", ItemValue.Of(50.0, 3), 0, 200);
    private static readonly Setting s_count = new("Count", ItemValue.Of(3), 0, 10);

    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-settings-").FullName;
    private readonly VirtualWorld _world = new();
    private readonly LogLines _log = new();
    private readonly MonotonicClock _clock;

    public FileSettingsTests() => _clock = new(_world.Time);

    private string Place => Path.Combine(_folder, FileSettings.FileName);

    [Fact]
    public void What_was_written_is_there_for_the_next_process()
    {
        IDeviceSettings port = Open(Home(), Port, 1);
        Assert.Equal((1, "", 50.0, 3), (port.Instance, port["CustomName"].AsText, port["Amps"].AsNumber, port["Count"].AsInteger));
        Assert.True(Write(port, "CustomName", ItemValue.Of("Bug „1“\n")));
        Assert.True(Write(port, "Amps", ItemValue.Of(0.1, 15)));
        Assert.True(Write(port, "Count", ItemValue.Of(7)));

        IDeviceSettings again = Open(Home(), Port, 1);
        Assert.Equal((1, "Bug „1“\n", 0.1, 7), (again.Instance, again["CustomName"].AsText, again["Amps"].AsNumber, again["Count"].AsInteger));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_changes_nothing()
    {
        IDeviceSettings port = Open(Home(), Port, 1);
        _world.RunReady();
        byte[] before = File.ReadAllBytes(Place);
        foreach ((string name, ItemValue value) in ((string, ItemValue)[])
            [("Amps", ItemValue.Of(200.5, 3)), ("Amps", ItemValue.Of(-1.0, 3)), ("Amps", ItemValue.Of(5)), ("Amps", ItemValue.Invalid), ("Count", ItemValue.Of(11)), ("CustomName", ItemValue.Of(1)), ("Other", ItemValue.Of(1))])
        {
            Assert.False(Write(port, name, value));
        }

        Assert.Equal((50.0, 3, ""), (port["Amps"].AsNumber, port["Count"].AsInteger, port["CustomName"].AsText));
        Assert.Equal(before, File.ReadAllBytes(Place));
    }

    [Fact]
    public void A_value_that_is_there_already_is_not_written_again()
    {
        IDeviceSettings port = Open(Home(), Port, 1);
        Assert.True(Write(port, "Count", ItemValue.Of(7)));
        File.Delete(Place);
        Assert.True(Write(port, "Count", ItemValue.Of(7)));
        Assert.False(File.Exists(Place));
    }

    [Fact]
    public void No_two_devices_have_one_number_and_each_keeps_its_own()
    {
        const string Bank = "btbattery_bank_00000001";
        FileSettings home = Home();
        Assert.Equal((1, 2, 5), (Open(home, Port, 1).Instance, Open(home, Starboard, 1).Instance, Open(home, Bank, 5).Instance));

        // In another order too.
        home = Home();
        Assert.Equal((5, 2, 1), (Open(home, Bank, 5).Instance, Open(home, Starboard, 1).Instance, Open(home, Port, 1).Instance));
    }

    [Fact]
    public void A_number_that_is_wished_for_anew_is_given_if_it_is_free()
    {
        FileSettings home = Home();
        Open(home, Port, 1);
        Open(home, Starboard, 1);
        home = Home();
        Assert.Equal((9, 2), (Open(home, Port, 9).Instance, Open(home, Starboard, 2).Instance));
        home = Home();
        Assert.Equal((2, 3), (Open(home, Starboard, 2).Instance, Open(home, Port, 2).Instance));
        Assert.Contains(_log.Lines, line => line.Contains("Instance 2 belongs to another battery", StringComparison.Ordinal));
    }

    [Fact]
    public void A_device_that_needs_no_number_takes_none()
    {
        FileSettings home = Home();
        Assert.Null(Open(home, Port, null).Instance);
        Assert.Equal(1, Open(home, Starboard, 1).Instance);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"version\": 1, \"entries\": { \"btbattery_a4c138000001\": { \"instance\": 1")]
    [InlineData("{ \"version\": 99, \"entries\": {} }")]
    public void A_damaged_file_is_set_aside_and_told_once(string content)
    {
        File.WriteAllText(Place, content);
        FileSettings home = Home();
        IDeviceSettings port = Open(home, Port, 4);
        Open(home, Starboard, 5);
        Assert.Equal((4, ""), (port.Instance, port["CustomName"].AsText));
        Assert.True(Write(port, "CustomName", ItemValue.Of("Bow")));
        Assert.Equal("Bow", Open(Home(), Port, 4)["CustomName"].AsText);
        Assert.Equal(content, File.ReadAllText(Place + ".bad"));
        Assert.Contains("set aside", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_understood_in_an_entry_is_as_if_it_were_not_there_and_what_is_not_known_stays()
    {
        File.WriteAllText(
            Place,
            $$"""
            { "version": 1, "entries": {
              "{{Port}}": { "instance": -3, "wish": "x", "settings": { "CustomName": 5, "Amps": 1e9, "Count": 2.5, "Later": "kept", "Flag": true } },
              "{{Starboard}}": "what?",
              "other": { "more": [1, 2] } } }
            """);
        FileSettings home = Home();
        IDeviceSettings port = Open(home, Port, 1);
        Assert.Equal((1, "", 50.0, 3), (port.Instance, port["CustomName"].AsText, port["Amps"].AsNumber, port["Count"].AsInteger));
        Assert.Equal(2, Open(home, Starboard, 1).Instance);
        Assert.True(Write(port, "CustomName", ItemValue.Of("Bow")));
        string written = File.ReadAllText(Place);
        Assert.Contains("\"Later\":\"kept\"", written.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"more\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_be_written_the_number_is_given_and_changes_are_refused()
    {
        // Nothing can be written over a folder, whoever we are.
        Directory.CreateDirectory(Path.Combine(Place, "full"));
        IDeviceSettings port = Open(Home(), Port, 6);
        Assert.Equal(6, port.Instance);
        Assert.False(Write(port, "CustomName", ItemValue.Of("Bow")));
        Assert.False(Write(port, "CustomName", ItemValue.Of("Bow")));
        Assert.Equal("", port["CustomName"].AsText);
        Assert.Contains("cannot be written", Assert.Single(_log.Lines), StringComparison.Ordinal);

        Directory.Delete(Place, recursive: true);
        Assert.True(Write(port, "CustomName", ItemValue.Of("Bow")));
        Assert.Equal("Bow", Open(Home(), Port, 6)["CustomName"].AsText);
    }

    [Fact]
    public void Two_processes_with_one_file_leave_each_other_alone()
    {
        FileSettings one = Home();
        FileSettings two = Home();
        IDeviceSettings port = Open(one, Port, 1);
        IDeviceSettings starboard = Open(two, Starboard, 1);
        Task<bool>[] writes =
        [
            .. Enumerable.Range(1, 5).SelectMany(number => (Task<bool>[])
                [port.WriteAsync("Count", ItemValue.Of(number), CancellationToken.None), starboard.WriteAsync("Count", ItemValue.Of(10 - number), CancellationToken.None)]),
        ];
        Assert.All(writes, write => Assert.True(_world.Finish(write)));

        FileSettings next = Home();
        Assert.Equal((5, 5), (Open(next, Port, 1)["Count"].AsInteger, Open(next, Starboard, 1)["Count"].AsInteger));
    }

    [Fact]
    public void Two_that_have_one_device_open_hear_of_each_other()
    {
        FileSettings home = Home();
        IDeviceSettings bank = Open(home, Port, null);
        IDeviceSettings alone = Open(home, Port, 1);
        List<(string, string)> heard = [];
        bank.Changed += (name, value) => heard.Add((name, value.AsText));
        alone.Changed += (name, value) => Assert.Fail("Its own change is no news.");
        Assert.True(Write(alone, "CustomName", ItemValue.Of("Bow")));
        Assert.Equal([("CustomName", "Bow")], heard);
        Assert.Equal("Bow", bank["CustomName"].AsText);

        bank.Dispose();
        Assert.True(Write(alone, "CustomName", ItemValue.Of("Stern")));
        Assert.Single(heard);
    }

    [Fact]
    public void A_battery_keeps_its_name_in_whatever_bank_it_is()
    {
        FileSettings home = Home();
        using (BankSettings bank = Open(home, Plan(1, 2)))
        {
            Assert.True(Write(bank.Bank, "CustomName", ItemValue.Of("House")));
            Assert.True(Write(bank.Members[1], "CustomName", ItemValue.Of("Starboard")));
        }

        home = Home();
        using BankSettings alone = Open(home, Plan(2));
        Assert.Equal(("Starboard", "Starboard"), (alone.Bank["CustomName"].AsText, alone.Members[0]["CustomName"].AsText));
        using BankSettings other = Open(home, Plan(3, 2));
        Assert.Equal(("", "", "Starboard"), (other.Bank["CustomName"].AsText, other.Members[0]["CustomName"].AsText, other.Members[1]["CustomName"].AsText));
    }

    [Fact]
    public void A_write_that_was_given_up_is_answered_once()
    {
        var write = new FileWrite();
        Task<bool> waiting = write.WaitAsync(TimeSpan.FromSeconds(2), _clock, CancellationToken.None);
        _world.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(waiting.IsCompleted);
        _world.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(_world.Result(waiting));
        Assert.False(write.TryAnswer(true));
    }

    public void Dispose()
    {
        _world.Dispose();
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static BankPlan Plan(params int[] numbers)
    {
        BankPlan one = BankPlan.Watching(Battery(numbers[0]));
        return one with { Members = [.. numbers.Select(Battery)] };
    }

    private static DriverOptions Battery(int number)
    {
        Assert.True(BatteryAddress.TryParse($"A4:C1:38:00:00:0{number}", out BatteryAddress address));
        return new DriverOptions { Address = address, BusAddress = "" };
    }

    private FileSettings Home() => new(Place, _clock, _log.CreateLogger<FileSettings>());

    private IDeviceSettings Open(FileSettings home, string device, int? wish) => _world.Result(home.OpenAsync(device, wish, [s_name, s_amps, s_count], CancellationToken.None));

    private BankSettings Open(FileSettings home, BankPlan plan) => _world.Result(BankSettings.OpenAsync(home, plan, [], CancellationToken.None));

    private bool Write(IDeviceSettings device, string name, ItemValue value) => _world.Result(device.WriteAsync(name, value, CancellationToken.None));
}
