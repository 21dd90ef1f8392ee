using System.Text.Json;
using System.Text.Json.Serialization;
using BtBattery.Aggregation.CellMonitor;

namespace BtBattery.Driver.State;

/// <summary>A day of the cell monitor as six numbers in a row: there are some hundreds of them, and names would make most of the file.</summary>
internal sealed class DayFigureJson : JsonConverter<DayFigure>
{
    public override DayFigure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A day is six numbers.");
        }

        var day = new DayFigure(Next(ref reader), Next(ref reader), Next(ref reader), Next(ref reader), Next(ref reader), Next(ref reader));
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? day : throw new JsonException("A day is six numbers.");
    }

    public override void Write(Utf8JsonWriter writer, DayFigure value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (int number in (ReadOnlySpan<int>)[value.Day, value.Spread, value.LowestCell, value.Lowest, value.HighestCell, value.Highest])
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static int Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : throw new JsonException("A day is six numbers.");
}
