using System.Diagnostics;
using BtBattery.Simulator.Tests.Support;

namespace BtBattery.Simulator.Tests.BlueZ;

/// <summary>The simulated BlueZ seen by D-Bus clients that are not ours.</summary>
public sealed class ForeignClientTests
{
    [Fact]
    public async Task Python_finds_connects_reads_and_loses_a_battery()
    {
        await using var simulation = await RunningSimulation.StartAsync(speed: 5);
        using Process python =
            Start(simulation, "/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Support", "foreign_client.py"),
                RunningSimulation.Address);
        Task<string> errors = python.StandardError.ReadToEndAsync();

        var lines = new List<string>();
        while (await python.StandardOutput.ReadLineAsync().WaitAsync(Deadline.Time) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("frame dd04", StringComparison.Ordinal)) simulation.Simulation.Execute("drop One");
        }

        Assert.Equal("", await errors);
        Assert.Equal(
            [
                "found One",
                "connected",
                "resolved",
                "written as request",
                "frame dd03001b0526ff6840ae753000002eb000000000000041350304020b7d0b82fa4e77",
                "written as command",
                "frame dd0400080cde0cdf0cdf0ce0fc4c77",
                "lost",
            ],
            lines);
    }

    [Fact]
    public async Task GLib_reads_the_introspection_of_every_object()
    {
        await using var simulation = await RunningSimulation.StartAsync();
        await using BlueZClient client = await simulation.ConnectedClientAsync();
        using Process gdbus = Start(simulation, "gdbus", "introspect", "--address", simulation.BusAddress, "--dest", "org.bluez",
            "--object-path", "/", "--recurse");
        Task<string> errors = gdbus.StandardError.ReadToEndAsync();
        string text = await gdbus.StandardOutput.ReadToEndAsync().WaitAsync(Deadline.Time);

        Assert.Equal("", await errors);
        foreach (string path in await client.ObjectsAsync()) Assert.Contains($"node {path} {{", text, StringComparison.Ordinal);
        Assert.Contains("interface org.freedesktop.DBus.ObjectManager", text, StringComparison.Ordinal);
        Assert.Contains("readonly b ServicesResolved = true;", text, StringComparison.Ordinal);
        Assert.Contains("readwrite b Powered = true;", text, StringComparison.Ordinal);
    }

    private static Process Start(RunningSimulation simulation, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DBUS_SYSTEM_BUS_ADDRESS"] = simulation.BusAddress;
        return Process.Start(start)!;
    }
}
