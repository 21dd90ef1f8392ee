using System.CommandLine;
using BtBattery.Simulator.Scenarios;

namespace BtBattery.Bench;

/// <summary>bench show: a day of a scenario with physics, at high speed.</summary>
internal static class ShowCommand
{
    private static readonly TimeSpan s_day = TimeSpan.FromHours(24);

    /// <summary>Between two pictures on a terminal.</summary>
    private static readonly TimeSpan s_picture = TimeSpan.FromMinutes(3);

    /// <summary>Between two lines elsewhere.</summary>
    private static readonly TimeSpan s_line = TimeSpan.FromMinutes(30);

    public static Command Create()
    {
        Option<FileInfo> scenario = new("--scenario") { Description = "a scenario file with physics", HelpName = "FILE", Required = true };
        Option<double> hour = new("--hour-in") { Description = "real seconds for a simulated hour", HelpName = "SECONDS", DefaultValueFactory = _ => 5 };
        Option<bool> once = new("--once") { Description = "no picture: lets a day pass as fast as it can, and prints its end" };
        Option<bool> json = new("--json") { Description = "prints {service: {path: value}}; goes with --once" };
        hour.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is not (> 0 and <= 3600))
            {
                given.AddError("--hour-in is more than 0 and up to 3600.");
            }
        });
        var command = new Command("show", "Shows a scenario with physics and the driver, at high speed; goes on until it is stopped.") { scenario, hour, once, json };
        command.Validators.Add(given =>
        {
            if (given.GetValue(once) != given.GetValue(json))
            {
                given.AddError("--once and --json go together.");
            }
        });
        command.SetAction(given => Run(given.GetValue(scenario)!, TimeSpan.FromSeconds(given.GetValue(hour)), given.GetValue(once)));
        return command;
    }

    private static int Run(FileInfo scenario, TimeSpan hourIn, bool isOnce)
    {
        try
        {
            using var show = new DayShow(File.ReadAllText(scenario.FullName), scenario.DirectoryName!);
            if (isOnce)
            {
                show.Pass(s_day);
                Console.WriteLine(show.ToJson());
                return 0;
            }

            Play(show, hourIn);
            return 0;
        }
        catch (Exception problem) when (problem is ScenarioException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return BenchCommand.Usage;
        }
    }

    private static void Play(DayShow show, TimeSpan hourIn)
    {
        using var stopped = new ManualResetEventSlim();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stopped.Set();
        };
        bool isTerminal = !Console.IsOutputRedirected;
        TimeSpan step = isTerminal ? s_picture : s_line;
        TimeSpan pause = hourIn * (step / TimeSpan.FromHours(1));
        while (!stopped.IsSet)
        {
            long began = TimeProvider.System.GetTimestamp();
            show.Pass(step);

            // Home, each line cleared to its end, and what an earlier longer picture left below.
            Console.Out.Write(isTerminal ? "\e[H" + show.Table().Replace("\n", "\e[K\n", StringComparison.Ordinal) + "\e[J" : show.Line() + "\n");
            TimeSpan left = pause - TimeProvider.System.GetElapsedTime(began);
            stopped.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
