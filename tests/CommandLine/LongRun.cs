using System.CommandLine;
using System.Globalization;

namespace BtBattery.Tests.CommandLine;

/// <summary>What the programs for long runs have in common: their numbers, how long they took, and what is said of wrong options.</summary>
internal static class LongRun
{
    /// <summary>An option that is a whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<int> Whole(string name, string description, int least, int most, int usual)
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

    /// <summary>Seconds since a timestamp of the system's clock, as text.</summary>
    public static string Elapsed(long started) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(started).TotalSeconds:F0} s");

    /// <summary>Runs what was asked for.</summary>
    /// <returns>Its exit code, or that of wrong options.</returns>
    public static Task<int> RunAsync(RootCommand command, string[] arguments, int usage)
    {
        ParseResult parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} (try --help)");
            return Task.FromResult(usage);
        }

        return parsed.InvokeAsync();
    }
}
