using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BtBattery.Driver.Flights;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Tools;

namespace BtBattery.Driver.CommandLine;

/// <summary><c>btbattery replay FILE</c>: plays a recording again and compares what is published with what was.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "What 'btbattery record' saved." };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object per line, as docs/tools/record.md describes them." };

    private static readonly JsonWriterOptions s_jsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Command command = CommandHelp.Create(
            "replay",
            "Plays a recording again, without Bluetooth and without a bus, and prints what is published: one line per turn that\n"
            + "changed something. Ends with 3 if that is not, bit for bit, what was recorded, and names each difference.",
            "btbattery replay flight.jsonl");
        command.Arguments.Add(File);
        command.Options.Add(Json);
        command.SetAction(arguments => Play(arguments.GetValue(File)!, arguments.GetValue(Json)));
        return command;
    }

    private static int Play(string file, bool isJson)
    {
        byte[] recording;
        try
        {
            recording = System.IO.File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Complaint.Write($"{file} cannot be read: {exception.Message}");
            return ExitCode.Usage;
        }

        using var output = new OutputPipe();
        FlightDifference? first = null;
        (int turns, int changing, int differences) = (0, 0, 0);
        try
        {
            foreach (FlightTurn turn in FlightReplay.Play(recording))
            {
                turns++;
                changing += turn.Changes.Count > 0 ? 1 : 0;
                differences += turn.Differences.Count;
                first ??= turn.Differences.Count > 0 ? turn.Differences[0] : null;
                if ((turn.Changes.Count > 0 || turn.Differences.Count > 0) && !output.TryWriteLine(isJson ? ToJson(turn) : ToText(turn)))
                {
                    return ExitCode.Fine;
                }
            }
        }
        catch (FlightFormatException exception) when (first is null)
        {
            Complaint.Write($"{file}: {exception.Message}");
            return ExitCode.Usage;
        }
        catch (FlightFormatException exception)
        {
            // What comes after a difference need not make sense any more.
            Complaint.Write($"{file}: the replay ends early: {exception.Message}");
        }

        if (isJson)
        {
            output.TryWriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"turns\":{turns},\"changing_turns\":{changing},\"differences\":{differences}}}"));
        }
        else if (first is null)
        {
            output.TryWriteLine(string.Create(CultureInfo.InvariantCulture, $"{turns} turns, {changing} of them changed something; all is as it was recorded."));
        }

        if (first is { } difference)
        {
            Complaint.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{differences} {(differences == 1 ? "difference" : "differences")}. The first: {difference.Battery}, turn {difference.Turn}, {Seconds(difference.At)} s, {difference.Path}: recorded {difference.Recorded}, replayed {difference.Replayed}"));
            return ExitCode.NoData;
        }

        return ExitCode.Fine;
    }

    private static decimal Seconds(Aggregation.Model.MonotonicTime at) => at.SinceOrigin.Ticks / (decimal)TimeSpan.TicksPerSecond;

    private static string ToText(FlightTurn turn)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{Seconds(turn.At):F3} s  {turn.Battery}  ");
        line.AppendJoin(", ", turn.Changes.Select(change => $"{change.Key} {FlightValue.ToJson(change.Value)}"));
        foreach (FlightDifference difference in turn.Differences)
        {
            line.Append(CultureInfo.InvariantCulture, $"\n    differs: {difference.Path} recorded {difference.Recorded}, replayed {difference.Replayed}");
        }

        return line.ToString();
    }

    private static string ToJson(FlightTurn turn)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_jsonOptions))
        {
            json.WriteStartObject();
            json.WriteString("battery", turn.Battery);
            json.WriteNumber("turn", turn.Number);
            json.WriteNumber("at", Seconds(turn.At));
            json.WriteStartObject("changes");
            foreach ((string path, ItemValue value) in turn.Changes)
            {
                json.WritePropertyName(path);
                FlightValue.Write(json, value);
            }

            json.WriteEndObject();
            json.WriteStartArray("differences");
            foreach (FlightDifference difference in turn.Differences)
            {
                json.WriteStartObject();
                json.WriteString("path", difference.Path);
                json.WriteString("recorded", difference.Recorded);
                json.WriteString("replayed", difference.Replayed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
