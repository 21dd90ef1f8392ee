using System.Text.Json;

namespace BtBattery.Simulator.Scenarios;

/// <summary>Turns what the JSON reader complains about into one sentence.</summary>
internal static class JsonProblem
{
    /// <param name="problem">What it complains about.</param>
    /// <param name="key">Path of the key whose value was read; null = a whole file, where lines can be counted.</param>
    public static string Describe(JsonException problem, string? key = null)
    {
        string line = key is null && problem.LineNumber is { } number ? $"line {number + 1}: " : "";
        string inside = problem.Path is { Length: > 2 } path ? path[1..] : "";
        string place = key is null ? inside.TrimStart('.') : key + inside;
        string message = problem.Message;
        // The reader names .NET types and repeats the position; a user wants the key.
        if (Between(message, "The JSON property '", "'") is { } unknown) return $"{line}unknown key \"{(key is null ? unknown : place)}\".";
        if (message.Contains("missing required properties", StringComparison.Ordinal)
            && Between(message, "including: ", ".") is { } missing)
            return $"{(key is null ? line : $"{place}: ")}missing key {missing.Replace('\'', '"')}.";
        // A mistake of the syntax has the reader's own exception inside; a wrong value has not.
        if (problem.InnerException is not JsonException && place.Length > 0) return $"{line}{place} has a value of the wrong kind.";
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"{line}it is not valid JSON ({(end < 0 ? message : message[..end]).TrimEnd('.')}).";
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
