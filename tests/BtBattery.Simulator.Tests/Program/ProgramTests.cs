using System.Diagnostics;
using System.Text.Json;
using BtBattery.Simulator.Tests.Support;
using BtBattery.Simulator.Tests.Watch;

namespace BtBattery.Simulator.Tests.Program;

/// <summary>The program as its users start it.</summary>
public sealed class ProgramTests
{
    private static readonly string Scenario = Path.Combine(AppContext.BaseDirectory, "scenarios", "one-battery.json");

    [Theory]
    [InlineData(2, "the simulator never takes org.bluez on the real system bus", "run", "--scenario", "one.json")]
    [InlineData(2, "There is no scenario file /no/such.json.", "run", "--scenario", "/no/such.json", "--bus", "unix:path=/no/bus")]
    [InlineData(2, "There is no scenario file /no/such.json.", "addresses", "--scenario", "/no/such.json")]
    [InlineData(2, "'--colour'", "run", "--colour", "blue")]
    [InlineData(2, "--json needs --once.", "watch", "--json")]
    [InlineData(2, "--services takes a number from 1.", "watch", "--once", "--services", "0")]
    [InlineData(4, "There is no bus to watch", "watch", "--bus", "unix:path=/no/bus")]
    [InlineData(4, "No simulator listens on /no/socket", "ctl", "/no/socket", "list")]
    public async Task A_mistake_is_one_sentence_and_an_exit_code(int code, string sentence, params string[] arguments)
    {
        (int exit, string output, string errors) = await RunAsync(null, arguments);

        Assert.Equal(code, exit);
        Assert.Empty(output);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Addresses_are_printed_one_per_line()
    {
        (int exit, string output, _) =
            await RunAsync(null, "addresses", "--scenario", Scenario.Replace("one-battery", "two-batteries", StringComparison.Ordinal));

        Assert.Equal(0, exit);
        Assert.Equal("A4:C1:38:00:00:01\nA4:C1:38:00:00:02\n", output);
    }

    [Fact]
    public async Task A_taken_name_is_an_exit_code_4()
    {
        await using var simulation = await RunningSimulation.StartAsync();

        (int exit, _, string errors) = await RunAsync(simulation.BusAddress, "run", "--scenario", Scenario);

        Assert.Equal(4, exit);
        Assert.StartsWith("Another program owns org.bluez", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_takes_commands_and_ends_cleanly_on_SIGTERM()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        string control = Path.Combine(bus.Folder, "control");
        using Process program = Start(bus.Address, ["run", "--scenario", Scenario, "--control", control]);
        while (await program.StandardError.ReadLineAsync().WaitAsync(Deadline.Time) is { } line
            && !line.StartsWith("org.bluez is up", StringComparison.Ordinal))
        {
        }

        (int exit, string list, _) = await RunAsync(null, "ctl", control, "list");
        Assert.Equal(0, exit);
        Assert.StartsWith("ok [{\"name\":\"JBD-280Ah\"", list, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(null, "ctl", control, "drop", "Nobody")).Exit);

        using Process kill = Process.Start("kill", ["-TERM", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await program.WaitForExitAsync().WaitAsync(Deadline.Time);
        Assert.Equal(0, program.ExitCode);
        Assert.False(File.Exists(control));
    }

    [Fact]
    public async Task Run_ends_with_4_when_the_bus_goes()
    {
        PrivateBus bus = await PrivateBus.StartAsync();
        using Process program = Start(bus.Address, ["run", "--scenario", Scenario]);
        while (await program.StandardError.ReadLineAsync().WaitAsync(Deadline.Time) is { } line
            && !line.StartsWith("org.bluez is up", StringComparison.Ordinal))
        {
        }

        bus.Kill();

        await program.WaitForExitAsync().WaitAsync(Deadline.Time);
        Assert.Equal(4, program.ExitCode);
        Assert.Equal("The bus is gone, so the simulator ends.\n", await program.StandardError.ReadToEndAsync());
        await bus.DisposeAsync();
    }

    [Fact]
    public async Task Watch_once_prints_a_whole_battery_as_JSON()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService service = await FakeService.StartAsync(bus.Address, "com.victronenergy.battery.one", FakeService.Battery());
        await using FakeService other = await FakeService.StartAsync(bus.Address, "com.victronenergy.settings", []);

        (int exit, string output, _) = await RunAsync(bus.Address, "watch", "--once", "--json", "--timeout", "30");

        Assert.Equal(0, exit);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal("com.victronenergy.battery.one", Assert.Single(json.RootElement.EnumerateObject()).Name);
    }

    [Fact]
    public async Task Watch_once_gives_up_with_3()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        await using FakeService service = await FakeService.StartAsync(bus.Address, "com.victronenergy.battery.one", FakeService.Battery());

        (int exit, string output, string errors) =
            await RunAsync(bus.Address, "watch", "--once", "--json", "--timeout", "0.5", "--services", "2");

        Assert.Equal(3, exit);
        Assert.Empty(output);
        Assert.EndsWith("No complete data within 0.5 s: waiting for battery services, 1 of 2 are there.\n", errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_watch_without_a_terminal_prints_a_line_per_change()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        using Process program = Start(bus.Address, ["watch"]);
        FakeService service = await FakeService.StartAsync(bus.Address, "com.victronenergy.battery.one", FakeService.Battery());

        await UntilAsync(program.StandardOutput, "76.0%");
        await service.ChangeAsync(("/Soc", 75.5));
        await UntilAsync(program.StandardOutput, "75.5%");
        await service.DisposeAsync();
        await UntilAsync(program.StandardOutput, "is gone");

        using Process kill = Process.Start("kill", ["-INT", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await program.WaitForExitAsync().WaitAsync(Deadline.Time);
        Assert.Equal(0, program.ExitCode);
    }

    [Theory]
    [InlineData("run", "--scenario scenarios/one-battery.json")]
    [InlineData("ctl", "btbattery-sim ctl /tmp/demo-control")]
    [InlineData("watch", "btbattery-sim watch --once --json")]
    public async Task Help_has_an_example(string command, string example)
    {
        (int exit, string output, _) = await RunAsync(null, command, "--help");

        Assert.Equal(0, exit);
        Assert.Contains(example, output, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(StreamReader reader, string part)
    {
        while (true)
        {
            string? line = await reader.ReadLineAsync().WaitAsync(Deadline.Time);
            Assert.NotNull(line);
            if (line.Contains(part, StringComparison.Ordinal)) return;
        }
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string? bus, params string[] arguments)
    {
        using Process program = Start(bus, arguments);
        Task<string> output = program.StandardOutput.ReadToEndAsync();
        Task<string> errors = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(Deadline.Time);
        return (program.ExitCode, await output, await errors);
    }

    private static Process Start(string? bus, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Simulation).Assembly.Location, .. arguments]) { RedirectStandardOutput = true,
            RedirectStandardError = true };
        start.Environment.Remove("DBUS_SYSTEM_BUS_ADDRESS");
        if (bus is not null) start.Environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus;
        return Process.Start(start)!;
    }
}
