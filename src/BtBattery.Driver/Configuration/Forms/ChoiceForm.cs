using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>One of a few words. The first word of a value is the one it is written with; others are understood as well.</summary>
internal sealed class ChoiceForm<T>(IReadOnlyList<(T Value, string[] Words)> choices) : ValueForm<T>
    where T : struct
{
    public override KeyKind Kind => KeyKind.Choice;

    public override IReadOnlyList<string> Choices { get; } = [.. choices.Select(choice => choice.Words[0])];

    public override string Expected => "one of " + string.Join(", ", Choices);

    public override Reading<T> Read(string text)
    {
        foreach ((T value, string[] words) in choices)
        {
            if (words.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                return Reading<T>.Of(value);
            }
        }

        return Reading<T>.Wrong(FindingCodes.WrongType, "give " + Expected);
    }

    public override string Format(T value) => choices.First(choice => choice.Value.Equals(value)).Words[0];

    public override void WriteJson(Utf8JsonWriter writer, T value) => writer.WriteStringValue(Format(value));
}
