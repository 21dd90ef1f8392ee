using System.Text.Json;
using BtBattery.Simulator.Control;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.Control;

public sealed class ControlTests
{
    [Theory]
    [InlineData("set One cells=3.300,3.301 soc=40", "ok")]
    [InlineData("set A4:C1:38:00:00:01 cell3=3.45", "ok")]
    [InlineData("set 1 fet=1 temps=20,21", "ok")]
    [InlineData("set all temp2=-5.5 protections=short_circuit balancing=1,4 voltage=13", "ok")]
    [InlineData("set \"One\" protections=none", "ok")]
    [InlineData("set One cell5=3.3", "error this battery has no cell5, it has 4")]
    [InlineData("set One soc=lots", "error lots is not a number")]
    [InlineData("set One soc=101", "error the state of charge is not between 0 and 100 %")]
    [InlineData("set One protections=fire", "error a JBD board has no protection \"fire\"")]
    [InlineData("set One colour=1", "error there is no value colour; there are")]
    [InlineData("set One soc", "error soc is not of the form key=value")]
    [InlineData("set One", "error nothing to set")]
    [InlineData("set", "error set needs the name of a battery")]
    [InlineData("set Two soc=1", "error there is no battery Two; there are One")]
    [InlineData("", "error no command; try help")]
    [InlineData("explode", "error there is no command explode; try help")]
    [InlineData("drop \"One", "error a quotation mark is not closed")]
    [InlineData("help", "ok help: lists the commands | list: ")]
    public async Task A_line_is_answered_with_one_line(string line, string expected)
    {
        await using var simulation = await RunningSimulation.StartAsync();

        string answer = simulation.Simulation.Execute(line);

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answer);
    }

    [Fact]
    public async Task Set_values_are_what_the_battery_answers_with()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        Assert.Equal("ok", simulation.Simulation.Execute("set One cell1=3.45 cell4=3.2"));
        await client.TryWriteAsync(RunningSimulation.Write, Convert.FromHexString("DDA50400FFFC77"));

        Assert.StartsWith("DD0400080D7A0CDF0CDF0C80", Convert.ToHexString((await client.FrameAsync()).Frame), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_battery_stays_connected_and_answers_after_restore()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();
        byte[] ask = Convert.FromHexString("DDA50400FFFC77");

        simulation.Simulation.Execute("silence One");
        client.Pending();
        Assert.Equal("ok", await client.TryWriteAsync(RunningSimulation.Write, ask));
        await simulation.PassAsync(TimeSpan.FromSeconds(3));
        await client.ObjectsAsync();
        Assert.DoesNotContain(client.Pending(), signal => signal.Contains("Value=", StringComparison.Ordinal));
        Assert.True((await client.GetAsync(RunningSimulation.Device, "Connected")).AsBoolean());

        simulation.Simulation.Execute("restore One");
        await client.TryWriteAsync(RunningSimulation.Write, ask);
        await client.FrameAsync();
    }

    [Fact]
    public async Task List_tells_the_state_as_JSON()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.SubscribedClientAsync();

        using JsonDocument list = JsonDocument.Parse(simulation.Simulation.Execute("list")["ok ".Length..]);

        JsonElement battery = Assert.Single(list.RootElement.EnumerateArray());
        Assert.Equal("One", battery.GetProperty("name").GetString());
        Assert.True(battery.GetProperty("connected").GetBoolean());
        Assert.True(battery.GetProperty("subscribed").GetBoolean());
        Assert.Equal(-1.52, battery.GetProperty("current").GetDouble());
    }

    [Fact]
    public async Task A_time_line_does_what_it_says_when_it_says_it()
    {
        var ran = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = new List<string>();
        void Hear(string command, string answer)
        {
            lines.Add($"{command} {answer}");
            // The time line goes on while the test looks.
            if (lines.Count == 4) ran.SetResult([.. lines]);
        }

        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json(top: """
            "timeline": [ { "at": 60, "do": "set One soc=12" }, { "at": 30, "every": 20, "do": "drop One" } ],
            """), speed: 50, made => made.TimelineRan += Hear);
        string[] first = await ran.Task.WaitAsync(Deadline.Time);

        Assert.Equal(["drop One ok", "drop One ok", "set One soc=12 ok", "drop One ok"], first);
        Assert.Equal(12, simulation.Simulation.BlueZ.Peripherals[0].Pack.State.Soc);
    }

    [Fact]
    public async Task Drift_stays_near_the_values_of_the_scenario()
    {
        await using var simulation = await RunningSimulation.StartAsync(RunningSimulation.Json("\"drift\": true,"), speed: 50);

        await simulation.PassAsync(TimeSpan.FromSeconds(20));

        var state = simulation.Simulation.BlueZ.Peripherals[0].Pack.State;
        Assert.NotEqual([3.294, 3.295, 3.295, 3.296], state.Cells);
        Assert.All(state.Cells, volts => Assert.InRange(volts, 3.292, 3.298));
        Assert.InRange(state.Current, -1.56, -1.48);
    }

    [Fact]
    public async Task The_socket_serves_clients_and_its_file_goes_with_it()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("sim").FullName, "control");
        await using (ControlServer server = await ControlServer.ListenAsync(path, line => "ok " + line, CancellationToken.None))
        {
            Assert.Equal("ok a \"b c\"",
                await ControlClient.AskAsync(path, ControlLine.Join(["a", "b c"]), TimeProvider.System, CancellationToken.None));
            Assert.Equal("ok again", await ControlClient.AskAsync(path, "again", TimeProvider.System, CancellationToken.None));
            ControlException taken =
                await Assert.ThrowsAsync<ControlException>(() => ControlServer.ListenAsync(path, line => line, CancellationToken.None));
            Assert.Contains("already", taken.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(path));
        ControlException nobody =
            await Assert.ThrowsAsync<ControlException>(() =>
                ControlClient.AskAsync(path, "list", TimeProvider.System, CancellationToken.None));
        Assert.StartsWith($"No simulator listens on {path}", nobody.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_left_alone()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("sim").FullName, "precious");
        await File.WriteAllTextAsync(path, "data");

        await Assert.ThrowsAsync<ControlException>(() => ControlServer.ListenAsync(path, line => line, CancellationToken.None));

        Assert.Equal("data", await File.ReadAllTextAsync(path));
    }
}
