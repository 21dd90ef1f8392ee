using System.Globalization;
using BtBattery.EndToEnd.Tests.Harness;

namespace BtBattery.Weight;

/// <summary>Starts the driver some times, then lets it serve for a while, and measures both.</summary>
/// <param name="options">What to weigh.</param>
/// <param name="tell">Told how far it is.</param>
internal sealed class WeightRun(WeightOptions options, Action<string> tell)
{
    private static readonly TimeSpan s_told = TimeSpan.FromMinutes(1);

    /// <summary>Measures.</summary>
    /// <exception cref="InvalidOperationException">The driver, or something that it needs, ended.</exception>
    /// <exception cref="TimeoutException">It did not do what it is to do.</exception>
    public async Task<WeightFigures> RunAsync()
    {
        await using PrivateBus bus = await PrivateBus.StartAsync();
        string scenario = Path.Combine(bus.Folder, "four-batteries.json");
        await File.WriteAllTextAsync(scenario, FourBatteries.Scenario);
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync(bus, scenario);

        // The first start reads the program from the disk.
        tell($"Starting it {options.Starts + 1} times …");
        await StartAsync(bus);
        var starts = new List<TimeSpan>();
        for (int start = 0; start < options.Starts; start++)
        {
            starts.Add(await StartAsync(bus));
        }

        await using ServingDriver driver = await ServingDriver.StartAsync(options.Program, bus);
        await ServingDriver.WaitForAllAsync(bus, driver.Service);
        TimeSpan allAfter = driver.Age;
        Task<ServiceTraffic> listening = ServiceTraffic.ListenAsync(bus, driver.Service, driver.Connection);
        await simulator.CommandAsync(FourBatteries.Change(0));
        await using ServiceTraffic traffic = await listening;

        ProcessFigures before = driver.Look();
        (long Messages, long Bytes) sentBefore = traffic.Sent;
        long began = TimeProvider.System.GetTimestamp();
        await ServeAsync(simulator, driver);
        TimeSpan time = TimeProvider.System.GetElapsedTime(began);
        ProcessFigures after = driver.Look();
        (long Messages, long Bytes) sent = traffic.Sent;
        await driver.StopAsync();
        return new()
        {
            Time = time,
            Before = before,
            After = after,
            Messages = sent.Messages - sentBefore.Messages,
            Bytes = sent.Bytes - sentBefore.Bytes,
            NameAfter = [.. starts.Order()],
            AllAfter = allAfter,
            ProgramBytes = new FileInfo(options.Program).Length,
            ArchiveBytes = options.Archive is { } archive ? new FileInfo(archive).Length : null,
        };
    }

    private async Task<TimeSpan> StartAsync(PrivateBus bus)
    {
        await using ServingDriver driver = await ServingDriver.StartAsync(options.Program, bus);
        await driver.StopAsync();
        return driver.NameAfter;
    }

    private async Task ServeAsync(SimulatorProcess simulator, ServingDriver driver)
    {
        long began = TimeProvider.System.GetTimestamp();
        TimeSpan told = TimeSpan.Zero;
        tell(string.Create(CultureInfo.InvariantCulture, $"It serves four batteries for {options.Time.TotalMinutes:0.##} min …"));
        for (int round = 1; TimeProvider.System.GetElapsedTime(began) is var elapsed && elapsed < options.Time; round++)
        {
            if (elapsed - told >= s_told)
            {
                told = elapsed;
                ProcessFigures now = driver.Look();
                tell(string.Create(CultureInfo.InvariantCulture,
                    $"{elapsed.TotalMinutes,4:F0} of {options.Time.TotalMinutes:0.##} min: {now.Resident / WeightTable.Megabyte:F1} MB resident, {now.Private / WeightTable.Megabyte:F1} MB private"));
            }

            await simulator.CommandAsync(FourBatteries.Change(round));
            TimeSpan left = options.Time - elapsed;
            await Task.Delay(left < FourBatteries.Poll ? left : FourBatteries.Poll, TimeProvider.System);
        }
    }
}
