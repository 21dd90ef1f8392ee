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

    /// <summary>The text with our lines: at its end, but before an exit or exec that is the last thing it does.</summary>
    public static string Add(string text)
    {
        if (IsIn(text))
        {
            return text;
        }

        string others = Remove(text);
        int place = others.Length;
        (int Start, int End)[] lines = [.. LinesOf(others)];
        int last = Array.FindLastIndex(lines, line => IsEffective(others[line.Start..line.End]));

        // A line that goes on with the one before it is part of it.
        while (last > 0 && others[lines[last - 1].Start..lines[last - 1].End] is var above && IsEffective(above) && above.EndsWith("\\\n", StringComparison.Ordinal))
        {
            last--;
        }

        if (last >= 0 && EndsScript(others[lines[last].Start..lines[last].End]))
        {
            place = lines[last].Start;
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

    /// <summary>True if nothing behind it is reached, whatever else stands in that line. At the left margin: one further right is inside of something.</summary>
    private static bool EndsScript(string line) =>
        line.Split([' ', '\t', '\r', '\n', ';'])[0] is var word && (word == "exit" || (word == "exec" && HasCommand(line["exec".Length..])));

    /// <summary>An exec of redirections only goes on with the next line.</summary>
    private static bool HasCommand(string words)
    {
        bool isTarget = false;
        foreach (string word in words.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[0] == '#')
            {
                return false;
            }

            bool isRedirection = word.AsSpan().IndexOfAny('<', '>') >= 0;
            if (!isRedirection && !isTarget)
            {
                return true;
            }

            isTarget = isRedirection && word[^1] is '<' or '>';
        }

        return false;
    }

    /// <summary>An exit with a number or nothing. At the left margin: one further right is an exit of something inside.</summary>
    private static bool IsExit(string line)
    {
        string[] words = line.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        return line.StartsWith("exit", StringComparison.Ordinal) && words[0] == "exit"
            && (words.Length == 1 || words[1][0] == '#' || (words[1].All(char.IsAsciiDigit) && (words.Length == 2 || words[2][0] == '#')));
    }
}
