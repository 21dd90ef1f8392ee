using BtBattery.DBus;
using BtBattery.Simulator.Control;
using BtBattery.Simulator.Radio;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Simulator.Commands;

/// <summary>btbattery-sim run</summary>
internal static class RunCommand
{
    public static async Task<int> ExecuteAsync(string scenarioPath, string? bus, string? controlPath, TimeProvider time)
    {
        using var stop = new StopSignals();
        string? address = bus ?? System.Environment.GetEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS");
        if (string.IsNullOrEmpty(address))
        {
            return Fail(ExitCode.Usage,
                "No bus is named, and the simulator never takes org.bluez on the real system bus: give --bus ADDRESS or set DBUS_SYSTEM_BUS_ADDRESS.");
        }
        try
        {
            Scenario scenario = ScenarioLoader.Load(scenarioPath);
            await using DBusConnection connection = await DBusConnection.ConnectAsync(
                address, new DBusConnectionOptions { TimeProvider = time }, stop.Token);
            await using var simulation = new Simulation(connection, scenario, time);
            simulation.TimelineRan += (command, answer) => Console.Error.WriteLine($"time-line: {command} -> {answer}");
            await simulation.StartAsync(stop.Token);
            await using ControlServer? control = controlPath is null
                ? null : await ControlServer.ListenAsync(controlPath, simulation.Execute, stop.Token);
            Announce(scenario, controlPath);
            return await WaitAsync(connection, stop.Token);
        }
        catch (Exception problem) when (problem is ScenarioException or ControlException or DBusAddressException)
        {
            return Fail(ExitCode.Usage, problem.Message);
        }
        catch (Exception problem) when (problem is DBusException or InvalidOperationException)
        {
            return Fail(ExitCode.Environment, problem.Message);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Ok;
        }
    }

    private static void Announce(Scenario scenario, string? controlPath)
    {
        foreach (Peripheral battery in scenario.Batteries) Console.Error.WriteLine($"battery {battery.Name} at {battery.Address}");
        if (controlPath is not null) Console.Error.WriteLine($"control socket {controlPath}");
        Console.Error.WriteLine("org.bluez is up; Ctrl+C ends it");
    }

    private static async Task<int> WaitAsync(DBusConnection connection, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await Task.WhenAny(stopped.Task, connection.Disconnected);
        return stopped.Task.IsCompleted ? ExitCode.Ok : Fail(ExitCode.Environment, "The bus is gone, so the simulator ends.");
    }

    private static int Fail(int code, string sentence)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }
}
