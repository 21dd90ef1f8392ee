using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.EndToEnd.Tests;

/// <summary>btbattery release: a phone gets in while the driver runs on, and the driver has the battery again afterwards.</summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private ToolScene _scene = null!;

    public async Task InitializeAsync() => _scene = await ToolScene.StartAsync(isServed: true);

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_phone_can_connect_until_the_release_is_cancelled()
    {
        await using BusClient client = await BusClient.ConnectAsync(_scene.Bus, Scene.Service);
        (int exitCode, string output, string errors) = await _scene.RunAsync("release", Scene.Address, "--minutes", "10", "--yes");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("turns invalid on the bus 30 s after the last reading", output, StringComparison.Ordinal);
        Assert.Contains("Released: a phone app can connect now.", output, StringComparison.Ordinal);

        // The tool has ended; what it asked for holds on.
        Assert.False(await _scene.IsConnectedAsync());
        await _scene.Simulator.CommandAsync("phone 1 on");
        Assert.True(await _scene.IsHeldByPhoneAsync());
        await client.WaitUntilAsync(seen => seen["/Diagnostics/Problem"] is "released to a phone app for 10 min more", "the words");
        Assert.Equal(10, client["/Control/ReleaseMinutes"]);
        await _scene.Simulator.CommandAsync("phone 1 off");

        (exitCode, output, errors) = await _scene.RunAsync("release", Scene.Address, "--cancel");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("The driver has the link again.", output, StringComparison.Ordinal);
        Assert.True(await _scene.IsConnectedAsync());

        (exitCode, output, errors) = await _scene.RunAsync("release", Scene.Address, "--cancel");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("is not released", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_and_interrupts_takes_it_back()
    {
        await using ChildProcess tool = ChildProcess.Start(
            Repository.Driver, ["release", Scene.Address, "--minutes", "10", "--wait", "--yes"], _scene.Bus.Environment);
        await tool.WaitForOutputLineAsync(line => line.StartsWith("Released:", StringComparison.Ordinal));
        Assert.False(await _scene.IsConnectedAsync());
        tool.Terminate();
        Assert.Equal(0, await tool.WaitForExitAsync());
        Assert.Contains("The driver has the link again.", tool.Output, StringComparison.Ordinal);
        Assert.True(await _scene.IsConnectedAsync());
    }

    [Fact]
    public async Task A_battery_that_nobody_serves_needs_no_release()
    {
        (int exitCode, _, string errors) = await _scene.RunAsync("release", "A4:C1:38:00:00:02", "--minutes", "10", "--yes");
        Assert.Equal(3, exitCode);
        Assert.Contains("No running driver serves A4:C1:38:00:00:02", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", 0, false)]
    [InlineData("n", 3, true)]
    public async Task On_a_terminal_it_asks_first(string answer, int expected, bool staysConnected)
    {
        (int exitCode, string output, _) = await ChildProcess.RunAsync(
            "sh", ["-c", $"echo {answer} | script -qec '{Repository.Driver} release {Scene.Address} --minutes 1' /dev/null"], _scene.Bus.Environment);
        Assert.Contains("Release it? [y/N]", output, StringComparison.Ordinal);
        Assert.Equal(expected, exitCode);
        Assert.Equal(staysConnected, output.Contains("Nothing was changed.", StringComparison.Ordinal));
        Assert.Equal(staysConnected, await _scene.IsConnectedAsync());
    }
}
