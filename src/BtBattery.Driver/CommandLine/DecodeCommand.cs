using System.CommandLine;
using BtBattery.Bms;
using BtBattery.Bms.Recordings;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery decode FILE</c>: the values a recorded exchange yields, as JSON.</summary>
internal static class DecodeCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "Recorded exchange, a JSON file as described in tests/vectors/README.md.",
    };

    private static readonly Option<string?> Bms = new("--bms")
    {
        Description = "Type of the battery, instead of the one the file names: " + string.Join(", ", BmsCatalog.Families.Select(family => family.Id)) + ".",
        HelpName = "TYPE",
    };

    /// <summary>All tools that print JSON take it; here there is no other form.</summary>
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "As JSON, which is what this command always prints.",
    };

    public static Command Create()
    {
        Command command = CommandHelp.Create("decode", "Prints the values a recorded exchange yields, as JSON.", "btbattery decode capture.json");
        command.Arguments.Add(File);
        command.Options.Add(Bms);
        command.Options.Add(Json);
        command.SetAction(arguments => Decode(arguments.GetValue(File)!, arguments.GetValue(Bms)));
        return command;
    }

    private static int Decode(string file, string? bms)
    {
        if (bms is not null && BmsCatalog.Find(bms) is null)
        {
            Complaint.Write($"'{bms}' is not a known type: give one of {string.Join(", ", BmsCatalog.Families.Select(family => family.Id))}.");
            return ExitCode.Usage;
        }

        string text;
        try
        {
            text = System.IO.File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Complaint.Write($"{file} cannot be read: {exception.Message}");
            return ExitCode.Usage;
        }

        try
        {
            DecodedRecording decoded = RecordingDecoder.Decode(Recording.Parse(text), bms);
            using Stream output = Console.OpenStandardOutput();
            DecodedJson.Write(decoded, output);
            output.Write("\n"u8);
            return decoded.Error is null ? ExitCode.Fine : ExitCode.NoData;
        }
        catch (RecordingException exception)
        {
            Complaint.Write($"{file}: {exception.Message}");
            return ExitCode.Usage;
        }
    }
}
