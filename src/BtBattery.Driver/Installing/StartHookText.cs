namespace BtBattery.Driver.Installing;

/// <summary>
/// Our lines in a script that other packages write to as well. Text in, text out: all that is not ours stays as it is to the byte, whatever its line ends are. The text is one character for
/// each byte (Latin-1), so that nothing in it can be unreadable.
/// </summary>
internal static class StartHookText
{
    /// <summary>The script when there was none.</summary>
    public const string Empty = "#!/bin/bash\n";

    private const string Begin = "# BtBattery begin";
    private const string End = "# BtBattery end";
    private const string Command = "[ ! -x /data/apps/btbattery/boot.sh ] || /data/apps/btbattery/boot.sh";

    /// <summary>Remembers that the line before ours had no end, which it gets back if nothing came behind ours.</summary>
    private const string BeginJoined = Begin + " (the line before this one had no end)";

    private static readonly string s_lines = $"{Command}\n{End}\n";

    /// <summary>True if our lines are there, as this version writes them.</summary>
    public static bool IsIn(string text)
    {
        int at = text.IndexOf(s_lines, StringComparison.Ordinal);
        return at >= 0 && LinesOf(text[..at]).LastOrDefault() is var (start, end) && IsBegin(text[start..end]);
    }

    /// <summary>The text with our lines: at its end, but before an exit that is the last thing it does.</summary>
    public static string Add(string text)
    {
        if (IsIn(text))
        {
            return text;
        }

        string others = Remove(text);
        int place = others.Length;
        if (LinesOf(others).LastOrDefault(line => IsEffective(others[line.Start..line.End])) is (var start, > 0) exit && IsExit(others[start..exit.End]))
        {
            place = start;
        }

        bool isJoined = place > 0 && others[place - 1] != '\n';
        return $"{others[..place]}{(isJoined ? "\n" + BeginJoined : Begin)}\n{s_lines}{others[place..]}";
    }

    /// <summary>The text without our lines.</summary>
    public static string Remove(string text)
    {
        while (LinesOf(text).FirstOrDefault(line => IsBegin(text[line.Start..line.End])) is (var start, > 0) begin)
        {
            (int Start, int End)[] after = [.. LinesOf(text).Where(line => line.Start >= begin.End)];
            int last = Array.FindIndex(after, line => text[line.Start..line.End].Trim() == End);
            int next = Array.FindIndex(after, line => IsBegin(text[line.Start..line.End]));
            int end = last >= 0 && (next < 0 || last < next) ? after[last].End

                // Somebody took our last line away: what follows is not known to be ours.
                : after is [var (from, to), ..] && text[from..to].Trim() == Command ? to
                : begin.End;
            bool isJoined = text[start..begin.End].Trim() == BeginJoined && end == text.Length && start > 0;
            text = text[..(isJoined ? start - 1 : start)] + text[end..];
        }

        return text;
    }

    /// <summary>True if the script does anything beside our lines.</summary>
    public static bool HasLinesOfOthers(string text)
    {
        string others = Remove(text);
        return LinesOf(others).Any(line => others[line.Start..line.End] is var content && IsEffective(content) && !IsExit(content));
    }

    /// <summary>Where each line begins and ends, its line feed included.</summary>
    private static IEnumerable<(int Start, int End)> LinesOf(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed + 1;
            yield return (start, end);
            start = end;
        }
    }

    private static bool IsBegin(string line) => line.Trim() is Begin or BeginJoined;

    private static bool IsEffective(string line) => line.Trim() is { Length: > 0 } content && content[0] != '#';

    /// <summary>At the left margin: one further right is an exit of something inside.</summary>
    private static bool IsExit(string line)
    {
        string[] words = line.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        return line.StartsWith("exit", StringComparison.Ordinal) && words[0] == "exit"
            && (words.Length == 1 || words[1][0] == '#' || (words[1].All(char.IsAsciiDigit) && (words.Length == 2 || words[2][0] == '#')));
    }
}
