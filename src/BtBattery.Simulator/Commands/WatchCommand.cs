using BtBattery.DBus;
using BtBattery.Simulator.Watch;

namespace BtBattery.Simulator.Commands;

/// <summary>btbattery-sim watch</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(1);

    public static async Task<int> ExecuteAsync(string? bus, bool once, bool json, TimeSpan timeout, int services, TimeProvider time)
    {
        using var stop = new StopSignals();
        using var changed = new SemaphoreSlim(0);
        try
        {
            await using DBusConnection connection = await DBusConnection.ConnectAsync(
                bus ?? DBusAddress.System, new DBusConnectionOptions { TimeProvider = time }, stop.Token);
            await using BusWatcher watcher = await BusWatcher.StartAsync(connection, time, () => changed.Release(), stop.Token);
            return once
                ? await OnceAsync(watcher, changed, json, timeout, services, time, stop.Token)
                : await LiveAsync(connection, watcher, changed, time, stop.Token);
        }
        catch (DBusAddressException problem)
        {
            return Fail(ExitCode.Usage, problem.Message);
        }
        catch (DBusException problem)
        {
            return Fail(ExitCode.Environment, $"There is no bus to watch: {problem.Message}");
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
    }

    private static async Task<int> OnceAsync(
        BusWatcher watcher, SemaphoreSlim changed, bool json, TimeSpan timeout, int services, TimeProvider time, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        string lastProgress = "";
        bool isPresent = false;
        while (true)
        {
            (string progress, string? result) = watcher.Look(all => Judge(all, services, json, time));
            if (result is not null && !isPresent)
            {
                await watcher.AskAgainAsync();
                isPresent = true;
                continue;
            }
            if (result is not null)
            {
                Console.Out.WriteLine(result);
                return ExitCode.Ok;
            }
            if (progress != lastProgress) Console.Error.WriteLine(lastProgress = progress);
            try
            {
                await changed.WaitAsync(both.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return Fail(ExitCode.NoData,
                    string.Create(CultureInfo.InvariantCulture, $"No complete data within {timeout.TotalSeconds:0.###} s: {progress}."));
            }
        }
    }

    private static (string Progress, string? Result) Judge(IReadOnlyCollection<WatchedService> all, int services, bool json,
        TimeProvider time)
    {
        List<WatchedService> batteries = [.. all.Where(Completeness.IsBattery)];
        if (batteries.Count < services) return ($"waiting for battery services, {batteries.Count} of {services} are there", null);
        WatchedService? unfinished = batteries.Find(battery => Completeness.Missing(battery) is not null);
        if (unfinished is not null) return ($"waiting for {Completeness.Missing(unfinished)} of {unfinished.Name}", null);
        return ("", json ? ValueJson.Write(batteries) : BatteryView.Table(batteries, battery => time.GetElapsedTime(battery.ChangedAt)));
    }

    private static async Task<int> LiveAsync(DBusConnection connection, BusWatcher watcher, SemaphoreSlim changed, TimeProvider time,
        CancellationToken stop)
    {
        bool isTerminal = !Console.IsOutputRedirected;
        var shown = new Dictionary<string, string>();
        while (!connection.Disconnected.IsCompleted)
        {
            if (isTerminal)
            {
                string table = watcher.Look(all => BatteryView.Table(all, service => time.GetElapsedTime(service.ChangedAt)));
                // Home, each line cleared to its end, and what an earlier longer table left below.
                Console.Out.Write("\e[H" + table.Replace("\n", "\e[K\n", StringComparison.Ordinal) + "\e[J");
            }
            else
            {
                PrintChanges(watcher, shown);
            }
            await WaitAsync(connection, changed, isTerminal ? Redraw : Timeout.InfiniteTimeSpan, time, stop);
        }
        return Fail(ExitCode.Environment, "The bus is gone.");
    }

    private static void PrintChanges(BusWatcher watcher, Dictionary<string, string> shown)
    {
        List<(string Name, string Line)> now =
            watcher.Look(all => all.Select(service => (service.Name, BatteryView.Line(service))).ToList());
        foreach ((string name, string line) in now)
        {
            if (shown.GetValueOrDefault(name) != line) Console.Out.WriteLine(line);
            shown[name] = line;
        }
        foreach (string gone in shown.Keys.Except(now.Select(each => each.Name)).ToList())
        {
            Console.Out.WriteLine($"{gone}  is gone");
            shown.Remove(gone);
        }
    }

    /// <summary>Until something changed, the period is over, or the bus is gone.</summary>
    private static async Task WaitAsync(DBusConnection connection, SemaphoreSlim changed, TimeSpan period, TimeProvider time,
        CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task change = changed.WaitAsync(over.Token);
        await Task.WhenAny(change, connection.Disconnected, Task.Delay(period, time, over.Token));
        await over.CancelAsync();
        // Several changes at once are one redraw.
        while (changed.Wait(0, CancellationToken.None))
        {
        }
        stop.ThrowIfCancellationRequested();
    }

    private static int Fail(int code, string sentence)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }
}
