using System.Text;

namespace BtBattery.Driver.Installing.Reference;

/// <summary>The line of a daemontools run file that starts dbus-btbattery.</summary>
/// <param name="Program">As it is written there.</param>
/// <param name="Arguments">What stands behind it.</param>
internal sealed record RunLine(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The file that starts it.</summary>
    public const string ProgramName = "dbus-btbattery.py";

    private static readonly string[] s_ends = ["&", "&&", "||", ";", "|", ">", ">>", "<", "2>&1"];

    /// <summary>Finds it; of several the last one that is no remark, since it is reached only if those before do not replace the shell. Null if there is none.</summary>
    /// <param name="script">The run file.</param>
    public static RunLine? Find(string script)
    {
        RunLine? found = null;
        foreach (string line in script.ReplaceLineEndings("\n").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        {
            string[] words = [.. Words(line)];
            int at = Array.FindIndex(words, word => word == ProgramName || word.EndsWith("/" + ProgramName, StringComparison.Ordinal));
            if (at >= 0)
            {
                found = new(words[at], [.. words.Skip(at + 1).TakeWhile(word => !s_ends.Contains(word))]);
                if (words[0] == "exec")
                {
                    return found;
                }
            }
        }

        return found;
    }

    /// <summary>Words as a shell makes them of a line without variables: quotes join, a remark ends it.</summary>
    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        bool isWord = false;
        char quote = '\0';
        foreach (char letter in line + " ")
        {
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
                if (quote != '\0')
                {
                    word.Append(letter);
                }
            }
            else if (letter is '\'' or '"')
            {
                (quote, isWord) = (letter, true);
            }
            else if (letter == '#' && !isWord)
            {
                yield break;
            }
            else if (char.IsWhiteSpace(letter))
            {
                if (isWord)
                {
                    yield return word.ToString();
                    word.Clear();
                    isWord = false;
                }
            }
            else
            {
                word.Append(letter);
                isWord = true;
            }
        }
    }
}
