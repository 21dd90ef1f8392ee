using System.CommandLine;
using System.Globalization;
using System.Text;
using BtBattery.Tests.CommandLine;

namespace BtBattery.Weight;

/// <summary>The command line of bench.sh: options, progress on standard error, the table on standard output.</summary>
internal static class WeightCommand
{
    /// <summary>A figure is not within its budget.</summary>
    public const int Missed = 1;

    /// <summary>Wrong options.</summary>
    public const int Usage = 2;

    /// <summary>It could not be measured.</summary>
    public const int Failed = 4;

    private const double LeastMinutes = 0.05;
    private const double MostMinutes = 100_000;

    public static RootCommand Create()
    {
        var program = new Option<string>("--program") { Description = "the program to weigh", HelpName = "FILE", Required = true };
        program.Validators.Add(given => Exists(given, program));
        var archive = new Option<string?>("--archive") { Description = "the archive it comes in", HelpName = "FILE" };
        archive.Validators.Add(given => Exists(given, archive));
        var minutes = new Option<double>("--minutes") { Description = "how long it serves; default 10", HelpName = "N", DefaultValueFactory = _ => 10 };
        minutes.Validators.Add(given =>
        {
            double value = given.GetValueOrDefault<double>();
            if (!(value >= LeastMinutes && value <= MostMinutes))
            {
                given.AddError(string.Create(CultureInfo.InvariantCulture, $"--minutes {value} is not from {LeastMinutes} to {MostMinutes}."));
            }
        });
        Option<int> starts = LongRun.Whole("--starts", "how often it is started; default 5", 1, 1000, 5);
        var json = new Option<bool>("--json") { Description = "the figures as JSON" };
        var command = new RootCommand("Measures what the driver costs with four batteries of sixteen cells. Exit code 1 if a figure is not within its budget.")
        {
            program, archive, minutes, starts, json,
        };
        command.SetAction(options => RunAsync(
            new WeightOptions(
                Path.GetFullPath(options.GetRequiredValue(program)),
                options.GetValue(archive),
                TimeSpan.FromMinutes(options.GetValue(minutes)),
                options.GetValue(starts)),
            options.GetValue(json)));
        return command;
    }

    private static void Exists(System.CommandLine.Parsing.OptionResult given, Option option)
    {
        if (given.Tokens.Count == 1 && !File.Exists(given.Tokens[0].Value))
        {
            given.AddError($"{option.Name}: there is no file {given.Tokens[0].Value}.");
        }
    }

    private static async Task<int> RunAsync(WeightOptions options, bool isJson)
    {
        WeightTable table;
        try
        {
            table = new WeightTable(await new WeightRun(options, Console.Error.WriteLine).RunAsync(), ThisMachine.Describe());
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or IOException)
        {
            Console.Error.WriteLine(exception.Message);
            return Failed;
        }

        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.Write(isJson ? table.ToJson() : table.ToText());
        return table.Missed.Count == 0 ? 0 : Missed;
    }
}
