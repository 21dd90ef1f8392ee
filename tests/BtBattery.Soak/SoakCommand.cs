using System.CommandLine;
using System.Globalization;
using BtBattery.Tests.CommandLine;
using BtBattery.World.Tests;

namespace BtBattery.Soak;

/// <summary>The command line of the soak: options, progress while it runs, the report.</summary>
internal static class SoakCommand
{
    /// <summary>A law was broken.</summary>
    public const int Broken = 1;

    /// <summary>Wrong options.</summary>
    public const int Usage = 2;

    private const int TasksShown = 20;

    public static RootCommand Create()
    {
        var defaults = new SoakOptions();
        Option<int> seed = LongRun.Whole("--seed", "start of all chance; the same seed repeats a run", int.MinValue, int.MaxValue, defaults.Seed);
        Option<int> hours = LongRun.Whole("--hours", "simulated hours in which faults begin", 1, 10_000, (int)defaults.Time.TotalHours);
        Option<int> faults = LongRun.Whole("--faults", "how many", 1, 1_000_000, defaults.Faults);
        Option<int> batteries = LongRun.Whole("--batteries", "1 to 4: three JBD and, as the second, a Daly", 1, 4, defaults.Batteries);
        var command = new RootCommand("Runs the driver through many faults in simulated time and reports how it fared. Exit code 1 if a law was broken.")
        {
            seed, hours, faults, batteries,
        };
        command.SetAction(options => Run(new SoakOptions
        {
            Seed = options.GetValue(seed),
            Time = TimeSpan.FromHours(options.GetValue(hours)),
            Faults = options.GetValue(faults),
            Batteries = options.GetValue(batteries),
        }));
        return command;
    }

    private static int Run(SoakOptions options)
    {
        long started = TimeProvider.System.GetTimestamp();
        Console.Error.WriteLine($"{options.Faults} faults in {options.Time.TotalHours:F0} simulated hours, seed {options.Seed}:");

        // Opened before descriptors are counted.
        Console.Out.Flush();
        using var tasks = new LivingTasks();
        using var run = new SoakRun(options, tasks);
        run.Progressed += progress => Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Time.TotalHours,4:F0} h of {options.Time.TotalHours:F0}: {progress.Faults} faults, {progress.Recoveries} recoveries, {(progress.Problems == 0 ? "no law broken" : $"LAWS BROKEN: {progress.Problems}")} ({LongRun.Elapsed(started)})"));
        SoakReport report = run.Run();
        Console.WriteLine();
        Console.Write(report.Describe());
        Console.Write(report.DescribeMemory());
        Console.WriteLine($"{"real time",-18}{LongRun.Elapsed(started)}");
        Console.WriteLine();
        if (report.Problems.Count == 0)
        {
            Console.WriteLine("No law was broken.");
            return 0;
        }

        Console.WriteLine($"LAWS BROKEN, {report.Problems.Count}; the times are simulated ones, and --seed {options.Seed} with the same options repeats them:");
        foreach (string problem in report.Problems)
        {
            Console.WriteLine($"  {problem.ReplaceLineEndings("\n  ")}");
        }

        if (report.RestAfter.Tasks > report.RestBefore.Tasks)
        {
            Console.WriteLine("\nMost tasks:");
            foreach ((string name, int count) in tasks.ByName().Take(TasksShown))
            {
                Console.WriteLine($"  {count,6} {name}");
            }
        }

        Console.WriteLine($"\nThe log ends:\n{run.LogTail}");
        return Broken;
    }
}
