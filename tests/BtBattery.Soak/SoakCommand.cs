using System.CommandLine;
using System.Globalization;
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
        Option<int> seed = Whole("--seed", "start of all chance; the same seed repeats a run", int.MinValue, int.MaxValue, defaults.Seed);
        Option<int> hours = Whole("--hours", "simulated hours in which faults begin", 1, 10_000, (int)defaults.Time.TotalHours);
        Option<int> faults = Whole("--faults", "how many", 1, 1_000_000, defaults.Faults);
        Option<int> batteries = Whole("--batteries", "1 to 4: three JBD and, as the second, a Daly", 1, 4, defaults.Batteries);
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

    private static Option<int> Whole(string name, string description, int least, int most, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            int value = given.GetValueOrDefault<int>();
            if (value < least || value > most)
            {
                given.AddError($"{name} {value} is not from {least} to {most}.");
            }
        });
        return option;
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
            $"{progress.Time.TotalHours,4:F0} h of {options.Time.TotalHours:F0}: {progress.Faults} faults, {progress.Recoveries} recoveries, {(progress.Problems == 0 ? "no law broken" : $"LAWS BROKEN: {progress.Problems}")} ({Elapsed(started)})"));
        SoakReport report = run.Run();
        Console.WriteLine();
        Console.Write(report.Describe());
        Console.Write(report.DescribeMemory());
        Console.WriteLine($"{"real time",-18}{Elapsed(started)}");
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

    private static string Elapsed(long started) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds:F0} s");
}
