using System.Text.Json;

namespace BtBattery.Simulator.Scenarios;

/// <summary>Turns what the JSON reader complains about into one sentence.</summary>
internal static class JsonProblem
{
    public static string Describe(JsonException problem)
    {
        string where = problem.LineNumber is { } line ? $"line {line + 1}: " : "";
        string message = problem.Message;
        // The reader names .NET types and repeats the position; a user wants the key.
        if (Between(message, "The JSON property '", "'") is { } unknown) return $"{where}unknown key \"{unknown}\".";
        if (message.Contains("missing required properties", StringComparison.Ordinal)
            && Between(message, "including: ", ".") is { } missing)
            return $"{where}missing key {missing.Replace('\'', '"')}.";
        // A mistake of the syntax has the reader's own exception inside; a wrong value has not.
        if (problem.InnerException is not JsonException && problem.Path is { Length: > 2 } path)
            return $"{where}{path[2..]} has a value of the wrong kind.";
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"{where}it is not valid JSON ({(end < 0 ? message : message[..end]).TrimEnd('.')}).";
    }

    private static string? Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0) return null;
        start += before.Length;
        int end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end];
    }
}
