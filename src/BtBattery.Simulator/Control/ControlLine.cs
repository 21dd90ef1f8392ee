using System.Text;

namespace BtBattery.Simulator.Control;

/// <summary>Words of a control line: separated by blanks, double quotes keep blanks together.</summary>
internal static class ControlLine
{
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isQuoted = false;
        bool isOpen = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
                isOpen = true;
            }
            else if (char.IsWhiteSpace(c) && !isQuoted)
            {
                Finish();
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }
        if (isQuoted) throw new ControlException("a quotation mark is not closed");
        Finish();
        return words;

        void Finish()
        {
            if (isOpen) words.Add(word.ToString());
            word.Clear();
            isOpen = false;
        }
    }

    public static string Join(IEnumerable<string> words) =>
        string.Join(' ', words.Select(word => word.Length == 0 || word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word));
}
