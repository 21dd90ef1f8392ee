using System.Text.Json;
using BtBattery.DBus;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>What counts as heard, whatever bluetoothd tells, and in whichever order.</summary>
public sealed class ScannerTests : IAsyncLifetime
{
    private const string Battery = "A4:C1:38:00:00:01";
    private const string Other = "A4:C1:38:00:00:02";

    private PrivateBus _bus = null!;
    private FakeRadio _radio = null!;

    public async Task InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _radio = await FakeRadio.StartAsync(_bus);
    }

    public async Task DisposeAsync()
    {
        await _radio.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task Properties_that_arrive_after_their_object_count()
    {
        _radio.OnDiscovery = radio =>
        {
            radio.Add(Battery);
            radio.Change(Battery, ("RSSI", (short)-71));
            radio.Change(Battery, ("Name", "JBD-late"), ("UUIDs", Variant.FromStringArray(["0000FF00-0000-1000-8000-00805F9B34FB"])));
            radio.Change(Battery, ("ManufacturerData", Variant.FromDictionary("q", "v", [new((ushort)0x0102, Variant.FromVariant(Variant.FromByteArray([1])))])));
        };
        JsonElement device = Assert.Single(await ScanAsync());

        Assert.Equal("JBD-late", device.GetProperty("name").GetString());
        Assert.Equal(-71, device.GetProperty("rssi").GetInt32());
        Assert.Equal("0000ff00-0000-1000-8000-00805f9b34fb", device.GetProperty("services")[0].GetString());
        Assert.Equal(0x0102, device.GetProperty("manufacturer_ids")[0].GetInt32());
        Assert.Equal(["SetDiscoveryFilter", "StartDiscovery", "StopDiscovery"], _radio.Calls);
    }

    [Fact]
    public async Task What_BlueZ_remembers_is_not_heard()
    {
        _radio.Add(Battery, ("Name", "JBD-gone"), ("RSSI", (short)-40));
        _radio.Add(Other, ("Name", "JBD-here"), ("RSSI", (short)-40), ("Paired", true));
        _radio.OnDiscovery = radio => radio.Change(Other, ("RSSI", (short)-62));
        JsonElement device = Assert.Single(await ScanAsync());

        Assert.Equal("JBD-here", device.GetProperty("name").GetString());
        Assert.Equal(-62, device.GetProperty("rssi").GetInt32());
        Assert.True(device.GetProperty("paired").GetBoolean());
    }

    [Fact]
    public async Task A_connected_device_is_listed_without_a_signal_and_nobody_disconnects_it()
    {
        _radio.Add(Battery, ("Name", "JBD-held"), ("Connected", true));
        JsonElement device = Assert.Single(await ScanAsync());

        Assert.True(device.GetProperty("connected").GetBoolean());
        Assert.Equal(JsonValueKind.Null, device.GetProperty("rssi").ValueKind);
        Assert.Equal(["SetDiscoveryFilter", "StartDiscovery", "StopDiscovery"], _radio.Calls);
    }

    [Fact]
    public async Task A_strength_that_is_taken_back_and_an_object_that_goes_were_heard_all_the_same()
    {
        _radio.Add(Other, ("Name", "JBD-back"));
        _radio.OnDiscovery = radio =>
        {
            radio.Add(Battery, ("Name", "JBD-brief"));
            radio.Change(Battery, ("RSSI", (short)-80));
            radio.Change(Battery, ("RSSI", default));
            radio.Remove(Other);
            radio.Add(Other, ("Name", "JBD-back"), ("RSSI", (short)-70));
        };
        IReadOnlyList<JsonElement> devices = await ScanAsync();

        Assert.Equal(["JBD-back", "JBD-brief"], devices.Select(device => device.GetProperty("name").GetString()));
        Assert.Equal([-70, -80], devices.Select(device => device.GetProperty("rssi").GetInt32()));
    }

    [Fact]
    public async Task A_scan_that_runs_already_is_listened_to()
    {
        _radio.Add(Battery, ("Name", "JBD-A"));
        _radio.DiscoveryFails = new DBusErrorException("org.bluez.Error.InProgress", "Operation already in progress");
        await using ChildProcess scan = ChildProcess.Start(Repository.Driver, ["scan", "--json", "--time", "3"], _bus.Environment);
        await scan.WaitForErrorLineAsync("Another program scans already");
        _radio.Change(Battery, ("RSSI", (short)-66));

        Assert.Equal(0, await scan.WaitForExitAsync());
        using JsonDocument found = JsonDocument.Parse(scan.Output);
        Assert.Equal(-66, found.RootElement.GetProperty("devices")[0].GetProperty("rssi").GetInt32());
        Assert.Equal("StopDiscovery", _radio.Calls[^1]);
    }

    [Theory]
    [InlineData("org.bluez.Error.NotReady", "Resource Not Ready", "adapter is not ready")]
    [InlineData("org.bluez.Error.NotAuthorized", "No rights", "refused to scan: No rights")]
    public async Task A_refusal_is_told(string error, string text, string part)
    {
        _radio.DiscoveryFails = new DBusErrorException(error, text);
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(Repository.Driver, ["scan", "--time", "1"], _bus.Environment);

        Assert.Equal(4, exitCode);
        Assert.Empty(output);
        Assert.Contains(part, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Start the Bluetooth service", errors, StringComparison.Ordinal);
        Assert.Equal("StopDiscovery", _radio.Calls[^1]);
    }

    [Fact]
    public async Task An_adapter_that_is_pulled_out_while_BlueZ_begins_is_what_is_told()
    {
        _radio.PulledOutAtDiscovery = true;
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(Repository.Driver, ["scan", "--time", "3600"], _bus.Environment);

        Assert.Equal(4, exitCode);
        Assert.Contains("BlueZ has no Bluetooth adapter. Plug one in", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", "was switched off during the scan")]
    [InlineData("out", "was pulled out during the scan")]
    [InlineData("gone", "The Bluetooth service went away during the scan")]
    public async Task What_goes_away_ends_the_scan_at_once(string what, string part)
    {
        _radio.OnDiscovery = radio => _ = what switch
        {
            "off" => Do(radio.SwitchOff),
            "out" => Do(radio.PullOut),
            _ => Do(() => _ = radio.DisposeAsync().AsTask()),
        };
        (int exitCode, _, string errors) = await ChildProcess.RunAsync(Repository.Driver, ["scan", "--time", "3600"], _bus.Environment);

        Assert.Equal(4, exitCode);
        Assert.Contains(part, errors, StringComparison.Ordinal);

        static bool Do(Action action)
        {
            action();
            return true;
        }
    }

    [Fact]
    public async Task A_name_that_is_no_text_is_shown_harmless()
    {
        _radio.OnDiscovery = radio => radio.Add(Battery, ("Name", "JBD-\u001b[2J\nCCL = 400"), ("RSSI", (short)-60));
        (int exitCode, string output, _) = await ChildProcess.RunAsync(Repository.Driver, ["scan", "--time", "1"], _bus.Environment);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("NAME = JBD-__2J_CCL _ 400", output, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonElement>> ScanAsync()
    {
        (int exitCode, string output, string errors) = await ChildProcess.RunAsync(
            Repository.Driver, ["scan", "--json", "--all", "--time", "1"], _bus.Environment);
        Assert.Empty(errors);
        Assert.Equal(0, exitCode);
        using JsonDocument found = JsonDocument.Parse(output);
        return [.. found.RootElement.Clone().GetProperty("devices").EnumerateArray()];
    }
}
