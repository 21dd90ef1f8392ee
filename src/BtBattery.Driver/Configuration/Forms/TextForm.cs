using System.Text.Json;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>A text, or null for none.</summary>
/// <param name="expected">What to give.</param>
/// <param name="read">The text as it is used; null if it is none.</param>
/// <param name="choices">The words, if there are only a few.</param>
internal sealed class TextForm(string expected, Func<string, string?> read, IReadOnlyList<string>? choices = null) : ValueForm<string?>
{
    public override KeyKind Kind => choices is null ? KeyKind.Text : KeyKind.Choice;

    public override string Expected => expected;

    public override IReadOnlyList<string> Choices => choices ?? [];

    public override Reading<string?> Read(string text) =>
        text.Length == 0 ? Reading<string?>.Of(null)
        : read(text) is string value ? Reading<string?>.Of(value)
        : Reading<string?>.Wrong(FindingCodes.WrongType, "give " + expected);

    public override string Format(string? value) => value ?? "";

    public override void WriteJson(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);
}
