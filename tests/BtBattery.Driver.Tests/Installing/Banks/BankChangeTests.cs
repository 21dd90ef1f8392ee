using System.Text.Json;
using BtBattery.Driver.Configuration;
using BtBattery.Driver.Installing;
using BtBattery.Driver.Installing.Banks;
using BtBattery.Driver.Options;

namespace BtBattery.Driver.Tests.Installing.Banks;

/// <summary>Another bank takes the place of one: the file, the settings and what was counted, with the power failing before every step.</summary>
public sealed class BankChangeTests : IDisposable
{
    private const string One = "A4:C1:38:00:00:01";
    private const string Two = "A4:C1:38:00:00:02";
    private const string Nine = "A4:C1:38:00:00:09";

    private readonly GxFolder _gx = new();
    private readonly List<string> _told = [];
    private Power _power = new();
    private PausedHost _host = new();

    public BankChangeTests() => Begin();

    public void Dispose() => _gx.Dispose();

    [Fact]
    public async Task A_battery_that_is_replaced_leaves_number_name_screen_and_history_to_the_bank()
    {
        await ReplaceAsync();

        Assert.Equal($"[BANK]\nBATTERIES = {One}, {Nine}\nTOPOLOGY = parallel\n\n[{Nine}]\nNAME = Port\n", _gx.Read("data/apps/btbattery/config/config.ini"));
        JsonElement bank = Entry("settings.json", IdOf(One, Nine));
        Assert.Equal((4, 1, "House", 40), (Number(bank, "instance"), Number(bank, "wish"), bank.GetProperty("settings").GetProperty("CustomName").GetString(), Number(bank.GetProperty("settings"), "MaxChargeCurrent")));
        Assert.False(Entry("settings.json", IdOf(One, Two)).TryGetProperty("instance", out _));
        Assert.Equal("Portside", Entry("settings.json", "btbattery_a4c138000009").GetProperty("settings").GetProperty("CustomName").GetString());

        JsonElement counted = Entry("bank-state.json", IdOf(One, Nine));
        Assert.Equal(
            """{"boot":"b","uptime":12.5,"wiring":"A4:C1:38:00:00:01|A4:C1:38:00:00:09","batteries":["A4:C1:38:00:00:01","A4:C1:38:00:00:09"],"history":{"TotalAhDrawn":-7.5}}""",
            JsonSerializer.Serialize(counted));
        Assert.Equal(["is running", "pause", "start"], _host.Calls);
        Assert.Contains("The bank goes on as device 4, with its name and what was set on the screen.", _told);
        Assert.False(File.Exists(Journal));
    }

    [Fact]
    public async Task Another_bank_goes_on_as_the_same_device_and_counts_anew()
    {
        BankChange change = Change();
        BankText bank = change.Read();
        await change.ApplyAsync(bank, bank.Removed(Address(Two), "Port"), null, CancellationToken.None);

        Assert.Equal($"[BANK]\nBATTERIES = {One}\nTOPOLOGY = parallel\n\n; [{Two}]\n; NAME = Port\n", _gx.Read("data/apps/btbattery/config/config.ini"));
        Assert.Equal(4, Number(Entry("settings.json", "btbattery_a4c138000001"), "instance"));
        Assert.Equal("Mine", Entry("settings.json", "btbattery_a4c138000001").GetProperty("settings").GetProperty("CustomName").GetString());
        Assert.DoesNotContain("btbattery_a4c138000001", _gx.Read("data/apps/btbattery/config/bank-state.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_its_owner_has_stopped_stays_stopped()
    {
        _host.IsUp = false;

        await ReplaceAsync();

        Assert.Equal(["is running"], _host.Calls);
        Assert.Contains(Nine, _gx.Read("data/apps/btbattery/config/config.ini"), StringComparison.Ordinal);
        Assert.Contains("No driver serves it now: it counts from the next start of the driver on.", _told);
    }

    [Fact]
    public async Task What_would_not_load_is_refused_and_nothing_is_touched()
    {
        IReadOnlyDictionary<string, string> before = _gx.Everything;
        BankChange change = Change();
        BankText bank = change.Read();

        RefusalException refusal = await Assert.ThrowsAsync<RefusalException>(() => change.ApplyAsync(bank, bank.WithTopology("X+Y"), null, CancellationToken.None));

        Assert.Contains("'X' is none of the batteries", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, refusal.ExitCode);
        Assert.Equal(before, _gx.Everything);
        Assert.Empty(_host.Calls);
    }

    [Fact]
    public void A_file_without_batteries_or_with_errors_is_not_changed()
    {
        _gx.Write("data/apps/btbattery/config/config.ini", "[DEFAULT]\nLOG_LEVEL = debug\n");
        Assert.Contains("names no batteries", Assert.Throws<RefusalException>(() => Change().Read()).Message, StringComparison.Ordinal);

        _gx.Write("data/apps/btbattery/config/config.ini", $"[BANK]\nBATTERIES = {One}\nX = 1\n");
        Assert.Contains("is wrong as it is", Assert.Throws<RefusalException>(() => Change().Read()).Message, StringComparison.Ordinal);
    }

    /// <summary>Whenever it fails: the same command gets to the same end, and the driver never sees half a file.</summary>
    [Fact]
    public async Task After_a_power_cut_before_any_step_the_same_command_finishes()
    {
        await ReplaceAsync();
        IReadOnlyDictionary<string, string> after = _gx.Everything;
        int steps = _power.Steps.Count;
        Assert.True(steps > 10);
        for (int step = 1; step <= steps; step++)
        {
            Begin();
            _power = new Power { FailsBefore = step };
            await Assert.ThrowsAsync<PowerFailedException>(ReplaceAsync);
            Assert.False(ConfigurationLoader.Load(Request).HasErrors);
            _power = new Power();
            _host = new PausedHost();
            await ReplaceAsync();
            Assert.Equal(after, _gx.Everything);
        }
    }

    [Fact]
    public async Task What_was_begun_and_whose_file_is_another_now_is_forgotten()
    {
        new BankHandover { To = "btbattery_bank_00000000", Moves = [new DeviceMove(IdOf(One, Two), IdOf(One, Nine), 9, null)] }.Write(new Disk(), Journal);
        BankChange change = Change();

        Assert.False(await change.FinishAsync(change.Read(), CancellationToken.None));
        Assert.False(File.Exists(Journal));
        Assert.Equal(4, Number(Entry("settings.json", IdOf(One, Two)), "instance"));
    }

    [Fact]
    public async Task Whatever_stops_it_the_next_command_starts_the_driver_again()
    {
        await ReplaceAsync();
        int steps = _power.Steps.Count;
        for (int step = 1; step <= steps; step++)
        {
            Begin();
            _power = new Power { FailsBefore = step };
            await Assert.ThrowsAsync<PowerFailedException>(ReplaceAsync);
            bool wasUp = _host.IsUp;
            _power = new Power();
            await ReplaceAsync();
            Assert.True(_host.IsUp, $"{(wasUp ? "up" : "down")} after step {step}");
        }
    }

    [Fact]
    public async Task A_service_that_does_not_end_in_time_is_started_by_the_next_command()
    {
        _host.EndsLate = true;
        await Assert.ThrowsAsync<RefusalException>(ReplaceAsync);
        Assert.False(_host.IsUp);

        _host.EndsLate = false;
        await ReplaceAsync();
        Assert.Equal(["is running", "pause", "is running", "start", "is running", "pause", "start"], _host.Calls);
    }

    [Fact]
    public async Task What_was_counted_is_looked_at_before_the_driver_is_stopped()
    {
        _gx.Write("data/apps/btbattery/config/bank-state.json", "spoilt");

        Assert.Contains("The bank is as it was", (await Assert.ThrowsAsync<RefusalException>(ReplaceAsync)).Message, StringComparison.Ordinal);
        Assert.Equal(["is running"], _host.Calls);
        Assert.False(File.Exists(Journal));
    }

    [Fact]
    public async Task Once_the_driver_is_stopped_it_is_finished_whoever_gives_up()
    {
        using var stop = new CancellationTokenSource();
        _host.Paused = stop.Cancel;
        BankChange change = Change();
        BankText bank = change.Read();

        await change.ApplyAsync(bank, bank.Replaced(Address(Two), Address(Nine)), (Address(Two), Address(Nine)), stop.Token);
        Assert.True(_host.IsUp);
        Assert.Contains(Nine, _gx.Read("data/apps/btbattery/config/config.ini"), StringComparison.Ordinal);

        Begin();
        change = Change();
        bank = change.Read();
        await Assert.ThrowsAsync<OperationCanceledException>(() => change.ApplyAsync(bank, bank.Removed(Address(Two), "Port"), null, stop.Token));
        Assert.Equal(["is running"], _host.Calls);
    }

    [Fact]
    public async Task A_file_that_was_changed_meanwhile_is_not_overwritten()
    {
        BankChange change = Change();
        BankText bank = change.Read();
        string mine = _gx.Read("data/apps/btbattery/config/config.ini") + "MAX_CELL_VOLTAGE = 3.4\n";
        _gx.Write("data/apps/btbattery/config/config.ini", mine);

        Assert.Contains(
            "was changed meanwhile", (await Assert.ThrowsAsync<RefusalException>(() => change.ApplyAsync(bank, bank.Removed(Address(Two), "Port"), null, CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Equal(mine, _gx.Read("data/apps/btbattery/config/config.ini"));
        Assert.Empty(_host.Calls);
    }

    [Fact]
    public async Task A_battery_that_another_driver_has_does_not_come_into_the_bank()
    {
        _gx.Write("data/apps/dbus-serialbattery/config.ini", $"[DEFAULT]\nBLUETOOTH_BMS = Jkbms_Ble {Nine}\n");
        IReadOnlyDictionary<string, string> before = _gx.Everything;

        Assert.Contains(Nine, (await Assert.ThrowsAsync<RefusalException>(ReplaceAsync)).Message, StringComparison.Ordinal);
        Assert.Equal(before, _gx.Everything);
    }

    [Fact]
    public async Task A_battery_that_comes_back_gets_what_the_one_in_its_place_had_last()
    {
        await ReplaceAsync();
        const string settings = "data/apps/btbattery/config/settings.json";
        _gx.Write(settings, _gx.Read(settings).Replace("House", "Barn", StringComparison.Ordinal));
        string formerly = Entry("settings.json", IdOf(One, Two)).GetRawText();
        Assert.Contains("Barn", formerly, StringComparison.Ordinal);
        _gx.Write(settings, _gx.Read(settings).Replace(formerly, formerly.Replace("Barn", "House", StringComparison.Ordinal), StringComparison.Ordinal));

        BankChange change = Change();
        BankText bank = change.Read();
        await change.ApplyAsync(bank, bank.Replaced(Address(Nine), Address(Two)), (Address(Nine), Address(Two)), CancellationToken.None);

        Assert.Equal("Barn", Entry("settings.json", IdOf(One, Two)).GetProperty("settings").GetProperty("CustomName").GetString());
    }

    private ConfigurationRequest Request => new() { ProgramFolder = _gx.At(""), ConfigFile = _gx.Places.Config };

    private string Journal => _gx.At("data/apps/btbattery/config/bank-handover.json");

    /// <summary>As the command does it.</summary>
    private async Task ReplaceAsync()
    {
        BankChange change = Change();
        BankText bank = change.Read();
        if (await change.FinishAsync(bank, CancellationToken.None) && bank.Batteries.Contains(Address(Nine)))
        {
            return;
        }

        if (bank.Batteries.Contains(Address(Two)))
        {
            await change.ApplyAsync(bank, bank.Replaced(Address(Two), Address(Nine)), (Address(Two), Address(Nine)), CancellationToken.None);
        }
    }

    private BankChange Change()
    {
        var disk = new Disk(_power.Take);
        var means = new InstallMeans(_gx.Places, disk, new GxPrograms(_gx, _power), _host, _told.Add, TimeProvider.System);
        return new(means, Request, "unix:path=" + _gx.At("nobody"), (_, _) => Task.FromResult<ISettingsMover>(new CutMover(new FileMover(_gx.At("data/apps/btbattery/config/settings.json")), _power)));
    }

    private void Begin()
    {
        const string folder = "data/apps/btbattery/config";
        _gx.Write($"{folder}/config.ini", $"[BANK]\nBATTERIES = {One}, {Two}\nTOPOLOGY = parallel\n\n[{Two}]\nNAME = Port\n");
        _gx.Write(
            $"{folder}/settings.json",
            $$"""
            {"version": 1, "entries": {
              "{{IdOf(One, Two)}}": {"instance": 4, "wish": 1, "settings": {"CustomName": "House", "MaxChargeCurrent": 40} },
              "btbattery_a4c138000001": {"settings": {"CustomName": "Mine"} },
              "btbattery_a4c138000002": {"settings": {"CustomName": "Portside"} } } }
            """);
        _gx.Write(
            $"{folder}/bank-state.json",
            $$"""
            {"version": 1, "entries": {
              "{{IdOf(One, Two)}}": {"boot": "b", "uptime": 12.5, "wiring": "{{One}}|{{Two}}", "batteries": ["{{One}}", "{{Two}}"], "limits": {"WereValid": true}, "history": {"TotalAhDrawn": -7.5} },
              "{{Two}}": {"cells": {"Count": 4} } } }
            """);
        _host = new PausedHost();
        _told.Clear();
    }

    private JsonElement Entry(string file, string name) =>
        JsonDocument.Parse(_gx.Read($"data/apps/btbattery/config/{file}")).RootElement.GetProperty("entries").GetProperty(name);

    private static int Number(JsonElement entry, string name) => entry.GetProperty(name).GetInt32();

    private static BatteryAddress Address(string text) => BatteryAddress.TryParse(text, out BatteryAddress address) ? address : default;

    /// <summary>What a bank of two is called.</summary>
    private static string IdOf(string one, string other)
    {
        var files = new Configuration.FakeFiles { ["/x/config.ini"] = $"[BANK]\nBATTERIES = {one}, {other}\n" };
        return BankPlanning.Plan(ConfigurationLoader.Load(new() { ProgramFolder = "/x", ConfigFile = "/x/config.ini" }, files), "unix:path=/x").Id;
    }

    /// <summary>Each move is a step before which the power may fail.</summary>
    private sealed class CutMover(ISettingsMover mover, Power power) : ISettingsMover
    {
        public Task<(int? Instance, int? Wish)> ReadAsync(string device, CancellationToken cancellationToken) => mover.ReadAsync(device, cancellationToken);

        public Task MoveAsync(DeviceMove move, CancellationToken cancellationToken)
        {
            power.Take($"move {move.From}");
            return mover.MoveAsync(move, cancellationToken);
        }

        public ValueTask DisposeAsync() => mover.DisposeAsync();
    }

    /// <summary>A service that runs, and notes what is done with it.</summary>
    private sealed class PausedHost : IServiceHost
    {
        public List<string> Calls { get; } = [];

        public bool IsUp { get; set; } = true;

        /// <summary>True if it is told to end, and does so once nobody waits any more.</summary>
        public bool EndsLate { get; set; }

        /// <summary>Told when it has ended.</summary>
        public Action Paused { get; set; } = () => { };

        public string ServiceName => "/service/btbattery";

        public string LogCommand => "";

        public bool IsInstalled => true;

        public IReadOnlyList<string> OwnersFolders => [];

        public void Check()
        {
        }

        public InstalledFacts Note(InstalledFacts facts) => facts;

        public Task PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RegisterAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IsUp = true;
            return Call("start");
        }

        public Task RestartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public async Task<bool> IsRunningAsync(CancellationToken cancellationToken)
        {
            await Call("is running");
            return IsUp;
        }

        public Task PauseAsync(CancellationToken cancellationToken)
        {
            IsUp = false;
            Paused();
            Calls.Add("pause");
            return EndsLate ? throw new RefusalException("It does not end.") : Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task UnregisterAsync(InstalledFacts facts, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(InstalledFacts facts, CancellationToken cancellationToken) => throw new NotSupportedException();

        private Task Call(string what)
        {
            Calls.Add(what);
            return Task.CompletedTask;
        }
    }
}
