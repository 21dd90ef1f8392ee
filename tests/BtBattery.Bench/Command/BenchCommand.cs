using System.CommandLine;
using System.Globalization;
using BtBattery.Tests.CommandLine;

namespace BtBattery.Bench;

/// <summary>The command line of the bench: options, progress while it runs, the report, and a picture of each failure.</summary>
internal static class BenchCommand
{
    /// <summary>Something happened that must never happen.</summary>
    public const int Broken = 1;

    /// <summary>Wrong options.</summary>
    public const int Usage = 2;

    public static RootCommand Create()
    {
        var defaults = new BenchOptions();
        Option<int> banks = LongRun.Whole("--banks", "how many banks", 1, 100_000, defaults.Banks);
        Option<int> seed = LongRun.Whole("--seed", "start of all chance; the same seed repeats a run", 0, 20_000, defaults.Seed);
        Option<int?> bank = new("--bank") { Description = "one bank by the number that a report gave; goes with --only", HelpName = "N" };
        Option<double?> hours = new("--hours") { Description = "simulated hours of each bank; without it those of its story, up to 24", HelpName = "N" };
        Option<string?> only = new("--only") { Description = $"one story: {string.Join(", ", StoryTable.All.Select(story => story.Name))}", HelpName = "STORY" };
        Option<DirectoryInfo> plots = new("--plots") { Description = "where pictures of failures go", HelpName = "FOLDER", DefaultValueFactory = _ => new DirectoryInfo("artifacts/bench") };
        Option<bool> mutations = new("--mutations") { Description = "leave out one rule of the driver at a time, each in a bank in which that shows, and print which oracle sees it" };
        Option<bool> reference = new("--reference") { Description = "let the rules of dbus-btbattery lead banks in which they fail, and print which oracle sees it" };
        only.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } name && StoryTable.Find(name) is null)
            {
                given.AddError($"There is no story '{name}'.");
            }
        });
        hours.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double?>() is { } value && value is not (> 0 and <= 1000))
            {
                given.AddError("--hours is more than 0 and up to 1000.");
            }
        });
        var command = new RootCommand("Lets the driver lead many banks of real cells through a day, in simulated time. Exit code 1 if something happened that must never happen.")
        {
            banks, seed, bank, hours, only, plots, mutations, reference, ShowCommand.Create(),
        };
        command.Validators.Add(given =>
        {
            if (given.GetValue(bank) is not null && given.GetValue(only) is null)
            {
                given.AddError("--bank needs --only, which names its story.");
            }
        });
        command.SetAction(given =>
        {
            if (given.GetValue(mutations) || given.GetValue(reference))
            {
                var known = new KnownRuns(defaults.Threads, Console.Out);
                return known.Run(given.GetValue(reference), given.GetValue(mutations)) ? 0 : Broken;
            }

            Story? story = given.GetValue(only) is { } name ? StoryTable.Find(name) : null;
            var options = new BenchOptions
            {
                Banks = given.GetValue(banks),
                Seed = given.GetValue(seed),
                Length = given.GetValue(hours) is { } length ? TimeSpan.FromSeconds(Math.Ceiling(length * 3600)) : null,
                Only = story,
                Bank = given.GetValue(bank),
            };
            return Run(options, given.GetValue(plots)!);
        });
        return command;
    }

    private static int Run(BenchOptions options, DirectoryInfo plots)
    {
        long started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<BankCase> banks = options.Plan();
        Console.Error.WriteLine($"{banks.Count} banks on {options.Threads} threads, seed {options.Seed}:");
        var runner = new BenchRunner(options.Threads);
        int failed = 0;
        runner.Done += (result, done) =>
        {
            failed += result.Violations.Count > 0 ? 1 : 0;
            if (result.Violations.Count > 0 || banks.Count <= 20 || done % 10 == 0 || done == banks.Count)
            {
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{done,5} of {banks.Count}: {result.Case.Name} {result.Case.Seed} {(result.Violations.Count == 0 ? "is fine" : "FAILED: " + string.Join(", ", result.Violations.Select(violation => violation.Oracle).Distinct()))}, {result.RealTime.TotalSeconds:F1} s; {failed} failed so far ({LongRun.Elapsed(started)})"));
            }
        };
        IReadOnlyList<BankResult> results = runner.Run(banks);
        var report = new BenchReport(options, results);
        Console.Write(report.Describe());
        Draw(report.Failed, plots);
        Console.WriteLine();
        Console.WriteLine($"{"real time",-18}{LongRun.Elapsed(started)}, {results.Average(result => result.RealTime.TotalSeconds):F1} s a bank");
        Console.WriteLine(report.Failed.Count == 0 ? "Nothing happened that must never happen." : $"FAILED: {report.Failed.Count} of {results.Count} banks.");
        return report.Failed.Count == 0 ? 0 : Broken;
    }

    private static void Draw(IReadOnlyList<BankResult> failed, DirectoryInfo plots)
    {
        if (failed.Count == 0)
        {
            return;
        }

        plots.Create();
        Console.WriteLine();
        foreach (BankResult result in failed.Where(result => result.Svg is not null))
        {
            string file = Path.Combine(plots.FullName, $"{result.Case.Name}-{result.Case.Seed}.svg");
            File.WriteAllText(file, result.Svg);
            Console.WriteLine($"picture: {file}");
        }
    }
}
