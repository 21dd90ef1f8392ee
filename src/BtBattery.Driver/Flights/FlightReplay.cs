using System.Text.Json;

namespace BtBattery.Driver.Flights;

/// <summary>
/// Plays a recording through the same code that served the battery, without radio, bus or clock, and compares what is
/// published with what was.
/// </summary>
public static class FlightReplay
{
    /// <summary>Plays a recording, turn by turn. Log lines in it are passed over.</summary>
    /// <param name="text">The recording, UTF-8 JSON lines.</param>
    /// <exception cref="FlightFormatException">It is not one, or a newer one, or damaged; thrown when the turns before are through.</exception>
    public static IEnumerable<FlightTurn> Play(ReadOnlyMemory<byte> text)
    {
        ReplayedFlight? flight = null;
        int number = 0;
        bool isHeaderRead = false;
        foreach (ReadOnlyMemory<byte> line in Lines(text))
        {
            number++;
            using JsonDocument document = Parse(line, number);
            JsonElement json = document.RootElement;
            if (!isHeaderRead)
            {
                Guard(number, () => ReadHeader(json));
                isHeaderRead = true;
                continue;
            }

            if (Guard(number, () => FlightKinds.Find(json.GetProperty("kind").GetString())
                ?? throw new FormatException($"'{json.GetProperty("kind")}' is no known kind")) is RecordKind.Checkpoint)
            {
                flight = Guard(number, () => ReplayedFlight.Begin(json));
                continue;
            }

            ReplayedFlight playing = flight ?? throw new FlightFormatException($"Line {number}: a line of kind \"battery\" has to come first.");
            if (Guard(number, () => playing.Play(json)) is FlightTurn turn)
            {
                yield return turn;
            }
        }

        if (!isHeaderRead)
        {
            throw new FlightFormatException("The file is empty.");
        }

        if (flight is null)
        {
            throw new FlightFormatException("The recording holds nothing yet: the driver had only just started.");
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new FlightFormatException("The file is cut off in its last line; save or copy it again.");
            }

            if (end > 0)
            {
                yield return text[..end];
            }

            text = text[(end + 1)..];
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> line, int number)
    {
        try
        {
            JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new FlightFormatException($"Line {number} is no JSON object: this is no recording of btbattery.");
        }
        catch (JsonException exception)
        {
            throw new FlightFormatException(
                number == 1 ? "This is no recording of btbattery." : $"Line {number} is damaged: {exception.Message}", exception);
        }
    }

    private static bool ReadHeader(JsonElement json)
    {
        if (!json.TryGetProperty("format", out JsonElement format) || format.ValueKind != JsonValueKind.String || format.GetString() != FlightText.Format
            || !json.TryGetProperty("version", out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number))
        {
            throw new FlightFormatException("This is no recording of btbattery.");
        }

        if (number > FlightText.FormatVersion)
        {
            throw new FlightFormatException($"The recording has format version {number}, this program knows {FlightText.FormatVersion}: use the program that saved it, or a newer one.");
        }

        return true;
    }

    private static T Guard<T>(int line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException
            or OverflowException or IndexOutOfRangeException)
        {
            throw new FlightFormatException($"Line {line} is damaged: {exception.Message}", exception);
        }
    }
}
